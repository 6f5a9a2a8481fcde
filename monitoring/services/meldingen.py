"""What people are told about a monitorronde: noted when it happens, and told in one message a day at most.

A `Melding` is made in the transaction of the act, or by the daily look at what is due. `bundel` turns what waits for a
person into one `Bericht`, which is read in the application and mailed by `agreements.services.post`. The words are
made at that moment: numbers, dates and addresses, and never a name or a text that could be under embargo.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from agreements.datums import datumtekst
from agreements.models import Afspraak, Bericht
from agreements.services.berichten import stuur_aan
from monitoring.models import Berichtvoorkeur, Melding, Monitorronde, Uitvraagregel, Zijde
from monitoring.models.melding import Meldingsoort
from monitoring.services.overzicht import lees_beeld
from monitoring.services.verantwoordelijken import verantwoordelijken
from monitoring.tasks import start_bundelen

log = logging.getLogger(__name__)

SOORT = "monitoring"
#: A reminder comes so long before the last day, and one about being late every so often after it.
VOORAF = timedelta(days=5)
TE_LAAT_ELKE = timedelta(days=7)
#: Who was asked so recently is not reminded yet.
NET_GEVRAAGD = timedelta(days=2)
#: Between these hours reminders go out: nobody is mailed in the evening or at night.
VANAF_UUR, TOT_UUR = 7, 18

#: The most pressing kind gives the message its subject.
_ONDERWERPEN = {
    Meldingsoort.TE_LAAT: "Monitoring: uw antwoord is te laat",
    Meldingsoort.HERINNERING: "Monitoring: herinnering, uw antwoord wordt gevraagd",
    Meldingsoort.UITNODIGING: "Monitoring: uw stand van zaken wordt gevraagd",
    Meldingsoort.WIJZIGING: "Monitoring: er is iets gewijzigd",
    Meldingsoort.BEDANKT: "Monitoring: bedankt voor uw antwoorden",
}
_VRAAGT = (Meldingsoort.TE_LAAT, Meldingsoort.HERINNERING, Meldingsoort.UITNODIGING)
#: What goes out on working days only.
_OP_WERKDAGEN = (Meldingsoort.TE_LAAT, Meldingsoort.HERINNERING)
#: What is told, or will be; the rest did not matter any more when it was its turn.
GEHOORD = Q(verwerkt_op=None) | Q(bericht__isnull=False)


def meld(users: Iterable[User], *, soort: str, monitorronde: Monitorronde) -> None:
    """Note that these people are to be told this, once a day; in the transaction of the act that it tells of."""
    vandaag = timezone.localdate()
    sleutels = sorted({user.pk for user in users})
    Melding.objects.bulk_create(
        [Melding(user_id=pk, monitorronde=monitorronde, soort=soort, dag=vandaag) for pk in sleutels],
        ignore_conflicts=True,
    )
    # What did not matter earlier today, matters now.
    van_vandaag = Melding.objects.filter(user__in=sleutels, monitorronde=monitorronde, soort=soort, dag=vandaag)
    van_vandaag.exclude(GEHOORD).update(verwerkt_op=None)
    transaction.on_commit(start_bundelen)


def meld_een_keer(users: Iterable[User], *, soort: str, monitorronde: Monitorronde) -> None:
    """The same, but once per round; who was asked in another way need not be invited."""
    soorten = _VRAAGT if soort in _VRAAGT else (soort,)
    gehoord = Melding.objects.filter(GEHOORD, monitorronde=monitorronde, soort__in=soorten)
    al = set(gehoord.order_by().values_list("user_id", flat=True))
    if nieuw := [user for user in users if user.pk not in al]:
        meld(nieuw, soort=soort, monitorronde=monitorronde)


def nodig_uit(afspraken: Iterable[Afspraak]) -> None:
    """Invite who answers for Rijk about these agreements now, where an open round still waits for that answer."""
    open_ = Uitvraagregel.objects.filter(
        monitorronde__fase=Monitorronde.Fase.OPEN, afspraak__in=[afspraak.pk for afspraak in afspraken]
    ).exclude(antwoorden__zijde=Zijde.RIJK)
    regels = list(open_.select_related("monitorronde", "afspraak__overleg__ronde").order_by("monitorronde", "volgorde"))
    wie = verantwoordelijken([regel.afspraak for regel in regels])
    for regel in regels:
        mensen = wie.get((regel.afspraak_id, Zijde.RIJK.value), [])
        meld_een_keer(mensen, soort=Meldingsoort.UITNODIGING, monitorronde=regel.monitorronde)


def is_weekend(dag: date) -> bool:
    return dag.weekday() >= 5


def herinnerdag(ronde: Monitorronde) -> date:
    """The working day from which who is silent is reminded: five days before the last one, and not just after the
    invitation. In the weekend the Monday after it, or the Friday before when the last day would have gone by then.
    """
    dag: date = ronde.uiterlijk - VOORAF
    if ronde.geopend_op is not None:
        dag = max(dag, timezone.localdate(ronde.geopend_op) + NET_GEVRAAGD)
    if not is_weekend(dag):
        return dag
    maandag = dag + timedelta(days=7 - dag.weekday())
    return maandag if maandag <= ronde.uiterlijk else maandag - timedelta(days=3)


def herinner() -> int:
    """Note who is to be reminded, and who is late, today; returns how many rounds were looked at.

    May run as often as it likes. A reminder comes once for every last day, from five days before it; when nothing ran
    on the fifth day it comes on the next. Who is late hears it on the day after the last one, and every week after.
    All of it on working days.
    """
    nu = timezone.localtime()
    if is_weekend(nu.date()) or not VANAF_UUR <= nu.hour < TOT_UUR:
        return 0
    vandaag, aantal = nu.date(), 0
    rondes = Monitorronde.objects.open().filter(uiterlijk__lte=vandaag + VOORAF)
    for ronde in rondes.order_by("pk"):
        if ronde.is_voorbij:
            soort, sinds = Meldingsoort.TE_LAAT, max(ronde.uiterlijk + timedelta(days=1), vandaag - TE_LAAT_ELKE)
            # A week ago to the day is long enough ago.
            sinds = sinds if sinds > vandaag - TE_LAAT_ELKE else sinds + timedelta(days=1)
        else:
            soort, sinds = Meldingsoort.HERINNERING, ronde.uiterlijk - VOORAF
            geopend = timezone.localdate(ronde.geopend_op) if ronde.geopend_op else vandaag
            if vandaag < herinnerdag(ronde) or vandaag == geopend:
                continue
        eerder = Melding.objects.filter(monitorronde=ronde, soort=soort, dag__gte=sinds)
        al = set(eerder.order_by().values_list("user_id", flat=True))
        meld(
            [user for user in lees_beeld(ronde).stil if user.pk not in al],
            soort=soort,
            monitorronde=ronde,
        )
        aantal += 1
    return aantal


def bundel() -> int:
    """Turn what waits into messages, one per person and day; returns how many messages were made.

    Who had one today gets the rest tomorrow. Any number of processes may do so at once.
    """
    wachtend = Melding.objects.filter(verwerkt_op=None).order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(_bundel_voor(pk) for pk in list(wachtend))


@transaction.atomic
def _bundel_voor(user_pk: int) -> int:
    # Two processes that look at the same person wait for each other here.
    user = User.objects.select_for_update().get(pk=user_pk)
    vandaag = timezone.localdate()
    sleutel = f"{SOORT} {vandaag.isoformat()}"
    if Bericht.objects.filter(user=user, sleutel__startswith=sleutel).exists():
        return 0
    alles = Melding.objects.filter(user=user, verwerkt_op=None).select_related("monitorronde")
    wachtend = [een for een in alles.order_by("monitorronde", "pk") if not _komt_nog(een, user)]
    zinnen = {een.pk: zin for een in _nog_van_belang(wachtend) if (zin := _zin(een, user))}
    uit = set(Berichtvoorkeur.objects.filter(user=user).order_by().values_list("soort", flat=True))
    mail = [een for een in wachtend if een.pk in zinnen and een.soort not in uit]
    stil = [een for een in wachtend if een.pk in zinnen and een.soort in uit]
    if mail:
        _maak_bericht(user, mail, zinnen, sleutel=sleutel, mailen=True)
    if stil:
        _maak_bericht(user, stil, zinnen, sleutel=f"{sleutel} zonder mail", mailen=False)
    Melding.objects.filter(pk__in=[een.pk for een in wachtend]).update(verwerkt_op=timezone.now())
    return bool(mail) + bool(stil)


def _komt_nog(melding: Melding, user: User) -> bool:
    """Whether it waits for a later day: a reminder for Monday, thanks until the other side is answered as well."""
    if melding.soort in _OP_WERKDAGEN:
        return is_weekend(timezone.localdate())
    ronde = melding.monitorronde
    return melding.soort == Meldingsoort.BEDANKT and ronde.is_open and aantallen(ronde, user)[1] > 0


def _nog_van_belang(meldingen: Sequence[Melding]) -> list[Melding]:
    """Of what asks for the same round only the last: who is late need not be invited too."""
    laatste = {een.monitorronde_id: een for een in meldingen if een.soort in _VRAAGT}
    return [een for een in meldingen if een.soort not in _VRAAGT or laatste[een.monitorronde_id] is een]


def _zin(melding: Melding, user: User) -> str:
    """What is told, as it stands now; "" when it does not matter any more, or is not for this person."""
    ronde = melding.monitorronde
    totaal, open_ = aantallen(ronde, user)
    if not (user.is_active and totaal):
        return ""
    dag = datumtekst(ronde.uiterlijk)
    if melding.soort == Meldingsoort.WIJZIGING:
        if ronde.fase == Monitorronde.Fase.INGETROKKEN:
            return "Een vraag naar de stand van uw afspraken is ingetrokken. U hoeft er niets meer voor te doen."
        return f"U kunt antwoorden tot en met {dag}. Er staan {_afspraken(open_)} voor u open." if ronde.is_open else ""
    if melding.soort == Meldingsoort.BEDANKT:
        return "U hebt over al uw afspraken geantwoord. Bedankt." if ronde.is_open and not open_ else ""
    if not (ronde.is_open and open_):
        return ""
    if melding.soort == Meldingsoort.TE_LAAT and not ronde.is_voorbij:
        return ""
    if ronde.is_voorbij:
        return f"De uiterste dag was {dag}. Er staan nog {_afspraken(open_)} voor u open."
    return f"Wilt u van {_afspraken(totaal)} de stand geven, uiterlijk {dag}? Er staan er nog {open_} voor u open."


def aantallen(monitorronde: Monitorronde, user: User) -> tuple[int, int]:
    """For how much in this round the user answers and may see it, and how much of it is open. Four queries."""
    totaal = open_ = 0
    for zijde in Zijde.values:
        eigen = Uitvraagregel.objects.filter(monitorronde=monitorronde).van_zijde(user, zijde)
        totaal += eigen.count()
        open_ += eigen.exclude(antwoorden__zijde=zijde).count()
    return totaal, open_


def _maak_bericht(
    user: User, meldingen: Sequence[Melding], zinnen: dict[int, str], *, sleutel: str, mailen: bool
) -> None:
    soort = next(soort for soort in _ONDERWERPEN if any(een.soort == soort for een in meldingen))
    stuur_aan(
        [user],
        soort=SOORT,
        sleutel=sleutel,
        onderwerp=_ONDERWERPEN[soort],
        tekst="\n\n".join(zinnen[een.pk] for een in meldingen),
        adres=reverse("monitoring"),
        mailen=mailen,
    )
    bericht = Bericht.objects.get(user=user, sleutel=sleutel)
    Melding.objects.filter(pk__in=[een.pk for een in meldingen]).update(bericht=bericht)


def _afspraken(aantal: int) -> str:
    return f"{aantal} afspraak" if aantal == 1 else f"{aantal} afspraken"
