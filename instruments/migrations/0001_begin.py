import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("regions", "0001_begin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bron",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.SlugField(unique=True, verbose_name="sleutel")),
                ("titel", models.CharField(max_length=200, verbose_name="titel")),
                ("kenmerk", models.CharField(blank=True, max_length=80, verbose_name="kenmerk of Kamerstuk")),
                ("datum_in_woorden", models.CharField(blank=True, max_length=60, verbose_name="datum in woorden")),
                (
                    "datum",
                    models.DateField(
                        help_text="De laatste dag die de woorden omvatten; hierop wordt gesorteerd.",
                        verbose_name="datum",
                    ),
                ),
                ("openbaar_vanaf", models.DateField(blank=True, null=True, verbose_name="openbaar vanaf")),
                (
                    "landsdeel",
                    models.ForeignKey(
                        blank=True,
                        help_text="Wie een bron ziet die niet openbaar is: dit landsdeel en het Rijk.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bronnen",
                        to="regions.landsdeel",
                        verbose_name="landsdeel",
                    ),
                ),
            ],
            options={
                "verbose_name": "bron",
                "verbose_name_plural": "bronnen",
                "ordering": ["datum", "sleutel"],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("naam", models.CharField(max_length=60, unique=True, verbose_name="naam")),
                ("meervoud", models.CharField(max_length=60, verbose_name="meervoud")),
                ("kort", models.CharField(max_length=24, verbose_name="korte naam")),
                ("omschrijving", models.CharField(blank=True, max_length=300, verbose_name="omschrijving")),
                ("varianten", models.JSONField(blank=True, default=list, verbose_name="namen in de regio")),
                (
                    "bereik",
                    models.CharField(
                        choices=[
                            ("novex", "elk NOVEX-gebied"),
                            ("provincies", "elke provincie"),
                            ("landsdelen", "elk landsdeel"),
                            ("genoemd", "de genoemde gebieden"),
                        ],
                        max_length=12,
                        verbose_name="verwacht van",
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "gebieden",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Alleen waar het instrument van genoemde gebieden wordt verwacht.",
                        related_name="instrumenten",
                        to="regions.gebied",
                        verbose_name="genoemde gebieden",
                    ),
                ),
            ],
            options={
                "verbose_name": "instrument",
                "verbose_name_plural": "instrumenten",
                "ordering": ["volgorde", "naam"],
            },
        ),
        migrations.CreateModel(
            name="Instrumentversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=120, unique=True, verbose_name="sleutel")),
                ("label", models.CharField(blank=True, max_length=40, verbose_name="versie")),
                ("volgnummer", models.PositiveSmallIntegerField(default=1, verbose_name="volgnummer")),
                (
                    "eigen_naam",
                    models.CharField(
                        blank=True,
                        help_text="Zoals de regio het noemt: RUIA.",
                        max_length=120,
                        verbose_name="eigen naam",
                    ),
                ),
                (
                    "gebied",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instrumentversies",
                        to="regions.gebied",
                        verbose_name="gebied",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versies",
                        to="instruments.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "landsdeel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instrumentversies",
                        to="regions.landsdeel",
                        verbose_name="landsdeel",
                    ),
                ),
                (
                    "provincie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instrumentversies",
                        to="regions.provincie",
                        verbose_name="provincie",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een instrument",
                "verbose_name_plural": "versies van instrumenten",
                "ordering": ["sleutel"],
            },
        ),
        migrations.CreateModel(
            name="Uitspraak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "sleutel",
                    models.SlugField(blank=True, max_length=120, null=True, unique=True, verbose_name="sleutel"),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[("stand", "stand van een versie"), ("telling", "telling"), ("feit", "ander feit")],
                        default="stand",
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                (
                    "onderwerp",
                    models.CharField(
                        blank=True,
                        help_text="Wat een telling of feit betreft.",
                        max_length=80,
                        verbose_name="onderwerp",
                    ),
                ),
                (
                    "stand",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("niet vastgesteld", "niet vastgesteld"),
                            ("in voorbereiding", "in voorbereiding"),
                            ("aangeboden", "aangeboden"),
                            ("onderschreven", "onderschreven"),
                            ("vastgesteld", "vastgesteld"),
                        ],
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                (
                    "handeling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gestart", "gestart"),
                            ("aangeboden", "aangeboden"),
                            ("ingediend", "ingediend"),
                            ("geagendeerd", "geagendeerd"),
                            ("besproken", "besproken"),
                            ("kennisgenomen", "kennisgenomen"),
                            ("gepubliceerd", "gepubliceerd"),
                            ("onderschreven", "onderschreven"),
                            ("ingestemd", "ingestemd"),
                            ("omarmd", "omarmd"),
                            ("herbevestigd", "herbevestigd"),
                            ("bekrachtigd", "bekrachtigd"),
                            ("procesafspraak ondertekend", "procesafspraak ondertekend"),
                            ("vastgesteld", "vastgesteld"),
                        ],
                        max_length=30,
                        verbose_name="handeling",
                    ),
                ),
                ("orgaan", models.CharField(blank=True, max_length=160, verbose_name="door wie of in welk overleg")),
                ("moment", models.CharField(blank=True, max_length=80, verbose_name="moment in woorden")),
                (
                    "precisie",
                    models.CharField(
                        choices=[
                            ("dag", "dag"),
                            ("maand", "maand"),
                            ("kwartaal", "kwartaal"),
                            ("jaar", "jaar"),
                            ("periode", "periode"),
                            ("uiterlijk", "op of voor een dag"),
                            ("onbekend", "niet genoemd"),
                        ],
                        default="onbekend",
                        max_length=10,
                        verbose_name="precisie",
                    ),
                ),
                ("van", models.DateField(blank=True, null=True, verbose_name="eerste dag")),
                ("tot", models.DateField(blank=True, null=True, verbose_name="laatste dag")),
                ("voorzien", models.CharField(blank=True, max_length=80, verbose_name="vaststelling voorzien")),
                (
                    "voorzien_tot",
                    models.DateField(blank=True, null=True, verbose_name="laatste dag van wat voorzien is"),
                ),
                ("aantal", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="aantal")),
                ("totaal", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="van de")),
                ("tekst", models.CharField(max_length=400, verbose_name="in onze woorden")),
                ("plaats", models.CharField(blank=True, max_length=160, verbose_name="plaats in de bron")),
                ("reden", models.CharField(blank=True, max_length=300, verbose_name="reden van de verbetering")),
                (
                    "bron",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitspraken",
                        to="instruments.bron",
                        verbose_name="bron",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitspraken",
                        to="instruments.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "verbetert",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verbeterd_door",
                        to="instruments.uitspraak",
                        verbose_name="verbetert",
                    ),
                ),
                (
                    "versie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitspraken",
                        to="instruments.instrumentversie",
                        verbose_name="versie",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitspraak over een instrument",
                "verbose_name_plural": "uitspraken over instrumenten",
                "ordering": ["tot", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="instrumentversie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gebied__isnull", False), ("landsdeel__isnull", True), ("provincie__isnull", True)),
                    models.Q(("gebied__isnull", True), ("landsdeel__isnull", True), ("provincie__isnull", False)),
                    models.Q(("gebied__isnull", True), ("landsdeel__isnull", False), ("provincie__isnull", True)),
                    _connector="OR",
                ),
                name="instrumentversie_een_plek",
                violation_error_message="Een versie hoort bij precies één gebied, provincie of landsdeel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentversie",
            constraint=models.CheckConstraint(
                condition=models.Q(("volgnummer__gte", 1)),
                name="instrumentversie_volgnummer",
                violation_error_message="Het volgnummer van een versie begint bij 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitspraak",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("soort", "stand"), _negated=True),
                    models.Q(("versie__isnull", False), models.Q(("stand", ""), _negated=True)),
                    _connector="OR",
                ),
                name="uitspraak_stand_van_een_versie",
                violation_error_message="Kies van welke versie dit de stand is, en welke stand dat is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitspraak",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("soort", "telling"), _negated=True), ("aantal__isnull", False), _connector="OR"
                ),
                name="uitspraak_telling_heeft_aantal",
                violation_error_message="Vul het aantal in dat de bron noemt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitspraak",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("van__isnull", True), ("tot__isnull", True), ("van__lte", models.F("tot")), _connector="OR"
                ),
                name="uitspraak_van_voor_tot",
                violation_error_message="De eerste dag ligt na de laatste dag. Draai de dagen om.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitspraak",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verbetert__isnull", True), models.Q(("reden", ""), _negated=True), _connector="OR"
                ),
                name="uitspraak_verbetering_met_reden",
                violation_error_message="Schrijf op waarom u deze uitspraak verbetert.",
            ),
        ),
        AppendOnly("uitspraak"),
    ]
