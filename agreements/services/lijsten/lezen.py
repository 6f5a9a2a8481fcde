"""Taking a list out of the database, as it stands, with what one reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from agreements.lijst import LOSSE_ALINEA, Blok, Landsdeellijst, Lijst, Rubriek, Statusregel, Tekstblok, Termijnfrase
from agreements.models import Afspraak, Overleg, Ronde, Statuswijziging
from agreements.models import Blok as BlokRij
from agreements.models import Rubriek as RubriekRij
from agreements.models import Tekstblok as TekstblokRij

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def lijst_uit_database(
    ronde: Ronde,
    *,
    user: User | AnonymousUser | None,
    landsdelen: Sequence[str] = (),
    met_status: bool = False,
    peildatum: date | None = None,
) -> Lijst:
    """The list of a ronde as it stands, in its own order, with only what `user` may see.

    `user` None is the operator at the command line, who sees all. `landsdelen` (slugs) narrows the list.
    `met_status` adds to each text block the joint status of its agreements, as of the end of `peildatum`
    (default now). Seven queries, whatever the length.
    """
    overleggen = Overleg.objects.filter(ronde=ronde).select_related("landsdeel")
    if user is not None:
        overleggen = overleggen.visible_to(user)
    afspraken = Afspraak.objects.order_by("deel", "pk").prefetch_related("termijnen")
    if met_status:
        tot = peildatum or timezone.localdate()
        afspraken = afspraken.prefetch_related(
            Prefetch(
                "statuswijzigingen",
                Statuswijziging.objects.filter(zijde=Statuswijziging.Zijde.GEZAMENLIJK, op__date__lte=tot).order_by(
                    "nummer"
                ),
                to_attr="stappen",
            )
        )
    delen = []
    for overleg in overleggen.order_by("volgorde", "pk").prefetch_related(
        Prefetch("rubrieken", RubriekRij.objects.select_related("gebied").order_by("volgorde")),
        Prefetch(
            "rubrieken__blokken",
            BlokRij.objects.filter(uit_lijst_op=None).select_related("provincie").order_by("volgorde"),
        ),
        Prefetch(
            "rubrieken__blokken__tekstblokken",
            TekstblokRij.objects.filter(uit_lijst_op=None).order_by("volgorde"),
        ),
        Prefetch("rubrieken__blokken__tekstblokken__afspraken", afspraken),
    ):
        if landsdelen and overleg.landsdeel_slug not in landsdelen:
            continue
        rubrieken = tuple(
            Rubriek(
                nummer=rubriek.nummer,
                titel=rubriek.titel,
                gebied=rubriek.gebied.slug if rubriek.gebied else None,
                blokken=tuple(_blok_uit_rij(blok, met_status) for blok in rubriek.blokken.all()),
            )
            for rubriek in overleg.rubrieken.all()
        )
        rubrieken = tuple(rubriek for rubriek in rubrieken if rubriek.blokken)
        if rubrieken:
            delen.append(Landsdeellijst(landsdeel=overleg.landsdeel_slug, kop=overleg.kop, rubrieken=rubrieken))
    return Lijst(
        soort=ronde.soort,
        jaar=ronde.jaar,
        titel=ronde.lijst_titel or standaardtitel(ronde),
        landsdelen=tuple(delen),
    )


def standaardtitel(ronde: Ronde) -> str:
    return f"Afsprakenlijst {ronde.naam}"


def _blok_uit_rij(rij: BlokRij, met_status: bool) -> Blok:
    return Blok(
        provincie=rij.provincie.slug if rij.provincie else None,
        provincie_kop=rij.provincie_kop or None,
        onderwerp=rij.onderwerp or None,
        inleiding=rij.inleiding or None,
        tekstblokken=tuple(_tekstblok_uit_rij(tekstblok, met_status) for tekstblok in rij.tekstblokken.all()),
    )


def _tekstblok_uit_rij(rij: TekstblokRij, met_status: bool) -> Tekstblok:
    afspraken = list(rij.afspraken.all())
    hoofd = next((afspraak for afspraak in afspraken if not afspraak.deel), None)
    if rij.vorm == TekstblokRij.Vorm.LOSSE_ALINEA:
        soort = LOSSE_ALINEA
    else:
        soort = hoofd.soort if hoofd else Afspraak.Soort.AFSPRAAK.value
    return Tekstblok(
        code=rij.code,
        soort=soort,
        teken=rij.teken or None,
        tekst=rij.tekst,
        subpunten=tuple(rij.subpunten),
        termijnen=tuple(
            Termijnfrase(
                frase=termijn.frase,
                soort=termijn.soort,
                van=termijn.van,
                tot=termijn.tot,
                overleg=termijn.overleg_naam or None,
            )
            for termijn in (hoofd.termijnen.all() if hoofd else ())
            if termijn.is_termijn
        ),
        statussen=tuple(_statusregels(afspraken)) if met_status else (),
    )


def _statusregels(afspraken: Iterable[Afspraak]) -> Iterable[Statusregel]:
    for afspraak in afspraken:
        stappen: list[Statuswijziging] = afspraak.stappen  # type: ignore[attr-defined]  # Prefetch(to_attr)
        if not afspraak.is_gevolgd or not stappen:
            continue
        laatste = stappen[-1]
        yield Statusregel(
            code=afspraak.code,
            label=laatste.get_naar_display(),
            sinds=timezone.localdate(laatste.op) if laatste.nummer > 1 else None,
            toelichting=laatste.toelichting,
        )
