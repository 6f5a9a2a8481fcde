"""The questions that are asked of agreements; a page starts with `visible_to(user)` or `op_peildatum(user, dag)`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Case, F, Prefetch, Q, Value, When
from django.utils import timezone

from agreements.models import toen
from agreements.models.bronnen import heeft, ligt_in
from agreements.models.dagen import einde_van
from agreements.models.embargo import afspraak_zichtbaar_voor
from agreements.models.termijn import Termijn
from agreements.models.voorwaarden import IS_OPEN, WORDT_GEVOLGD, ZICHT_GEVOLGD, is_binnenkort, is_over_tijd
from agreements.models.zicht import live_voor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: What of a row is the same for every reader, now; `op_peildatum` has it as it was.
_ZOALS_NU = {
    "zicht_termijn_van": F("termijn_van"),
    "zicht_termijn_tot": F("termijn_tot"),
    "zicht_niet_te_dateren": F("niet_te_dateren"),
    "zicht_soort": F("soort"),
    "zicht_besluit": F("besluit"),
    "zicht_gesplitst": F("is_gesplitst"),
}


class AfspraakQuerySet(models.QuerySet[Any]):
    #: The past day of which these agreements tell (`op_peildatum`); None is now.
    dag: date | None = None

    def _clone(self) -> Self:
        kopie: Self = super()._clone()  # type: ignore[misc]
        kopie.dag = self.dag
        return kopie

    @property
    def vandaag(self) -> date:
        """The day from which is counted what is over tijd: today, or the day of which these agreements tell."""
        return self.dag or timezone.localdate()

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is public for everybody; before that one's own landsdeel(en) and the agreements one holds.

        With the status as this user may see it (`met_zicht`).
        """
        return self.filter(afspraak_zichtbaar_voor(user)).met_zicht(user)

    def op_peildatum(self, user: User | AnonymousUser, dag: date) -> Self:
        """What this user would have been shown at the end of that day, as it was then, with the rights of today.

        Never more than `visible_to(user)`: knowledge of then and rights of today must both allow it. The columns that
        `met_zicht` adds, and the rows themselves, are those of then; `dag` goes along, for who counts days and for
        who reads places, thema's and parties (`models.bronnen.bronnen`). One query, for the rondes; the rest when
        it is read, and two more for rows whose places, thema's or parties changed since.
        """
        einde = einde_van(dag)
        zicht = self.filter(afspraak_zichtbaar_voor(user)).filter(toen.toen_zichtbaar_voor(user, einde))
        uit = zicht.select_related("tekstblok")._met_zicht(
            user, toen.status_op(einde), toen.publicatie_op(einde), **toen.termijn_op(einde), **toen.aard_op(einde)
        )
        uit = uit.annotate(**toen.tekst_op(einde), toen_kenmerken=toen.kenmerken_op(einde))
        uit.dag, uit._iterable_class = dag, toen.ToenIterable
        return uit

    def gezien_door(self, user: User | AnonymousUser, dag: date | None = None) -> Self:
        """`op_peildatum` where a day is asked for, and `visible_to` otherwise."""
        return self.visible_to(user) if dag is None else self.op_peildatum(user, dag)

    def met_zicht(self, user: User | AnonymousUser) -> Self:
        """Each with the status that this user is told, and since when: the live one, or what was last published.

        Whatever shows, filters, counts or sorts by status uses these; `visible_to` adds them. `zicht_live` says which
        of the two it is. The deadline, the soort and whether it is followed are as the row has them: they have a
        column of this kind so that the same question can be asked of a past day.
        """
        live = (F("status"), F("status_op"))
        verteld = (F("gepubliceerde_status"), F("gepubliceerde_status_op"))
        return self._met_zicht(user, live, verteld, **_ZOALS_NU)

    def _met_zicht(
        self, user: User | AnonymousUser, live: tuple[Any, Any], verteld: tuple[Any, Any], **verder: Any
    ) -> Self:
        ziet = live_voor(user)
        if isinstance(ziet, bool):
            status, sinds = live if ziet else verteld
            return self.annotate(zicht_live=Value(ziet), zicht_status=status, zicht_status_op=sinds, **verder)
        return self.annotate(
            zicht_live=Case(When(ziet, then=Value(True)), default=Value(False), output_field=BooleanField()),
            zicht_status=Case(When(ziet, then=live[0]), default=verteld[0]),
            zicht_status_op=Case(When(ziet, then=live[1]), default=verteld[1]),
            **verder,
        )

    def met_live_status(self) -> Self:
        """Each with its live status as what is told; for the application itself and who may see all."""
        return self.annotate(
            zicht_live=Value(True), zicht_status=F("status"), zicht_status_op=F("status_op"), **_ZOALS_NU
        )

    def geredigeerd_door(self, user: User) -> Self:
        """What a Redacteur regio writes about: the agreements of their provincies and gebieden."""
        provincies, gebieden = user.reikwijdte.redactie_provincies, user.reikwijdte.redactie_gebieden
        van_provincie = self.model.provincies.through.objects.filter(provincie__in=provincies)
        van_gebied = self.model.gebieden.through.objects.filter(
            Q(gebied__in=gebieden) | Q(gebied__provincies__in=provincies)
        )
        return self.filter(Q(pk__in=van_provincie.values("afspraak_id")) | Q(pk__in=van_gebied.values("afspraak_id")))

    def in_lijst(self) -> Self:
        """Without what a renewed list no longer has, or had no longer then."""
        if self.dag is not None:
            return self.filter(toen.in_lijst_op(einde_van(self.dag)))
        return self.filter(Q(tekstblok=None) | Q(tekstblok__uit_lijst_op=None))

    def gevolgd(self) -> Self:
        """What is followed and counted: what was adopted, without context, and its parts where it was split."""
        return self.in_lijst().filter(WORDT_GEVOLGD if self.dag is None else ZICHT_GEVOLGD)

    def open(self) -> Self:
        """Not closed, as far as the reader is told; this and the next two need `met_zicht`."""
        return self.filter(IS_OPEN)

    def over_tijd(self, op: date | None = None) -> Self:
        """Past the last day of its deadline on that day (default `vandaag`) and not closed."""
        return self.filter(is_over_tijd(op or self.vandaag))

    def binnenkort(self, op: date | None = None) -> Self:
        """Open, and the last day of its deadline falls within the coming 60 days."""
        return self.filter(is_binnenkort(op or self.vandaag))

    def met_termijn_op(self, dag: date) -> Self:
        """Each with `termijn_van_op` and `termijn_tot_op`: its deadline as it stood at the end of that day here.

        What the first change after that day found, or else what there is now (`services.termijnen.termijn_op`).
        """
        toenmalig = toen.termijn_op(einde_van(dag))
        return self.annotate(
            termijn_van_op=toenmalig["zicht_termijn_van"], termijn_tot_op=toenmalig["zicht_termijn_tot"]
        )

    def voor_landsdeel(self, landsdeel: Any) -> Self:
        return self.filter(overleg__landsdeel=landsdeel)

    def voor_provincie(self, provincie: Any) -> Self:
        """Everything of the provincie, once: its own, and that of each gebied that lies in it."""
        return self.filter(ligt_in(self.dag, pk=provincie.pk))

    def voor_gebied(self, gebied: Any) -> Self:
        return self.filter(heeft("gebieden", self.dag, gebied=gebied))

    def lijstvolgorde(self) -> Self:
        """The order of the official lists, newest ronde first."""
        return self.order_by(
            "-overleg__ronde__jaar",
            "overleg__ronde__soort",
            "overleg__volgorde",
            F("tekstblok__blok__rubriek__volgorde").asc(nulls_last=True),
            "tekstblok__blok__volgorde",
            "tekstblok__volgorde",
            "deel",
            "pk",
        )

    def for_list(self) -> Self:
        """Everything a row of a list shows; the query count does not grow with the rows."""
        return self.select_related(
            "overleg__ronde", "overleg__landsdeel", "tekstblok__blok__rubriek", "tekstblok__blok__provincie"
        ).prefetch_related("gebieden", "provincies", Prefetch("termijnen", Termijn.objects.order_by("volgorde")))

    def for_detail(self) -> Self:
        """Everything the page of one agreement shows, but for its history and the links with other agreements."""
        betrokkenheden = apps.get_model("agreements", "Betrokkenheid")
        return self.for_list().prefetch_related(
            "themas",
            "dossierhouders",
            Prefetch("betrokkenheden", betrokkenheden.objects.select_related("organisatie", "contact")),
        )
