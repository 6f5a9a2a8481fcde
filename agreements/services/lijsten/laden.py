"""Loading a list into the database.

Loading never drops history. A text block that the new list no longer has keeps its row, its code and its
history and is marked as no longer in the list; what stayed the same is left alone, so loading the same list
twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.lijst import LANDELIJK, SOORTEN, Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok
from agreements.models import Afspraak, Overleg, Ronde
from agreements.models import Blok as BlokRij
from agreements.models import Rubriek as RubriekRij
from agreements.models import Tekstblok as TekstblokRij
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.keuze import Keuze
from agreements.services.lijsten.lezen import lijst_uit_database
from agreements.services.lijsten.verrijken import verrijk
from agreements.services.plaatsen import Plaatsbepaling
from agreements.services.rondes import ronde_om_te_vullen
from agreements.services.statussen import begin_te_volgen
from agreements.services.termijnen import overlegdata, zet_termijnen
from agreements.services.toen import bewaar_tekst
from agreements.services.vergelijken import Verschil, koppel, vergelijk
from agreements.services.zoekindex import werk_zoekindex_bij
from regions.models import Gebied, Landsdeel, Provincie


class LijstWijktAf(ValidationError):
    """The ronde already has a list and this one differs; `verschillen` says where."""

    def __init__(self, verschillen: Sequence[Verschil]) -> None:
        self.verschillen = list(verschillen)
        super().__init__(
            f"Deze lijst wijkt op {len(self.verschillen)} plaatsen af van de lijst die al geladen is. "
            "Bekijk de verschillen en kies daarna voor vervangen."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Laadresultaat:
    """What loading did: counts of text blocks, and the differences with what was there."""

    ronde: Ronde
    nieuw: int = 0
    gewijzigd: int = 0
    verdwenen: int = 0
    verschillen: list[Verschil] = field(default_factory=list)

    @property
    def is_ongewijzigd(self) -> bool:
        return not (self.nieuw or self.verschillen)


@transaction.atomic
def laad_lijst(
    *,
    lijst: Lijst,
    by: Actor,
    vervang: bool = False,
    bestandsnaam: str = "",
    besluit: str = Afspraak.Besluit.ONBEKEND,
    op: datetime | None = None,
    alleen_landsdeel: str | None = None,
) -> Laadresultaat:
    """Load a list into its ronde: overleggen, rubrieken, blokken, tekstblokken, and an afspraak per text block.

    A ronde that is new starts in phase concept, so that nothing becomes public by loading it. When the ronde has
    the same list already, nothing is written. When it has another one: LijstWijktAf, unless `vervang`. `besluit`
    is what the overleg did with these agreements; a proposal is not followed until it is adopted. `op` is
    when the following of new agreements began, for data that tells of the past; a person loads as of now.
    With `alleen_landsdeel` (a slug) the list is of that landsdeel alone, and what the ronde has of the others is
    neither looked at nor touched.

    Raises PermissionDenied, LijstWijktAf, or ValidationError (unknown landsdeel, unknown kind).
    """
    eis(mag_lijsten_laden(by))
    if lijst.soort not in SOORTEN:
        raise ValidationError(f"De soort “{lijst.soort}” bestaat niet. Kies uit: {', '.join(SOORTEN)}.")
    if not any(lijst.tekstblokken):
        raise ValidationError("Deze lijst bevat geen enkele afspraak. Kies een ander bestand.")
    lijst = verrijk(lijst)
    ronde = ronde_om_te_vullen(soort=lijst.soort, jaar=lijst.jaar)
    oud = lijst_uit_database(ronde, user=None, keuze=Keuze(landsdelen=(alleen_landsdeel,) if alleen_landsdeel else ()))
    verschillen = vergelijk(oud, lijst)
    if oud.landsdelen and not verschillen:
        return Laadresultaat(ronde=ronde)
    if oud.landsdelen and not vervang:
        raise LijstWijktAf(verschillen)
    lader = _Lader(ronde=ronde, by=by, besluit=besluit, op=op, alleen_landsdeel=alleen_landsdeel)
    nieuw = lader.laad(lijst, oud)
    ronde.lijst_titel = lijst.titel
    ronde.save(update_fields=["lijst_titel"])
    resultaat = Laadresultaat(
        ronde=ronde,
        nieuw=nieuw,
        gewijzigd=sum(verschil.soort == Verschil.GEWIJZIGD for verschil in verschillen),
        verdwenen=sum(verschil.soort == Verschil.VERDWENEN for verschil in verschillen),
        verschillen=verschillen if oud.landsdelen else [],
    )
    leg_vast(
        actie="afsprakenlijst geladen",
        object_soort="afsprakenlijst",
        object_sleutel=ronde.slug,
        by=by,
        details={
            "bestand": bestandsnaam,
            "tellingen": lijst.tellingen(),
            "nieuw": resultaat.nieuw,
            "verschillen": [verschil.als_json() for verschil in resultaat.verschillen],
        },
    )
    return resultaat


class _Lader:
    """Writes one list into one ronde. Reference data is read once; new rows go in per kind."""

    def __init__(
        self, *, ronde: Ronde, by: Actor, besluit: str, op: datetime | None, alleen_landsdeel: str | None
    ) -> None:
        self.ronde = ronde
        self.alleen_landsdeel = alleen_landsdeel
        self.overleggen = ronde.overleggen.all()
        if alleen_landsdeel:
            landsdeel = None if alleen_landsdeel == LANDELIJK else alleen_landsdeel
            self.overleggen = self.overleggen.filter(landsdeel__slug=landsdeel)
        self.by = by
        self.besluit = besluit
        self.op = op
        self.landsdelen = {landsdeel.slug: landsdeel for landsdeel in Landsdeel.objects.all()}
        self.provincies = {provincie.slug: provincie for provincie in Provincie.objects.all()}
        self.gebieden = {gebied.slug: gebied for gebied in Gebied.objects.all()}
        self.plaatsbepaling = Plaatsbepaling()
        self.data = overlegdata()
        rijen = TekstblokRij.objects.filter(blok__rubriek__overleg__in=self.overleggen).select_related("blok__rubriek")
        self.rijen = {rij.code: rij for rij in rijen}
        self.oude_blokken = list(
            BlokRij.objects.filter(rubriek__overleg__in=self.overleggen).values_list("pk", flat=True)
        )

    def laad(self, lijst: Lijst, oud: Lijst) -> int:
        """Write the list; returns how many text blocks are new."""
        lijst = koppel(oud, lijst, uit_gebruik=set(self.rijen))
        te_plaatsen: list[tuple[TekstblokRij, Afspraak, Landsdeellijst, Rubriek, Blok, Tekstblok, Overleg]] = []
        gebleven: set[str] = set()
        raak: list[Afspraak] = []
        for volgorde, deel in enumerate(lijst.landsdelen):
            overleg = self._overleg(deel, volgorde)
            for rubriek_volgorde, rubriek in enumerate(deel.rubrieken):
                rubriekrij = self._rubriek(overleg, rubriek, rubriek_volgorde)
                eerste = self._vrije_blokvolgorde(rubriekrij)
                for blok_volgorde, blok in enumerate(rubriek.blokken):
                    blokrij = BlokRij.objects.create(
                        rubriek=rubriekrij,
                        volgorde=eerste + blok_volgorde,
                        provincie=self.provincies.get(blok.provincie or ""),
                        provincie_kop=blok.provincie_kop or "",
                        onderwerp=blok.onderwerp or "",
                        inleiding=blok.inleiding or "",
                    )
                    for tekst_volgorde, tekstblok in enumerate(blok.tekstblokken):
                        gebleven.add(tekstblok.code)
                        rij = self.rijen.get(tekstblok.code)
                        if rij is None:
                            rij = self._nieuw_tekstblok(blokrij, tekst_volgorde, tekstblok)
                            afspraak = Afspraak(code=rij.code, overleg=overleg, tekstblok=rij, besluit=self.besluit)
                            te_plaatsen.append((rij, afspraak, deel, rubriek, blok, tekstblok, overleg))
                        else:
                            self._werk_tekstblok_bij(rij, blokrij, tekst_volgorde, tekstblok, overleg)
                            raak += rij.afspraken.all()
        self._markeer_verdwenen(gebleven)
        self._ruim_lege_op()
        self._maak_afspraken(te_plaatsen)
        werk_zoekindex_bij([*(afspraak for _, afspraak, *_ in te_plaatsen), *raak])
        return len(te_plaatsen)

    def _overleg(self, deel: Landsdeellijst, volgorde: int) -> Overleg:
        landsdeel = None
        if deel.landsdeel != LANDELIJK:
            landsdeel = self.landsdelen.get(deel.landsdeel)
            if landsdeel is None:
                raise ValidationError(f"Het landsdeel “{deel.kop}” is niet bekend. Laad eerst de naslaggegevens.")
        plaats = {} if self.alleen_landsdeel else {"volgorde": volgorde}
        overleg, _ = Overleg.objects.update_or_create(
            ronde=self.ronde, landsdeel=landsdeel, defaults={"kop": deel.kop, **plaats}
        )
        return overleg

    def _rubriek(self, overleg: Overleg, rubriek: Rubriek, volgorde: int) -> RubriekRij:
        rij, _ = RubriekRij.objects.update_or_create(
            overleg=overleg,
            nummer=rubriek.nummer,
            defaults={
                "titel": rubriek.titel,
                "volgorde": volgorde,
                "gebied": self.gebieden.get(rubriek.gebied or ""),
            },
        )
        return rij

    @staticmethod
    def _vrije_blokvolgorde(rubriek: RubriekRij) -> int:
        laatste = rubriek.blokken.order_by("-volgorde").values_list("volgorde", flat=True).first()
        return 0 if laatste is None else laatste + 1

    @staticmethod
    def _nieuw_tekstblok(blok: BlokRij, volgorde: int, tekstblok: Tekstblok) -> TekstblokRij:
        return TekstblokRij.objects.create(
            blok=blok,
            volgorde=volgorde,
            code=tekstblok.code,
            vorm=TekstblokRij.Vorm.LOSSE_ALINEA if tekstblok.is_losse_alinea else TekstblokRij.Vorm.PUNT,
            teken=tekstblok.teken or "",
            tekst=tekstblok.tekst,
            subpunten=list(tekstblok.subpunten),
        )

    def _werk_tekstblok_bij(
        self, rij: TekstblokRij, blok: BlokRij, volgorde: int, tekstblok: Tekstblok, overleg: Overleg
    ) -> None:
        gewijzigd = rij.tekst != tekstblok.tekst or list(rij.subpunten) != list(tekstblok.subpunten)
        koppen = TekstblokRij(blok=blok, teken=tekstblok.teken or "").koppen
        if gewijzigd or rij.uit_lijst_op is not None or rij.koppen != koppen:
            bewaar_tekst(tekstblok=rij, by=self.by)
        rij.blok, rij.volgorde, rij.uit_lijst_op = blok, volgorde, None
        rij.tekst, rij.subpunten = tekstblok.tekst, list(tekstblok.subpunten)
        rij.teken = tekstblok.teken or ""
        rij.vorm = TekstblokRij.Vorm.LOSSE_ALINEA if tekstblok.is_losse_alinea else TekstblokRij.Vorm.PUNT
        rij.save(update_fields=["blok", "volgorde", "uit_lijst_op", "tekst", "subpunten", "teken", "vorm"])
        if gewijzigd:
            for afspraak in rij.afspraken.filter(deel=""):
                zet_termijnen(afspraak=afspraak, overleg=overleg, overleggen=self.data, door=self.by)

    def _markeer_verdwenen(self, gebleven: set[str]) -> None:
        TekstblokRij.objects.filter(
            pk__in=[rij.pk for code, rij in self.rijen.items() if code not in gebleven], uit_lijst_op=None
        ).update(uit_lijst_op=timezone.now())

    def _ruim_lege_op(self) -> None:
        """Headings under which nothing stands any more; those of vanished text blocks stay with them."""
        oud = BlokRij.objects.filter(pk__in=self.oude_blokken)
        oud.filter(tekstblokken=None).delete()
        oud.filter(uit_lijst_op=None).update(uit_lijst_op=timezone.now())
        RubriekRij.objects.filter(overleg__in=self.overleggen, blokken=None).delete()

    def _maak_afspraken(
        self,
        te_plaatsen: Sequence[tuple[TekstblokRij, Afspraak, Landsdeellijst, Rubriek, Blok, Tekstblok, Overleg]],
    ) -> None:
        afspraken = [afspraak for _, afspraak, *_ in te_plaatsen]
        Afspraak.objects.bulk_create(afspraken)
        begin_te_volgen(
            afspraken=[afspraak for afspraak in afspraken if afspraak.is_vastgesteld], by=self.by, op=self.op
        )
        for _, afspraak, deel, rubriek, blok, tekstblok, overleg in te_plaatsen:
            plaats = self.plaatsbepaling.van(deel=deel, rubriek=rubriek, blok=blok, tekstblok=tekstblok)
            afspraak.provincies.set([self.provincies[slug] for slug in plaats.provincies])
            afspraak.gebieden.set([self.gebieden[slug] for slug in plaats.gebieden])
            zet_termijnen(afspraak=afspraak, overleg=overleg, overleggen=self.data)
