"""Changing the official text of one agreement: the only way besides loading a list."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Ronde, Tekstblok
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.termijnen import overlegdata, zet_termijnen
from agreements.services.toen import bewaar_tekst
from agreements.services.zoekindex import werk_zoekindex_bij

#: From these phases on the text has been sent to the Kamer: it changes by a new edition of the list, not here.
VERSTUURD = frozenset({Ronde.Fase.VERZONDEN, Ronde.Fase.OPENBAAR})


@transaction.atomic
def wijzig_officiele_tekst(
    *, afspraak: Afspraak, tekst: str, subpunten: Iterable[str] = (), reden: str, by: Actor
) -> list[Afspraak]:
    """Give the text block of an agreement another text, and what follows from its words: deadlines and search index.

    As loading a renewed list does: code, history, lead-in and what people filled in stay. The old text is kept by the
    caller, with the decision that changed it; `reden` names that in the audit log. Returns the deelafspraken whose
    part no longer stands in the text.

    Raises PermissionDenied, or ValidationError when the agreement is in no list, the letter has been sent, or the text
    is empty.
    """
    eis(mag_lijsten_laden(by))
    afspraak = Afspraak.objects.select_related("overleg").get(pk=afspraak.pk)
    ronde = Ronde.objects.select_for_update().get(pk=afspraak.overleg.ronde_id)
    if ronde.fase in VERSTUURD:
        raise ValidationError("De brief is al verzonden. De tekst van deze afspraak ligt daarmee vast.")
    tekstblok = Tekstblok.objects.select_for_update().filter(afspraken=afspraak, uit_lijst_op=None).first()
    if tekstblok is None:
        raise ValidationError("Deze afspraak staat niet in de afsprakenlijst; haar tekst kan niet worden gewijzigd.")
    if not tekst.strip():
        raise ValidationError("De tekst van een afspraak kan niet leeg zijn.")
    bewaar_tekst(tekstblok=tekstblok, by=by)
    tekstblok.tekst, tekstblok.subpunten = tekst, list(subpunten)
    tekstblok.save(update_fields=["tekst", "subpunten"])
    afspraken = list(tekstblok.afspraken.select_related("tekstblok", "overleg__ronde").order_by("deel"))
    data = overlegdata()
    for een in afspraken:
        if not een.deel:
            zet_termijnen(afspraak=een, overleg=een.overleg, overleggen=data, door=by)
    werk_zoekindex_bij(afspraken)
    leg_vast(
        actie="tekst gewijzigd",
        object_soort="afspraak",
        object_sleutel=tekstblok.code,
        by=by,
        details={"reden": reden},
    )
    stukken = [" ".join(stuk.split()) for stuk in (tekst, *tekstblok.subpunten)]
    return [
        een
        for een in afspraken
        if een.deel and not een.is_context and not any(een.deeltekst in stuk for stuk in stukken)
    ]
