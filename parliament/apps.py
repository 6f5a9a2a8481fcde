from django.apps import AppConfig


class ParliamentConfig(AppConfig):
    """To Parliament: moties and toezeggingen, and what of the agreements is told of them."""

    name = "parliament"
    verbose_name = "naar de Kamer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what this room adds to the page of an agreement, to loading data and check_history (ADR 27)."""
        from agreements.uitbreiding import AFSPRAAKDELEN, CONTROLES, DEMO, NASLAG, Controle
        from parliament.afspraakdeel import moties_van
        from parliament.services.cijferbewijs import aantal_cijfers, controleer_cijfers
        from parliament.services.demo import laad_demo
        from parliament.services.naslag import laad_hoeveelheden, laad_moties

        AFSPRAAKDELEN.append(moties_van)
        NASLAG["moties"] = laad_moties
        NASLAG["hoeveelheden"] = laad_hoeveelheden
        DEMO["nu"].append(laad_demo)
        CONTROLES.append(
            Controle(soort="cijfer", naam="cijfers", waar="cijfer", zoek=controleer_cijfers, tel=aantal_cijfers)
        )
