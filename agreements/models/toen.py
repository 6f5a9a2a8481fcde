"""The state of agreements at the end of a past day, as expressions of the database.

Every history is read in one way: what the first change after that day found, or else what there is now. Columns on
the agreement that say since when something holds (`status_op`, `gepubliceerde_status_op`) spare the look-up for all
that did not change since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    F,
    JSONField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.query import ModelIterable

from agreements.models.dagen import einde_van
from agreements.models.embargo import EERDER, LATER, gehouden_door, intern_zichtbaar_voor
from agreements.models.kenmerken import Kenmerkwijziging, Oudekenmerk
from agreements.models.peildatum import (
    Afspraakwijziging,
    Oudedagen,
    Oudetermijnen,
    Statuspublicatie,
    Tekstwijziging,
)
from agreements.models.status import Status, Statuswijziging
from agreements.models.termijnwijziging import Termijnwijziging

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: So many rows are made as they were at a time.
STAPEL = 1000

_GEZAMENLIJK = Statuswijziging.Zijde.GEZAMENLIJK


# --- which agreements ------------------------------------------------------------------------------------------


def bekend_op(einde: datetime) -> Q:
    """What the register held: made by then, or followed since, for data that tells of the past."""
    gevolgd = Statuswijziging.objects.filter(zijde=_GEZAMENLIJK, op__lt=einde, nummer=1)
    return Q(created_at__lt=einde) | Q(pk__in=gevolgd.values("afspraak"))


def in_lijst_op(einde: datetime) -> Q:
    """What the list had: not dropped from it by then, also when it came back since."""
    terug = Tekstwijziging.objects.filter(op__gte=einde, uit_lijst_oud__lt=einde)
    erin = Q(tekstblok__uit_lijst_op=None) | Q(tekstblok__uit_lijst_op__gte=einde)
    return Q(tekstblok=None) | (erin & ~Q(tekstblok__in=terug.values("tekstblok")))


def openbaar_op(einde: datetime) -> Q:
    """What was public, by the rule of `embargo.afspraak_openbaar`. One query, for the few rondes."""
    uitzonderingen = apps.get_model("agreements", "Embargouitzondering").objects.filter(
        Q(openbaar_vanaf=None) | Q(openbaar_vanaf__gte=einde), soort=LATER, op__lt=einde, ingetrokken_op__gte=einde
    )
    dicht = Q(pk__in=uitzonderingen.values("afspraak")) | Q(
        tekstblok__isnull=False,
        tekstblok__in=uitzonderingen.filter(afspraak__tekstblok__isnull=False).values("afspraak__tekstblok"),
    )
    gekomen = Q(openbaar_vanaf__lt=einde)
    met_de_lijst = Q(overleg__ronde__in=_open_rondes(einde)) & (~Q(embargo=LATER) | gekomen) & ~dicht
    return met_de_lijst | (Q(embargo=EERDER) & gekomen)


def _open_rondes(einde: datetime) -> list[int]:
    """The rondes that were public: opened here by then, or of before they came here, from their letter on."""
    rondes = apps.get_model("agreements", "Ronde").objects.filter(fase="openbaar")
    stappen = apps.get_model("agreements", "Fasewijziging").objects.filter(naar="openbaar", ronde=OuterRef("pk"))
    rijen = rondes.order_by().values_list("pk", "verzonden_op", Subquery(stappen.order_by("nummer").values("op")[:1]))
    return [pk for pk, brief, geopend in rijen if (geopend or brief) is None or (geopend or brief) < einde]


def fase_op(einde: datetime) -> Coalesce:
    """How far a ronde was on its road to publication."""
    stappen = apps.get_model("agreements", "Fasewijziging").objects.filter(ronde=OuterRef("pk")).order_by("nummer")
    ervoor, erna = stappen.filter(op__lt=einde).reverse(), stappen.filter(op__gte=einde)
    return Coalesce(Subquery(ervoor.values("naar")[:1]), Subquery(erna.values("van")[:1]), F("fase"))


def toen_zichtbaar_voor(user: User | AnonymousUser, einde: datetime) -> Q:
    """What this reader, with the rights of today, would have been shown then."""
    if user.is_authenticated and user.reikwijdte.is_rijksredacteur:
        return bekend_op(einde)
    zicht = openbaar_op(einde) | intern_zichtbaar_voor(user, "overleg__")
    if user.is_authenticated and user.reikwijdte.is_dossierhouder:
        zicht |= gehouden_door(user)
    return bekend_op(einde) & zicht


def overlegdagen_op(einde: datetime) -> dict[tuple[int, int | None], tuple[str, date | None]]:
    """How what has other days since was planned, and its first day: of a ronde, or of an overleg of it. One query."""
    dagen: dict[tuple[int, int | None], tuple[str, date | None]] = {}
    rijen = Oudedagen.objects.filter(op__gte=einde).order_by("pk")
    for ronde, overleg, gepland, van in rijen.values_list("ronde", "overleg", "gepland_oud", "van_oud"):
        dagen.setdefault((ronde, overleg), (gepland, van))
    return dagen


# --- what they were --------------------------------------------------------------------------------------------


def status_op(einde: datetime) -> tuple[Case, Case]:
    """The live status, and since when."""
    rijen = Statuswijziging.objects.filter(afspraak=OuterRef("pk"), zijde=_GEZAMENLIJK, op__lt=einde)
    return _laatste(rijen.order_by("-nummer"), "naar", "status", "status_op", einde)


def publicatie_op(einde: datetime) -> tuple[Case, Case]:
    """The status that the public had been told, and when."""
    rijen = Statuspublicatie.objects.filter(afspraak=OuterRef("pk"), op__lt=einde)
    return _laatste(rijen.order_by("-op", "-pk"), "status", "gepubliceerde_status", "gepubliceerde_status_op", einde)


def _laatste(rijen: QuerySet[Any], veld: str, nu: str, sinds: str, einde: datetime) -> tuple[Case, Case]:
    """What the last row said; before the first one it was "nog niet gestart", without a moment."""
    ongewijzigd = Q(**{f"{sinds}__lt": einde}) | Q(**{sinds: None})
    begin = Value(Status.NOG_NIET_GESTART.value)
    return (
        Case(When(ongewijzigd, then=F(nu)), default=Coalesce(Subquery(rijen.values(veld)[:1]), begin)),
        Case(When(ongewijzigd, then=F(sinds)), default=Subquery(rijen.values("op")[:1]), output_field=DateTimeField()),
    )


def termijn_op(einde: datetime) -> dict[str, Any]:
    """The deadline: its days, whether it was one that is not to be dated, and its phrases (see `_termijnen_toen`)."""
    erna = Termijnwijziging.objects.filter(op__gte=einde)
    eerste = erna.filter(afspraak=OuterRef("pk")).order_by("nummer")
    gewijzigd = Q(pk__in=erna.values("afspraak"))

    def toen(oud: str, nu: str) -> Case:
        return Case(When(gewijzigd, then=Subquery(eerste.values(oud)[:1])), default=F(nu))

    # A deadline without a last day has a phrase when, and only when, it is one that is not to be dated.
    ondateerbaar = Case(When(~Q(frase_oud="") & Q(tot_oud=None), then=Value(True)), default=Value(False))
    return {
        "zicht_termijn_van": toen("van_oud", "termijn_van"),
        "zicht_termijn_tot": toen("tot_oud", "termijn_tot"),
        "zicht_niet_te_dateren": Case(
            When(gewijzigd, then=Subquery(eerste.annotate(ondateerbaar=ondateerbaar).values("ondateerbaar")[:1])),
            default=F("niet_te_dateren"),
        ),
        **{
            naam: Case(When(gewijzigd, then=Subquery(eerste.values(oud)[:1])), default=None, output_field=veld)
            for naam, oud, veld in (
                ("toen_frase", "frase_oud", TextField()),
                ("toen_frase_op", "op", DateTimeField()),
            )
        },
        **_bewaarde_termijnen(einde),
    }


def _bewaarde_termijnen(einde: datetime) -> dict[str, Any]:
    """All phrases as they were until the first change after that moment, and when that was; None when unchanged."""
    erna = Oudetermijnen.objects.filter(op__gte=einde)
    eerste = erna.filter(afspraak=OuterRef("pk")).order_by("pk")
    gewijzigd = Q(pk__in=erna.values("afspraak"))
    return {
        naam: Case(When(gewijzigd, then=Subquery(eerste.values(oud)[:1])), default=None, output_field=veld)
        for naam, oud, veld in (("toen_termijnen", "rijen", JSONField()), ("toen_termijnen_op", "op", DateTimeField()))
    }


def aard_op(einde: datetime) -> dict[str, Any]:
    """What it was: its soort, what the overleg had done with it, and whether its parts were followed instead."""
    erna = Afspraakwijziging.objects.filter(op__gte=einde)
    eerste = erna.filter(afspraak=OuterRef("pk")).order_by("op", "pk")
    gewijzigd = Q(pk__in=erna.values("afspraak"))
    return {
        naam: Case(When(gewijzigd, then=Subquery(eerste.values(oud)[:1])), default=F(nu))
        for naam, oud, nu in (
            ("zicht_soort", "soort_oud", "soort"),
            ("zicht_besluit", "besluit_oud", "besluit"),
            ("zicht_gesplitst", "gesplitst_oud", "is_gesplitst"),
        )
    }


def tekst_op(einde: datetime) -> dict[str, Any]:
    """The words of the text block; None when they are as they were."""
    erna = Tekstwijziging.objects.filter(op__gte=einde)
    eerste = erna.filter(tekstblok=OuterRef("tekstblok")).order_by("op", "pk")
    gewijzigd = Q(tekstblok__in=erna.values("tekstblok"))
    return {
        naam: Case(When(gewijzigd, then=Subquery(eerste.values(oud)[:1])), default=None, output_field=veld)
        for naam, oud, veld in (
            ("toen_tekst", "tekst_oud", TextField()),
            ("toen_subpunten", "subpunten_oud", JSONField()),
            ("toen_koppen", "koppen_oud", JSONField()),
            ("toen_uit_lijst", "uit_lijst_oud", DateTimeField()),
        )
    }


def kenmerken_op(einde: datetime) -> Case:
    """The change that holds how it was classified; None when that is as it was."""
    eerste = Kenmerkwijziging.objects.eerste_na(einde)
    return Case(
        When(pk__in=eerste.values("afspraak"), then=Subquery(eerste.filter(afspraak=OuterRef("pk")).values("pk")[:1])),
        default=None,
        output_field=BigIntegerField(),
    )


class ToenIterable(ModelIterable):
    """The agreements as they were: a row that only shows, and can never be saved by mistake."""

    def __iter__(self) -> Any:
        dag: date = self.queryset.dag  # type: ignore[attr-defined]
        rijen = iter(_zoals_toen(afspraak, dag) for afspraak in super().__iter__())
        while stapel := list(islice(rijen, STAPEL)):
            _zet_kenmerken(stapel)
            yield from stapel


def _zet_kenmerken(afspraken: Iterable[Any]) -> None:
    """How these were classified, in the place of what there is today; a prefetch leaves it alone. Two queries, or 0."""
    per_wijziging = {afspraak.toen_kenmerken: afspraak for afspraak in afspraken if afspraak.toen_kenmerken}
    if not per_wijziging:
        return
    wijzigingen = Kenmerkwijziging.objects.filter(pk__in=list(per_wijziging)).prefetch_related(
        Prefetch("waarden", Oudekenmerk.objects.met_waarden())
    )
    for wijziging in wijzigingen:
        afspraak = per_wijziging[wijziging.pk]
        afspraak.handeling, afspraak.gereed_als = wijziging.handeling_oud, wijziging.gereed_als_oud
        for naam, rijen in wijziging.per_verzameling().items():
            _vul(afspraak, naam, rijen)


def _zoals_toen(afspraak: Any, dag: date) -> Any:
    afspraak.dag = dag
    afspraak.soort, afspraak.besluit = afspraak.zicht_soort, afspraak.zicht_besluit
    afspraak.is_gesplitst = afspraak.zicht_gesplitst
    afspraak.termijn_van, afspraak.termijn_tot = afspraak.zicht_termijn_van, afspraak.zicht_termijn_tot
    afspraak.niet_te_dateren = afspraak.zicht_niet_te_dateren
    if afspraak.toen_tekst is not None:
        tekstblok = afspraak.tekstblok
        tekstblok.tekst, tekstblok.subpunten = afspraak.toen_tekst, afspraak.toen_subpunten
        tekstblok.uit_lijst_op = afspraak.toen_uit_lijst
        if afspraak.toen_koppen:
            tekstblok.zet_koppen(afspraak.toen_koppen)
    elif afspraak.tekstblok_id and "uit_lijst_op" not in afspraak.tekstblok.get_deferred_fields():
        uit = afspraak.tekstblok.uit_lijst_op
        afspraak.tekstblok.uit_lijst_op = uit if uit and uit < einde_van(dag) else None
    afspraak.termijnen_toen = _termijnen_toen(afspraak)
    if afspraak.termijnen_toen is not None:
        _vul(afspraak, "termijnen", afspraak.termijnen_toen)
    return afspraak


def _termijnen_toen(afspraak: Any) -> list[Any] | None:
    """The phrases of then, in the place of those of today; None when they are the same.

    Of a deadline that changed before its phrases were kept the one that decided it is known, and its days.
    """
    termijn = apps.get_model("agreements", "Termijn")
    bewaard, stap = afspraak.toen_termijnen_op, afspraak.toen_frase_op
    if bewaard is not None and (stap is None or bewaard <= stap):
        return [termijn.uit_oud(afspraak.pk, oud) for oud in afspraak.toen_termijnen]
    if stap is None:
        return None
    soort = "vaag" if afspraak.niet_te_dateren else "periode"
    dagen = {"van": afspraak.termijn_van, "tot": afspraak.termijn_tot}
    frasen = [afspraak.toen_frase] if afspraak.toen_frase else []
    return [termijn(afspraak_id=afspraak.pk, volgorde=0, frase=frase, soort=soort, **dagen) for frase in frasen]


def _vul(afspraak: Any, naam: str, rijen: list[Any]) -> None:
    """Let a relation hold these rows, as a prefetch does."""
    gevuld = afspraak._meta.get_field(naam).related_model._default_manager.none()
    gevuld._result_cache = rijen
    if not hasattr(afspraak, "_prefetched_objects_cache"):
        afspraak._prefetched_objects_cache = {}
    afspraak._prefetched_objects_cache[naam] = gevuld
