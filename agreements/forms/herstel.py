"""The forms with which one part of a document is repaired; which one was used is told by the button (`doe`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.herstel import Ingreep
from agreements.herstel.bewerkingen import MET_PLAATS, Naad
from agreements.herstelregels import LABELS, Namen, Rijregel, afbrekingen, einden, omhoog, omlaag, splitsplaatsen
from agreements.lijst import Onderdeel
from agreements.services.reparaties import Stand

NADEN = [
    (Naad.SPATIE.value, "Met een spatie ertussen"),
    (Naad.VAST.value, "Zonder spatie"),
    (Naad.ZONDER_STREEPJE.value, "Zonder spatie, en zonder het streepje aan het eind van de regel"),
]
_GEEN = "Dit kan niet met dit stuk. Laad de pagina opnieuw."


class Stukformulier(forms.Form):
    """What a person can do with one part. `opdracht` is the act and its values for `reparaties.herstel`."""

    soort = forms.ChoiceField(
        label="Wat is dit?", required=False, choices=[(soort.value, label) for soort, label in LABELS.items()]
    )
    slug = forms.ChoiceField(
        label="Gaat over",
        required=False,
        help_text="Alleen voor de kop van een landsdeel, provincie of rubriek.",
    )
    nummer = forms.CharField(label="Nummer van de rubriek", required=False, max_length=4)
    plaats = forms.TypedChoiceField(label="Splitsen", required=False, coerce=int, empty_value=None)
    naad = forms.ChoiceField(label="Samenvoegen", required=False, choices=NADEN)
    na = forms.TypedChoiceField(label="Naar het einde van", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, stand: Stand, regel: Rijregel, namen: Namen, **kwargs: Any) -> None:
        deel = regel.stuk.deel
        kwargs.setdefault("initial", {"soort": deel.soort.value, "slug": _keuze(regel), "nummer": deel.nummer})
        kwargs.setdefault("auto_id", f"id_{regel.nummer}_%s")
        super().__init__(*args, **kwargs)
        self.stand, self.regel = stand, regel
        velden: dict[str, Any] = dict(self.fields)
        velden["slug"].choices = [
            ("", "Wat de kop zelf zegt"),
            *(
                (groep, [(f"{soort.value}:{slug}", naam) for slug, naam in namen.voor(soort).items()])
                for groep, soort in (
                    ("Landsdelen", Onderdeel.LANDSDEEL),
                    ("Provincies", Onderdeel.PROVINCIE),
                    ("Gebieden", Onderdeel.RUBRIEK),
                )
            ),
        ]
        zinnen, woorden = splitsplaatsen(deel.tekst)
        velden["plaats"].choices = [
            *((("Begin van een zin", zinnen),) if zinnen else ()),
            *((("Ander woord", woorden),) if woorden else ()),
        ]
        velden["na"].choices = einden(stand.rij, regel.nummer)
        if regel.nummer and stand.rij[regel.nummer - 1].deel.tekst[-1:] not in "-\u2010\u2011\u00ad":
            velden["naad"].choices = NADEN[:2]
        velden["soort"].widget.attrs["autofocus"] = True

    @property
    def is_te_splitsen(self) -> bool:
        return " " in self.regel.stuk.deel.tekst

    @property
    def erboven(self) -> str:
        """The text to which this part can be joined; empty when there is none."""
        boven = self.stand.rij[self.regel.nummer - 1] if self.regel.nummer else None
        return "" if boven is None or boven.verzonnen or self.regel.stuk.verzonnen else boven.deel.tekst

    @property
    def kan_omhoog(self) -> bool:
        return omhoog(self.stand.rij, self.regel.nummer) is not None

    @property
    def kan_omlaag(self) -> bool:
        return omlaag(self.stand.rij, self.regel.nummer) is not None

    @property
    def ander_niveau(self) -> str:
        """The other of point and sub-point, for the button; empty for what is neither."""
        anders = {Onderdeel.PUNT: Onderdeel.SUBPUNT, Onderdeel.SUBPUNT: Onderdeel.PUNT}
        return anders[soort].value if (soort := self.regel.stuk.deel.soort) in anders else ""

    @property
    def kan_teken_los(self) -> bool:
        deel = self.regel.stuk.deel
        begin, _, rest = deel.tekst.partition(" ")
        los = len(begin) == 1 and (not begin.isalnum() or begin == "o") and bool(rest)
        return los and not deel.teken and deel.soort in (Onderdeel.PUNT, Onderdeel.SUBPUNT, Onderdeel.ALINEA)

    @property
    def kan_teken_vast(self) -> bool:
        deel = self.regel.stuk.deel
        return bool(deel.teken) and deel.soort in (Onderdeel.PUNT, Onderdeel.SUBPUNT, Onderdeel.ALINEA)

    @property
    def afbrekingen(self) -> list[Any]:
        return afbrekingen(self.regel)

    def opdracht(self, doe: str) -> tuple[Ingreep, dict[str, Any]]:
        """The act that the button asks for. Raises ValidationError when it is not one, or says nothing new."""
        schoon, nummer, rij = self.cleaned_data, self.regel.nummer, self.stand.rij
        match doe.partition(":"):
            case ("kop", _, _):
                return self._kop(schoon)
            case ("niveau", _, _) if self.ander_niveau:
                return Ingreep.SOORT, {"naar": self.ander_niveau}
            case ("splitsen", _, _) if schoon.get("plaats") is not None:
                return Ingreep.SPLITS, {"plaats": schoon["plaats"]}
            case ("samenvoegen", _, _):
                return Ingreep.VOEG_SAMEN, {"naad": schoon.get("naad") or Naad.SPATIE.value}
            case ("omhoog", _, _) if (na := omhoog(rij, nummer)) is not None:
                return Ingreep.VERPLAATS, {"na": na}
            case ("omlaag", _, _) if (na := omlaag(rij, nummer)) is not None:
                return Ingreep.VERPLAATS, {"na": na}
            case ("verplaatsen", _, _) if schoon.get("na") is not None:
                return Ingreep.VERPLAATS, {"na": schoon["na"]}
            case ("teken", _, welk) if welk in ("los", "vast"):
                return Ingreep.TEKEN, {"los": welk == "los"}
            case ("afbreking", _, welk) if welk.isdigit() and int(welk) < len(self.afbrekingen):
                gekozen = self.afbrekingen[int(welk)]
                return Ingreep.AFBREKING, {"van": gekozen.van, "naar": gekozen.naar, "plaats": gekozen.plaats}
        raise ValidationError(_GEEN)

    def _kop(self, schoon: dict[str, Any]) -> tuple[Ingreep, dict[str, Any]]:
        """What the part is, what it is about, and its number: the first of these that was changed."""
        deel = self.regel.stuk.deel
        naar = Onderdeel(schoon["soort"] or deel.soort.value)
        soort_plaats, _, slug = (schoon["slug"] or "").partition(":")
        if slug and soort_plaats != naar.value:
            raise ValidationError(
                f"“{LABELS[naar].split(' (')[0]}” kan daar niet over gaan. Kies bij een kop van een landsdeel een "
                "landsdeel, bij een provincie een provincie en bij een rubriek een gebied."
            )
        if naar is not deel.soort:
            return Ingreep.SOORT, {"naar": naar.value, "slug": slug}
        if deel.soort is Onderdeel.RUBRIEK and schoon["nummer"].strip() != deel.nummer:
            return Ingreep.NUMMER, {"nummer": schoon["nummer"].strip()}
        if deel.soort in MET_PLAATS and (schoon["slug"] or "") != _keuze(self.regel):
            return Ingreep.HOORT_BIJ, {"slug": slug}
        raise ValidationError("Er is niets gewijzigd.")


def _keuze(regel: Rijregel) -> str:
    deel = regel.stuk.deel
    return f"{deel.soort.value}:{deel.slug}" if deel.slug and deel.soort in MET_PLAATS else ""
