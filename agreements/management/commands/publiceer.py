"""publiceer: record that the letter to Parliament was sent, which opens the list of a ronde."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.auditlog import vanaf
from agreements.lijst import SOORTEN
from agreements.models import Ronde, Uitgave
from agreements.services.publicatie import AlVerzonden, is_van_eerder, publiceer, tijdtekst, vul_brief_aan
from bolapp.opdracht import Opdracht

#: Kept with the phases that the command passes on its way.
HAAL_IN = "Via de opdrachtregel, tegelijk met “brief verzonden”."


class Command(Opdracht):
    help = (
        "Leg vast dat de brief aan de Tweede Kamer is verzonden. Daarmee wordt de lijst openbaar, wordt de uitgave "
        "vastgelegd en krijgen de deelnemers bericht. Dat kan niet worden teruggedraaid. Fasen die de ronde nog niet "
        "had, worden overgeslagen en zo opgeschreven. Van een ronde die al openbaar was toen zij werd geladen, worden "
        "alleen de gegevens van de brief aangevuld. Twee keer met hetzelfde kenmerk verandert niets."
    )
    voorbeeld = """
python manage.py publiceer --soort bol --jaar 2024 --verzonden-op 2024-11-12T09:00 --kenmerk 2024-0000123456
python manage.py publiceer --soort bol --jaar 2026 --verzonden-op 2026-09-14T16:30+02:00 --kenmerk K \\
  --kamerstuk "34 682, nr. 228"
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--soort", required=True, choices=list(SOORTEN), help="De soort overleg.")
        parser.add_argument("--jaar", required=True, type=int, help="Het jaar van de ronde, bijvoorbeeld 2024.")
        parser.add_argument(
            "--verzonden-op",
            required=True,
            metavar="TIJDSTIP",
            help="Wanneer de brief is verzonden: 2024-11-12T09:00. Zonder tijdzone is het Nederlandse tijd.",
        )
        parser.add_argument("--kenmerk", required=True, help="Het kenmerk van de brief.")
        parser.add_argument("--kamerstuk", default="", help="Het Kamerstuk, bijvoorbeeld “34 682, nr. 228”.")

    def voer_uit(
        self, *, soort: str, jaar: int, verzonden_op: str, kenmerk: str, kamerstuk: str, als_json: bool, **_: Any
    ) -> None:
        ronde = Ronde.objects.filter(soort=soort, jaar=jaar).first()
        if ronde is None:
            raise CommandError(f"Er is geen ronde {SOORTEN[soort]} {jaar}. Laad eerst haar lijst.")
        brief: dict[str, Any] = {
            "ronde": ronde,
            "verzonden_op": _moment(verzonden_op),
            "kenmerk": kenmerk,
            "kamerstuk": kamerstuk,
            "by": SYSTEEM,
        }
        try:
            with vanaf("publiceer"):
                if is_van_eerder(ronde):
                    uitgave, gedaan = vul_brief_aan(**brief), "aangevuld"
                else:
                    uitgave, gedaan = publiceer(**brief, haal_in=HAAL_IN, voortgang=self._stap), "gepubliceerd"
        except AlVerzonden as fout:
            if fout.ronde.kenmerk != " ".join(kenmerk.split()):
                raise
            self._meld(fout.ronde, None, "was al verzonden", als_json=als_json)
            return
        ronde.refresh_from_db()
        self._meld(ronde, uitgave, gedaan, als_json=als_json)

    def _stap(self, stap: str, procent: int) -> None:
        self.voortgang(f"{procent}% {stap}")

    def _meld(self, ronde: Ronde, uitgave: Uitgave | None, gedaan: str, *, als_json: bool) -> None:
        verzonden_op = timezone.localtime(ronde.verzonden_op) if ronde.verzonden_op else None
        if als_json:
            self.schrijf_json(
                {
                    "ronde": ronde.naam,
                    "fase": ronde.fase,
                    "verzonden_op": verzonden_op.isoformat() if verzonden_op else None,
                    "kenmerk": ronde.kenmerk,
                    "kamerstuk": ronde.kamerstuk,
                    "uitgave": uitgave.nummer if uitgave else None,
                    "gedaan": gedaan,
                }
            )
            return
        op = f" op {tijdtekst(verzonden_op)}" if verzonden_op else ""
        if uitgave is None:
            self.stdout.write(
                f"De brief over {ronde} was al verzonden{op} (kenmerk {ronde.kenmerk}): er is niets veranderd."
            )
        elif gedaan == "aangevuld":
            self.stdout.write(
                f"{ronde} was al openbaar. De gegevens van de brief zijn aangevuld en uitgave {uitgave.nummer} is "
                "vastgelegd."
            )
        else:
            self.stdout.write(
                f"De brief over {ronde} is verzonden{op}. De lijst is openbaar als uitgave {uitgave.nummer}."
            )


def _moment(tekst: str) -> datetime:
    """A moment in ISO form; without a time zone in that of the Netherlands, a day alone is its beginning."""
    try:
        moment = datetime.fromisoformat(tekst)
    except ValueError:
        try:
            moment = datetime.combine(date.fromisoformat(tekst), time())
        except ValueError:
            raise CommandError(f"Het tijdstip “{tekst}” is niet te lezen. Schrijf het zo: 2024-11-12T09:00.") from None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
