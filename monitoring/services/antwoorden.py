"""What a side answers: the only writer of `Antwoord`, and of the drafts of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate, localtime

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.models import User
from agreements.models import Afspraak, Status, Statuswijziging
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_voor_zijde_antwoorden
from agreements.services.statussen import Bewijs, bewaar_bewijs, deel_bewijs, geef_zijdestatus
from monitoring.models import Antwoord, Antwoordbewijs, Antwoordconcept, Monitorronde, Uitvraagregel, Zijde
from monitoring.models.melding import Meldingsoort
from monitoring.services.meldingen import meld_een_keer
from monitoring.services.verantwoordelijken import verantwoordelijken
from monitoring.services.verwachting import waarom_niet


@dataclass(slots=True)
class IntussenBeantwoord(Exception):
    """Somebody of the same side answered after the form was opened; `antwoord` is what counts now."""

    antwoord: Antwoord


@dataclass(frozen=True, slots=True, kw_only=True)
class Conceptvelden:
    """What is typed, as it is typed."""

    status: str = ""
    toelichting: str = ""
    verwacht: str = ""
    opvolger: str = ""
    links: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """The form that something was typed in: a key of its own, and the moment of the draft that it was opened with."""

    sleutel: str
    gezien: str = ""

    def kent(self, concept: Antwoordconcept) -> bool:
        """Whether this form wrote the draft last, or nobody did since it was opened with it."""
        return self.sleutel == concept.blad or self.gezien == concept.moment


def laatste_antwoord(regel: Uitvraagregel, zijde: str) -> Antwoord | None:
    """The answer of that side that counts. One query."""
    laatste: Antwoord | None = Antwoord.objects.filter(regel=regel, zijde=zijde).order_by("-nummer").first()
    return laatste


def versie_van(regel: Uitvraagregel, zijde: str) -> int:
    """The number of the last answer of that side: what a form remembers. One query."""
    laatste = laatste_antwoord(regel, zijde)
    return laatste.nummer if laatste else 0


@transaction.atomic
def geef_antwoord(
    *,
    regel: Uitvraagregel,
    zijde: str,
    status: str,
    by: Actor,
    toelichting: str = "",
    verwacht: date | None = None,
    opvolger: Afspraak | None = None,
    bewijs: Sequence[Bewijs] = (),
    versie: int | None = None,
    blad: Blad | None = None,
    op: datetime | None = None,
) -> Antwoord:
    """Answer for one side; a later answer replaces it, and all stay in the history.

    `versie` is what `versie_van` said when the person began; without it the answer is taken whatever happened since.
    The same goes into the history of that side on the agreement, unless its last step says the same already. The
    draft of who answers is gone after it, unless it was typed in another form than `blad`. `op` is for data that
    tells of the past.

    Raises PermissionDenied, IntussenBeantwoord, or ValidationError per field: the round is not open, no status, an
    end or delay without toelichting, opgevolgd without an adopted successor, an expected day that cannot be meant.
    """
    ronde = Monitorronde.objects.select_for_update().get(pk=regel.monitorronde_id)
    Uitvraagregel.objects.select_for_update().get(pk=regel.pk)  # a draft waits until the answer is there
    afspraak = Afspraak.objects.select_related("overleg__ronde").get(pk=regel.afspraak_id)
    if zijde not in Zijde.values:
        raise ValidationError("Kies voor welke zijde u antwoordt: Rijk of regio.")
    eis(mag_voor_zijde_antwoorden(by, afspraak, zijde))
    if not ronde.is_open:
        raise ValidationError(f"Deze monitorronde is {ronde.get_fase_display()}. U kunt niet meer antwoorden.")
    vorige = laatste_antwoord(regel, zijde)
    nummer = vorige.nummer if vorige else 0
    if versie is not None and versie != nummer and vorige is not None:
        raise IntussenBeantwoord(vorige)
    toelichting = toelichting.replace("\r", "").strip()
    if status not in Status.values:
        raise ValidationError({"status": "Kies de status."})
    ondertekening = handtekening(by, op)
    antwoord = Antwoord(
        regel=regel,
        zijde=zijde,
        nummer=nummer + 1,
        status=status,
        toelichting=toelichting,
        verwacht=verwacht,
        opvolger=opvolger,
        **ondertekening,
    )
    fouten: dict[str, list[ValidationError]] = {}
    if verwacht is not None and op is None and (zin := waarom_niet(verwacht, status=status, vandaag=localdate())):
        fouten["verwacht"] = [ValidationError(zin)]
    if bewijs or not _zegt_hetzelfde(afspraak, antwoord):
        try:
            antwoord.wijziging = geef_zijdestatus(
                afspraak=afspraak,
                zijde=zijde,
                naar=status,
                toelichting=toelichting,
                opvolger=opvolger,
                by=by,
                op=ondertekening["op"],
            )
        except ValidationError as fout:
            # All that is wrong is told at once.
            fouten = fout.update_error_dict(fouten)
    if fouten:
        raise ValidationError(fouten)
    antwoord.full_clean(validate_unique=False)
    antwoord.save(force_insert=True)
    for stuk in bewijs:
        bewaar_bewijs(Antwoordbewijs(antwoord=antwoord), stuk)
    if antwoord.wijziging is not None:
        deel_bewijs(antwoord.wijziging, antwoord.bewijs.order_by("pk"))
    if isinstance(by, User):
        concept = Antwoordconcept.objects.filter(regel=regel, zijde=zijde, user=by).first()
        if concept is not None and (blad is None or blad.kent(concept)):
            concept.delete()
    if op is None:
        _bedank(afspraak, ronde, zijde)
    leg_vast(
        actie="monitorvraag beantwoord",
        object_soort="afspraak",
        object_sleutel=afspraak.code,
        by=by,
        details={"monitorronde": ronde.pk, "zijde": zijde, "nummer": antwoord.nummer, "status": status},
    )
    return antwoord


@transaction.atomic
def bewaar_concept(
    *, regel: Uitvraagregel, zijde: str, velden: Conceptvelden, basis: int, by: User, blad: Blad | None = None
) -> Antwoordconcept | None:
    """Keep what somebody has typed; None when the round is not open any more, then there is nothing to keep it for.

    `basis` is what `versie_van` said when the form was opened. Raises PermissionDenied, or ValidationError when that
    side has answered since: the text is of before, and can have been on its way for longer than the answer itself.
    So too when this person has another draft that the form `blad` never saw; without `blad` it is replaced.
    """
    eis(zijde in Zijde.values and mag_voor_zijde_antwoorden(by, regel.afspraak, zijde))
    if not Monitorronde.objects.open().filter(pk=regel.monitorronde_id).exists():
        return None
    Uitvraagregel.objects.select_for_update().get(pk=regel.pk)
    laatste = laatste_antwoord(regel, zijde)
    if laatste is not None and basis < laatste.nummer:
        wie = "U hebt" if laatste.door_id == by.pk else f"{laatste.door_naam} heeft"
        raise ValidationError(
            f"Niet bewaard: {wie} deze afspraak intussen beantwoord. Uw tekst staat nog op dit scherm. Kies Bevestigen "
            "om beide te zien."
        )
    ander = Antwoordconcept.objects.filter(regel=regel, zijde=zijde, user=by).first()
    if ander is not None and blad is not None and not blad.kent(ander):
        raise ValidationError(
            f"Niet bewaard: u vult deze afspraak ook in een ander tabblad in, en daar is om "
            f"{localtime(ander.bewaard_op):%H:%M} een concept bewaard. Uw tekst staat nog op dit scherm. Kies hier "
            "Bevestigen, of ga daar verder."
        )
    concept, _ = Antwoordconcept.objects.update_or_create(
        regel=regel,
        zijde=zijde,
        user=by,
        defaults={
            "basis": basis,
            "blad": blad.sleutel if blad else "",
            "status": velden.status if velden.status in Status.values else "",
            "toelichting": velden.toelichting.replace("\r", "")[:5000],
            "verwacht": velden.verwacht[:20],
            "opvolger": velden.opvolger[:42],
            "links": velden.links.replace("\r", "")[:3000],
        },
    )
    return concept


def _zegt_hetzelfde(afspraak: Afspraak, antwoord: Antwoord) -> bool:
    """Whether the last step of that side on the agreement already says this."""
    laatste = Statuswijziging.objects.filter(afspraak=afspraak, zijde=antwoord.zijde).order_by("-nummer").first()
    return laatste is not None and (laatste.naar, laatste.toelichting, laatste.opvolger_id) == (
        antwoord.status,
        antwoord.toelichting,
        antwoord.opvolger_id,
    )


def _bedank(afspraak: Afspraak, ronde: Monitorronde, zijde: str) -> None:
    """Thank everybody who answered for that side and has nothing of it open any more, once per round."""
    gaven = set(
        Antwoord.objects.filter(regel__monitorronde=ronde, zijde=zijde).order_by().values_list("door_id", flat=True)
    )
    # This answer completes nothing but for who is responsible for this agreement.
    wie = verantwoordelijken([afspraak]).get((afspraak.pk, zijde), [])
    regels = Uitvraagregel.objects.filter(monitorronde=ronde).exclude(antwoorden__zijde=zijde)
    klaar = [user for user in wie if user.pk in gaven and not regels.van_zijde(user, zijde).exists()]
    meld_een_keer(klaar, soort=Meldingsoort.BEDANKT, monitorronde=ronde)
