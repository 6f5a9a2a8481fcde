from django.apps import AppConfig


class ParliamentConfig(AppConfig):
    """To Parliament: moties and toezeggingen, and what of the agreements is told of them."""

    name = "parliament"
    verbose_name = "naar de Kamer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what this room adds to the page of an agreement and to loading data (ADR 27)."""
        from agreements.uitbreiding import AFSPRAAKDELEN, DEMO, NASLAG
        from parliament.afspraakdeel import moties_van
        from parliament.services.demo import laad_demo
        from parliament.services.naslag import laad_hoeveelheden, laad_moties

        AFSPRAAKDELEN.append(moties_van)
        NASLAG["moties"] = laad_moties
        NASLAG["hoeveelheden"] = laad_hoeveelheden
        DEMO["nu"].append(laad_demo)
