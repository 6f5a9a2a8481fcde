"""The form with what the text of one agreement gives away, filled in beforehand; one per agreement of a rubriek."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.duiding import Veld, Voorstel
from agreements.models import Afspraak, Betrokkenheid, Thema
from agreements.services.termijnbesluiten import te_bevestigen
from agreements.services.voorstellen import Afspraakvoorstel, Gegevens
from regions.models import Gebied, Organisatie, Provincie

#: How many organisations can be added by hand at once.
ERBIJ = (1, 2)


@dataclass(frozen=True, slots=True)
class Keuzes:
    """The reference data that every form on the page chooses from, by slug; read once."""

    themas: dict[str, Thema]
    provincies: dict[str, Provincie]
    gebieden: dict[str, Gebied]
    organisaties: dict[str, Organisatie]

    @classmethod
    def uit_database(cls) -> Keuzes:
        """Four queries."""
        return cls(
            {een.slug: een for een in Thema.objects.order_by("volgorde", "naam")},
            {een.slug: een for een in Provincie.objects.order_by("naam")},
            {een.slug: een for een in Gebied.objects.exclude(soort=Gebied.Soort.NOVI).order_by("naam")},
            {een.slug: een for een in Organisatie.objects.order_by("naam")},
        )

    def organisatie(self, naam: str) -> Organisatie | None:
        """The organisation of this name or abbreviation, as somebody types it."""
        gezocht = naam.strip().casefold()
        return next(
            (
                een
                for een in self.organisaties.values()
                if gezocht in (een.naam.casefold(), een.afkorting.casefold() or een.naam.casefold())
            ),
            None,
        )

    def gebied(self, naam: str) -> Gebied | None:
        gezocht = naam.strip().casefold()
        return next((een for een in self.gebieden.values() if een.naam.casefold() == gezocht), None)


class Voorstelformulier(forms.Form):
    """The particulars of one agreement: what it has, with what is proposed ticked beside it."""

    soort = forms.ChoiceField(
        label="Soort", choices=[(waarde, label.capitalize()) for waarde, label in Afspraak.Soort.choices]
    )
    handeling = forms.ChoiceField(
        label="Bestuurlijke handeling",
        required=False,
        choices=[("", "Niet ingevuld"), *((w, label.capitalize()) for w, label in Afspraak.Handeling.choices)],
    )
    partijen = forms.MultipleChoiceField(label="Wie doet wat", required=False, widget=forms.CheckboxSelectMultiple)
    themas = forms.MultipleChoiceField(label="Thema's", required=False, widget=forms.CheckboxSelectMultiple)
    provincies = forms.MultipleChoiceField(label="Provincies", required=False, widget=forms.CheckboxSelectMultiple)
    gebieden = forms.MultipleChoiceField(label="Gebieden", required=False, widget=forms.CheckboxSelectMultiple)
    gebied_erbij = forms.CharField(
        label="Gebied toevoegen", required=False, widget=forms.TextInput(attrs={"list": "gebieden"})
    )
    termijnen = forms.MultipleChoiceField(
        label="Moet dan gereed zijn", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, voorstel: Afspraakvoorstel, keuzes: Keuzes, **kwargs: Any) -> None:
        self.voorstel, self.keuzes = voorstel, keuzes
        afspraak = voorstel.afspraak
        per_veld = {veld: voorstel.waarden(veld) for veld in Veld}
        heeft = {
            "themas": [een.slug for een in afspraak.themas.all()],
            "provincies": [een.slug for een in afspraak.provincies.all()],
            "gebieden": [een.slug for een in afspraak.gebieden.all()],
            "partijen": [f"{een.organisatie.slug}:{een.rol}" for een in afspraak.betrokkenheden.all()],
        }
        termijnen = [een for een in afspraak.termijnen.all() if te_bevestigen(een)]
        kwargs.setdefault("prefix", afspraak.code)
        kwargs.setdefault(
            "initial",
            {
                "soort": next(iter(per_veld[Veld.SOORT]), afspraak.soort),
                "handeling": next(iter(per_veld[Veld.HANDELING]), afspraak.handeling),
                "themas": [*heeft["themas"], *per_veld[Veld.THEMA]],
                "provincies": [*heeft["provincies"], *per_veld[Veld.PROVINCIE]],
                "gebieden": [*heeft["gebieden"], *per_veld[Veld.GEBIED]],
                "partijen": [*heeft["partijen"], *per_veld[Veld.PARTIJ]],
                "termijnen": [str(een.pk) for een in termijnen if een.is_termijn],
            },
        )
        super().__init__(*args, **kwargs)
        for nummer in ERBIJ:
            self.fields[f"partij_{nummer}"] = forms.CharField(
                label="Organisatie toevoegen", required=False, widget=forms.TextInput(attrs={"list": "organisaties"})
            )
            self.fields[f"rol_{nummer}"] = forms.ChoiceField(
                label="Rol",
                required=False,
                choices=[(waarde, label.capitalize()) for waarde, label in Betrokkenheid.Rol.choices],
                initial=Betrokkenheid.Rol.BETROKKEN,
            )
        velden: dict[str, Any] = dict(self.fields)
        velden["soort"].help_text = _op(per_veld[Veld.SOORT].values())
        velden["handeling"].help_text = _op(per_veld[Veld.HANDELING].values())
        velden["themas"].choices = _keuzes(
            {slug: een.naam for slug, een in keuzes.themas.items()}, keuzes.themas, per_veld[Veld.THEMA]
        )
        hier = {een.slug for een in keuzes.provincies.values() if een.landsdeel_id == afspraak.overleg.landsdeel_id}
        velden["provincies"].choices = _keuzes(
            {slug: een.naam for slug, een in keuzes.provincies.items()},
            [slug for slug in keuzes.provincies if slug in {*hier, *heeft["provincies"], *per_veld[Veld.PROVINCIE]}],
            per_veld[Veld.PROVINCIE],
        )
        velden["gebieden"].choices = _keuzes(
            {slug: een.naam for slug, een in keuzes.gebieden.items()},
            [slug for slug in keuzes.gebieden if slug in {*heeft["gebieden"], *per_veld[Veld.GEBIED]}],
            per_veld[Veld.GEBIED],
        )
        velden["partijen"].choices = _keuzes(
            {sleutel: self._partij(sleutel) for sleutel in (*heeft["partijen"], *per_veld[Veld.PARTIJ])},
            dict.fromkeys((*heeft["partijen"], *per_veld[Veld.PARTIJ])),
            per_veld[Veld.PARTIJ],
        )
        velden["termijnen"].choices = [(str(een.pk), f"“{een.frase}”") for een in termijnen]

    def _partij(self, sleutel: str) -> str:
        slug, _, rol = sleutel.partition(":")
        organisatie = self.keuzes.organisaties[slug]
        zijde = f", {organisatie.get_zijde_display()}" if organisatie.zijde != Organisatie.Zijde.OVERIG else ""
        return f"{organisatie.naam}: {Betrokkenheid.Rol(rol).label}{zijde}"

    def clean_gebied_erbij(self) -> Gebied | None:
        naam = self.cleaned_data["gebied_erbij"]
        gebied = self.keuzes.gebied(naam)
        if naam and gebied is None:
            raise ValidationError(f"“{naam}” is geen bekend gebied. Kies een naam uit de lijst.")
        return gebied

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        for nummer in ERBIJ:
            naam = schoon.get(f"partij_{nummer}", "")
            if naam and self.keuzes.organisatie(naam) is None:
                self.add_error(f"partij_{nummer}", f"“{naam}” is geen bekende organisatie. Kies een naam uit de lijst.")
        return schoon

    def gegevens(self) -> Gegevens:
        """What was chosen; only of a valid form."""
        schoon, keuzes = self.cleaned_data, self.keuzes
        partijen = [
            (keuzes.organisaties[slug], rol) for slug, _, rol in (een.partition(":") for een in schoon["partijen"])
        ]
        for nummer in ERBIJ:
            organisatie = keuzes.organisatie(schoon[f"partij_{nummer}"]) if schoon[f"partij_{nummer}"] else None
            if organisatie is not None:
                partijen.append((organisatie, schoon[f"rol_{nummer}"] or Betrokkenheid.Rol.BETROKKEN.value))
        gebieden = [keuzes.gebieden[slug] for slug in schoon["gebieden"]]
        if schoon["gebied_erbij"] is not None:
            gebieden.append(schoon["gebied_erbij"])
        return Gegevens(
            soort=schoon["soort"],
            handeling=schoon["handeling"],
            themas=[keuzes.themas[slug] for slug in schoon["themas"]],
            provincies=[keuzes.provincies[slug] for slug in schoon["provincies"]],
            gebieden=list(dict.fromkeys(gebieden)),
            partijen=list(dict.fromkeys(partijen)),
            termijnen=[int(pk) for pk in schoon["termijnen"]],
        )


def _keuzes(namen: dict[str, str], slugs: Iterable[str], voorgesteld: dict[str, Voorstel]) -> list[tuple[str, str]]:
    """The choices of a field; a proposed one says on which words it rests."""
    return [
        (slug, f"{namen[slug]} ({_op([voorgesteld[slug]]).lower()})" if slug in voorgesteld else namen[slug])
        for slug in slugs
    ]


def _op(voorstellen: Iterable[Voorstel]) -> str:
    """On which words a proposal rests."""
    for een in voorstellen:
        woorden = list(dict.fromkeys(grond.woorden for grond in een.gronden))
        return "Voorgesteld op " + ", ".join(f"“{kort(woord)}”" for woord in woorden)
    return ""


def kort(woorden: str) -> str:
    return woorden if len(woorden) <= 60 else f"{woorden[:58].rstrip()} …"
