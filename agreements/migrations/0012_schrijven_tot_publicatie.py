import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0011_dossier"),
        ("regions", "0001_begin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="afspraak",
            name="embargo",
            field=models.CharField(
                blank=True,
                choices=[("eerder", "eerder openbaar"), ("later", "later openbaar")],
                help_text="Leeg: openbaar met de lijst.",
                max_length=8,
                verbose_name="uitzondering op het embargo",
            ),
        ),
        migrations.AddField(
            model_name="afspraak",
            name="gepubliceerde_status",
            field=models.CharField(
                choices=[
                    ("nog_niet_gestart", "nog niet gestart"),
                    ("in_uitvoering", "in uitvoering"),
                    ("vertraagd", "vertraagd"),
                    ("aangehouden", "aangehouden"),
                    ("afgerond", "afgerond"),
                    ("vervallen", "vervallen"),
                    ("opgevolgd", "opgevolgd"),
                    ("niet_te_beoordelen", "nog niet te beoordelen"),
                ],
                default="nog_niet_gestart",
                help_text="Wat het publiek als laatste is verteld.",
                max_length=20,
                verbose_name="gepubliceerde status",
            ),
        ),
        migrations.AddField(
            model_name="afspraak",
            name="gepubliceerde_status_op",
            field=models.DateTimeField(blank=True, null=True, verbose_name="status gepubliceerd op"),
        ),
        migrations.AddField(
            model_name="afspraak",
            name="openbaar_vanaf",
            field=models.DateTimeField(blank=True, null=True, verbose_name="openbaar vanaf"),
        ),
        migrations.AddField(
            model_name="agendapunt",
            name="aanleveren_voor",
            field=models.DateField(blank=True, null=True, verbose_name="aan te leveren voor"),
        ),
        migrations.AddField(
            model_name="agendapunt",
            name="herkomsten",
            field=models.ManyToManyField(
                blank=True, related_name="agendapunten", to="agreements.afspraak", verbose_name="komt voort uit"
            ),
        ),
        migrations.AddField(
            model_name="agendapunt",
            name="penhouder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agendapunten",
                to=settings.AUTH_USER_MODEL,
                verbose_name="penhouder",
            ),
        ),
        migrations.AddField(
            model_name="dossierversie",
            name="reden",
            field=models.CharField(blank=True, max_length=80, verbose_name="waardoor"),
        ),
        migrations.AlterField(
            model_name="ronde",
            name="fase",
            field=models.CharField(
                choices=[
                    ("concept", "in voorbereiding"),
                    ("gehouden", "overleg gehouden"),
                    ("afstemming", "in afstemming"),
                    ("vastgesteld", "vastgesteld onder embargo"),
                    ("verzonden", "brief verzonden"),
                    ("openbaar", "openbaar"),
                ],
                default="concept",
                max_length=12,
                verbose_name="fase",
            ),
        ),
        migrations.AlterField(
            model_name="uitgave",
            name="fase",
            field=models.CharField(
                choices=[
                    ("concept", "in voorbereiding"),
                    ("gehouden", "overleg gehouden"),
                    ("afstemming", "in afstemming"),
                    ("vastgesteld", "vastgesteld onder embargo"),
                    ("verzonden", "brief verzonden"),
                    ("openbaar", "openbaar"),
                ],
                max_length=12,
                verbose_name="fase bij het vastleggen",
            ),
        ),
        migrations.CreateModel(
            name="Afstemming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("uiterlijk", models.DateField(verbose_name="uiterlijk")),
                ("gesloten_op", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                ("gesloten_door_naam", models.CharField(blank=True, max_length=150, verbose_name="gesloten door")),
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
                    "overleg",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afstemming",
                        to="agreements.overleg",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "afstemming",
                "verbose_name_plural": "afstemmingen",
                "ordering": ["overleg"],
            },
        ),
        migrations.CreateModel(
            name="Afstemmingspartij",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "zijde",
                    models.CharField(
                        choices=[("rijk", "Rijk"), ("regio", "regio")], max_length=8, verbose_name="zijde"
                    ),
                ),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "afstemming",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partijen",
                        to="agreements.afstemming",
                        verbose_name="afstemming",
                    ),
                ),
                (
                    "leden",
                    models.ManyToManyField(
                        blank=True,
                        related_name="afstemmingspartijen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie mag antwoorden",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "partij van een afstemming",
                "verbose_name_plural": "partijen van afstemmingen",
                "ordering": ["afstemming", "zijde", "naam"],
            },
        ),
        migrations.CreateModel(
            name="Bericht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("soort", models.CharField(max_length=40, verbose_name="soort")),
                ("sleutel", models.CharField(max_length=200, verbose_name="sleutel")),
                ("onderwerp", models.CharField(max_length=200, verbose_name="onderwerp")),
                ("tekst", models.TextField(verbose_name="tekst")),
                (
                    "adres",
                    models.CharField(
                        blank=True, help_text="Waar het over gaat: /afspraken/…", max_length=300, verbose_name="adres"
                    ),
                ),
                ("gemaakt_op", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("gelezen_op", models.DateTimeField(blank=True, null=True, verbose_name="gelezen op")),
                ("verzonden_op", models.DateTimeField(blank=True, null=True, verbose_name="verzonden op")),
                ("pogingen", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                ("volgende_poging_op", models.DateTimeField(blank=True, null=True, verbose_name="volgende poging op")),
                ("opgegeven_op", models.DateTimeField(blank=True, null=True, verbose_name="opgegeven op")),
                ("fout", models.TextField(blank=True, verbose_name="fout bij het versturen")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Beslispunt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("volgorde", models.PositiveIntegerField(verbose_name="volgorde")),
                (
                    "herkomst",
                    models.CharField(
                        choices=[("dossier", "uit het dossier"), ("vergadering", "tijdens het overleg ingebracht")],
                        default="dossier",
                        max_length=12,
                        verbose_name="herkomst",
                    ),
                ),
                ("inleiding", models.TextField(blank=True, verbose_name="inleiding")),
                ("tekst", models.TextField(verbose_name="voorgestelde tekst")),
                ("subpunten", models.JSONField(blank=True, default=list, verbose_name="subpunten")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
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
                    "punt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="beslispunten",
                        to="agreements.agendapunt",
                        verbose_name="agendapunt",
                    ),
                ),
            ],
            options={
                "verbose_name": "beslispunt",
                "verbose_name_plural": "beslispunten",
                "ordering": ["zitting", "volgorde"],
            },
        ),
        migrations.AddField(
            model_name="afspraak",
            name="beslispunt",
            field=models.OneToOneField(
                blank=True,
                help_text="Waaruit de afspraak is ontstaan, als het overleg hier is gehouden.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="afspraak",
                to="agreements.beslispunt",
                verbose_name="beslispunt",
            ),
        ),
        migrations.CreateModel(
            name="Besluitregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "besluit",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "voorgesteld"),
                            ("ongewijzigd", "ongewijzigd vastgesteld"),
                            ("gewijzigd", "gewijzigd vastgesteld"),
                            ("aangehouden", "aangehouden"),
                            ("vervallen", "vervallen"),
                            ("onbekend", "vastgesteld, voorstel niet bekend"),
                        ],
                        max_length=12,
                        verbose_name="besluit",
                    ),
                ),
                ("inleiding", models.TextField(blank=True, verbose_name="inleiding")),
                ("tekst", models.TextField(blank=True, verbose_name="vastgestelde tekst")),
                ("subpunten", models.JSONField(blank=True, default=list, verbose_name="subpunten")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("toelichting", models.TextField(blank=True, verbose_name="toelichting")),
                ("handeling", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="handeling")),
                (
                    "beslispunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="besluiten",
                        to="agreements.beslispunt",
                        verbose_name="beslispunt",
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
            ],
            options={
                "verbose_name": "besluitregel",
                "verbose_name_plural": "besluitregels",
                "ordering": ["beslispunt", "nummer"],
            },
        ),
        migrations.CreateModel(
            name="Embargouitzondering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "soort",
                    models.CharField(
                        choices=[("eerder", "eerder"), ("later", "later")], max_length=8, verbose_name="soort"
                    ),
                ),
                ("openbaar_vanaf", models.DateTimeField(blank=True, null=True, verbose_name="openbaar vanaf")),
                ("reden", models.TextField(verbose_name="reden")),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("ingetrokken_door", models.CharField(blank=True, max_length=150, verbose_name="ingetrokken door")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="embargouitzonderingen",
                        to="agreements.afspraak",
                        verbose_name="afspraak",
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
            ],
            options={
                "verbose_name": "uitzondering op het embargo",
                "verbose_name_plural": "uitzonderingen op het embargo",
                "ordering": ["-op", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Fasewijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "van",
                    models.CharField(
                        choices=[
                            ("concept", "in voorbereiding"),
                            ("gehouden", "overleg gehouden"),
                            ("afstemming", "in afstemming"),
                            ("vastgesteld", "vastgesteld onder embargo"),
                            ("verzonden", "brief verzonden"),
                            ("openbaar", "openbaar"),
                        ],
                        max_length=12,
                        verbose_name="van",
                    ),
                ),
                (
                    "naar",
                    models.CharField(
                        choices=[
                            ("concept", "in voorbereiding"),
                            ("gehouden", "overleg gehouden"),
                            ("afstemming", "in afstemming"),
                            ("vastgesteld", "vastgesteld onder embargo"),
                            ("verzonden", "brief verzonden"),
                            ("openbaar", "openbaar"),
                        ],
                        max_length=12,
                        verbose_name="naar",
                    ),
                ),
                ("toelichting", models.TextField(blank=True, verbose_name="toelichting")),
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
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fasewijzigingen",
                        to="agreements.ronde",
                        verbose_name="ronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "fasewijziging",
                "verbose_name_plural": "fasewijzigingen",
                "ordering": ["ronde", "nummer"],
            },
        ),
        migrations.CreateModel(
            name="Inzage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="tijdstip")),
                (
                    "fase",
                    models.CharField(
                        choices=[
                            ("concept", "in voorbereiding"),
                            ("gehouden", "overleg gehouden"),
                            ("afstemming", "in afstemming"),
                            ("vastgesteld", "vastgesteld onder embargo"),
                            ("verzonden", "brief verzonden"),
                            ("openbaar", "openbaar"),
                        ],
                        max_length=12,
                        verbose_name="fase",
                    ),
                ),
                ("soort", models.CharField(max_length=40, verbose_name="soort")),
                ("sleutel", models.CharField(max_length=200, verbose_name="wat")),
                ("adres", models.CharField(max_length=500, verbose_name="adres")),
                ("gebruiker", models.CharField(max_length=150, verbose_name="gebruiker")),
                ("naam", models.CharField(blank=True, max_length=150, verbose_name="naam")),
                ("rol", models.CharField(blank=True, max_length=40, verbose_name="in de rol van")),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inzagen",
                        to="agreements.ronde",
                        verbose_name="ronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzage",
                "verbose_name_plural": "inzagen",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Opmerking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "voor",
                    models.CharField(
                        choices=[("beide", "Rijk en regio"), ("rijk", "alleen het Rijk"), ("regio", "alleen de regio")],
                        default="beide",
                        max_length=8,
                        verbose_name="voor",
                    ),
                ),
                ("tekst", models.TextField(verbose_name="tekst")),
                ("gesloten_op", models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld op")),
                ("gesloten_door_naam", models.CharField(blank=True, max_length=150, verbose_name="afgehandeld door")),
                (
                    "antwoord_op",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="antwoorden",
                        to="agreements.opmerking",
                        verbose_name="antwoord op",
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opmerkingen",
                        to="agreements.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "punt",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="opmerkingen_bij",
                        to="agreements.agendapunt",
                        verbose_name="agendapunt",
                    ),
                ),
            ],
            options={
                "verbose_name": "opmerking",
                "verbose_name_plural": "opmerkingen",
                "ordering": ["punt", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Publicatieplan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("gepland_voor", models.DateTimeField(verbose_name="gepland voor")),
                ("kenmerk", models.CharField(max_length=60, verbose_name="kenmerk van de brief")),
                ("kamerstuk", models.CharField(blank=True, max_length=60, verbose_name="Kamerstuk")),
                ("gestopt_op", models.DateTimeField(blank=True, null=True, verbose_name="gestopt op")),
                ("gestopt_door", models.CharField(blank=True, max_length=150, verbose_name="gestopt door")),
                ("uitgevoerd_op", models.DateTimeField(blank=True, null=True, verbose_name="uitgevoerd op")),
                ("fout", models.TextField(blank=True, verbose_name="waarom het niet lukte")),
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
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicatieplannen",
                        to="agreements.ronde",
                        verbose_name="ronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "geplande publicatie",
                "verbose_name_plural": "geplande publicaties",
                "ordering": ["-op", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Puntconcept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("basis", models.PositiveIntegerField(verbose_name="begonnen vanaf versie")),
                ("inhoud", models.JSONField(default=dict, verbose_name="inhoud")),
                ("bijgewerkt_op", models.DateTimeField(verbose_name="bijgewerkt op")),
                ("gezien_op", models.DateTimeField(verbose_name="laatst gezien op")),
                (
                    "punt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concepten",
                        to="agreements.agendapunt",
                        verbose_name="agendapunt",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="puntconcepten",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
            ],
            options={
                "verbose_name": "concept van een agendapunt",
                "verbose_name_plural": "concepten van agendapunten",
                "ordering": ["punt", "user"],
            },
        ),
        migrations.CreateModel(
            name="Puntversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                ("reden", models.CharField(blank=True, max_length=80, verbose_name="waardoor")),
                ("inhoud", models.TextField(verbose_name="inhoud")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="puntversies",
                        to="agreements.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "punt",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versies",
                        to="agreements.agendapunt",
                        verbose_name="agendapunt",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een agendapunt",
                "verbose_name_plural": "versies van agendapunten",
                "ordering": ["punt", "nummer"],
            },
        ),
        migrations.CreateModel(
            name="Reactie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "oordeel",
                    models.CharField(
                        choices=[("akkoord", "akkoord"), ("bezwaar", "bezwaar")], max_length=8, verbose_name="oordeel"
                    ),
                ),
                ("toelichting", models.TextField(blank=True, verbose_name="toelichting")),
                ("tegentekst", models.TextField(blank=True, verbose_name="voorstel voor een andere tekst")),
                ("tekst_sha256", models.CharField(max_length=64, verbose_name="SHA-256 van de tekst")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reacties",
                        to="agreements.afspraak",
                        verbose_name="afspraak",
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
                    "partij",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reacties",
                        to="agreements.afstemmingspartij",
                        verbose_name="partij",
                    ),
                ),
            ],
            options={
                "verbose_name": "reactie",
                "verbose_name_plural": "reacties",
                "ordering": ["partij", "afspraak", "nummer"],
            },
        ),
        migrations.CreateModel(
            name="Bezwaarbesluit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("overgenomen", "tegentekst overgenomen"),
                            ("aangepast", "tekst anders aangepast"),
                            ("afgewezen", "niet overgenomen"),
                        ],
                        max_length=12,
                        verbose_name="uitkomst",
                    ),
                ),
                ("toelichting", models.TextField(verbose_name="toelichting")),
                ("tekst_was", models.TextField(blank=True, verbose_name="tekst was")),
                ("tekst_wordt", models.TextField(blank=True, verbose_name="tekst wordt")),
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
                    "reactie",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bezwaarbesluit",
                        to="agreements.reactie",
                        verbose_name="bezwaar",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit over een bezwaar",
                "verbose_name_plural": "besluiten over bezwaren",
                "ordering": ["reactie"],
            },
        ),
        migrations.CreateModel(
            name="Statusvoorstel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("versie", models.PositiveIntegerField(verbose_name="vanaf statuswijziging")),
                (
                    "van",
                    models.CharField(
                        choices=[
                            ("nog_niet_gestart", "nog niet gestart"),
                            ("in_uitvoering", "in uitvoering"),
                            ("vertraagd", "vertraagd"),
                            ("aangehouden", "aangehouden"),
                            ("afgerond", "afgerond"),
                            ("vervallen", "vervallen"),
                            ("opgevolgd", "opgevolgd"),
                            ("niet_te_beoordelen", "nog niet te beoordelen"),
                        ],
                        max_length=20,
                        verbose_name="van",
                    ),
                ),
                (
                    "naar",
                    models.CharField(
                        choices=[
                            ("nog_niet_gestart", "nog niet gestart"),
                            ("in_uitvoering", "in uitvoering"),
                            ("vertraagd", "vertraagd"),
                            ("aangehouden", "aangehouden"),
                            ("afgerond", "afgerond"),
                            ("vervallen", "vervallen"),
                            ("opgevolgd", "opgevolgd"),
                            ("niet_te_beoordelen", "nog niet te beoordelen"),
                        ],
                        max_length=20,
                        verbose_name="naar",
                    ),
                ),
                ("toelichting", models.TextField(blank=True, verbose_name="toelichting")),
                ("bewijs_naam", models.CharField(blank=True, max_length=200, verbose_name="naam van het bewijs")),
                ("bewijs_url", models.URLField(blank=True, max_length=500, verbose_name="link naar het bewijs")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statusvoorstellen",
                        to="agreements.afspraak",
                        verbose_name="afspraak",
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
                    "opvolger",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.afspraak",
                        verbose_name="opgevolgd door",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorgestelde statuswijziging",
                "verbose_name_plural": "voorgestelde statuswijzigingen",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Voorsteloordeel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("overgenomen", "overgenomen"),
                            ("teruggegeven", "teruggegeven"),
                            ("ingetrokken", "ingetrokken"),
                        ],
                        max_length=12,
                        verbose_name="uitkomst",
                    ),
                ),
                ("reden", models.TextField(blank=True, verbose_name="reden")),
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
                    "voorstel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oordeel",
                        to="agreements.statusvoorstel",
                        verbose_name="voorstel",
                    ),
                ),
                (
                    "wijziging",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorsteloordeel",
                        to="agreements.statuswijziging",
                        verbose_name="statuswijziging",
                    ),
                ),
            ],
            options={
                "verbose_name": "oordeel over een voorgestelde status",
                "verbose_name_plural": "oordelen over voorgestelde statussen",
                "ordering": ["voorstel"],
            },
        ),
        migrations.CreateModel(
            name="Zitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("gesloten_op", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                (
                    "gesloten_door_naam",
                    models.CharField(blank=True, max_length=150, verbose_name="gesloten door (naam)"),
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
                    "dossierversie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zittingen",
                        to="agreements.dossierversie",
                        verbose_name="dossier op tafel",
                    ),
                ),
                (
                    "gesloten_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gesloten door",
                    ),
                ),
                (
                    "overleg",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zitting",
                        to="agreements.overleg",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "zitting",
                "verbose_name_plural": "zittingen",
                "ordering": ["overleg"],
            },
        ),
        migrations.AddField(
            model_name="beslispunt",
            name="zitting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="beslispunten",
                to="agreements.zitting",
                verbose_name="zitting",
            ),
        ),
        migrations.CreateModel(
            name="Aanwezigheid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                (
                    "zijde",
                    models.CharField(
                        choices=[("rijk", "Rijk"), ("regio", "regio")], max_length=8, verbose_name="zijde"
                    ),
                ),
                ("naam", models.TextField(verbose_name="naam")),
                ("ondersteuning", models.BooleanField(default=False, verbose_name="ambtelijke ondersteuning")),
                ("aanwezig", models.BooleanField(blank=True, null=True, verbose_name="aanwezig")),
                ("vervanger", models.TextField(blank=True, verbose_name="vervangen door")),
                (
                    "zitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aanwezigen",
                        to="agreements.zitting",
                        verbose_name="zitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanwezigheid",
                "verbose_name_plural": "aanwezigheid",
                "ordering": ["zitting", "volgorde"],
            },
        ),
        migrations.AddConstraint(
            model_name="afstemmingspartij",
            constraint=models.UniqueConstraint(fields=("afstemming", "naam"), name="agreements_afstemmingspartij_naam"),
        ),
        migrations.AddConstraint(
            model_name="bericht",
            constraint=models.UniqueConstraint(fields=("user", "sleutel"), name="agreements_bericht_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="besluitregel",
            constraint=models.UniqueConstraint(fields=("beslispunt", "nummer"), name="agreements_besluitregel_nummer"),
        ),
        migrations.AddConstraint(
            model_name="besluitregel",
            constraint=models.CheckConstraint(
                condition=models.Q(("nummer__gte", 1)),
                name="agreements_besluitregel_vanaf_een",
                violation_error_message="De eerste regel van een besluit heeft nummer 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="embargouitzondering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ingetrokken_op", None)),
                fields=("afspraak",),
                name="agreements_embargouitzondering_een",
                violation_error_message="Deze afspraak heeft al een uitzondering. Trek die eerst in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="embargouitzondering",
            constraint=models.CheckConstraint(
                condition=models.Q(("reden", ""), _negated=True),
                name="agreements_embargouitzondering_reden",
                violation_error_message="Schrijf op waarom deze afspraak eerder of later openbaar wordt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="embargouitzondering",
            constraint=models.CheckConstraint(
                condition=models.Q(("openbaar_vanaf", None), ("soort", "eerder"), _negated=True),
                name="agreements_embargouitzondering_eerder",
                violation_error_message="Zeg vanaf wanneer de afspraak openbaar is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fasewijziging",
            constraint=models.UniqueConstraint(fields=("ronde", "nummer"), name="agreements_fasewijziging_nummer"),
        ),
        migrations.AddConstraint(
            model_name="fasewijziging",
            constraint=models.CheckConstraint(
                condition=models.Q(("van", models.F("naar")), _negated=True),
                name="agreements_fasewijziging_anders",
                violation_error_message="De ronde is al in deze fase.",
            ),
        ),
        migrations.AddIndex(
            model_name="inzage",
            index=models.Index(fields=["ronde", "gebruiker"], name="agreements_inzage_wie"),
        ),
        migrations.AddConstraint(
            model_name="opmerking",
            constraint=models.CheckConstraint(
                condition=models.Q(("gesloten_op", None), ("antwoord_op", None), _connector="OR"),
                name="agreements_opmerking_gesloten",
                violation_error_message="Alleen een opmerking wordt afgehandeld, niet een antwoord daarop.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicatieplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("gestopt_op", None), ("uitgevoerd_op", None)),
                fields=("ronde",),
                name="agreements_publicatieplan_een_open",
                violation_error_message="Voor deze ronde is al een publicatie gepland. Stop die eerst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicatieplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("gestopt_op", None), ("uitgevoerd_op", None), _connector="OR"),
                name="agreements_publicatieplan_gestopt_of_uitgevoerd",
                violation_error_message="Een publicatie die is uitgevoerd, kan niet meer worden gestopt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="puntconcept",
            constraint=models.UniqueConstraint(fields=("punt", "user"), name="agreements_puntconcept_een"),
        ),
        migrations.AddConstraint(
            model_name="puntversie",
            constraint=models.UniqueConstraint(fields=("punt", "nummer"), name="agreements_puntversie_nummer"),
        ),
        migrations.AddConstraint(
            model_name="reactie",
            constraint=models.UniqueConstraint(
                fields=("partij", "afspraak", "nummer"), name="agreements_reactie_nummer"
            ),
        ),
        migrations.AddConstraint(
            model_name="reactie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("oordeel", "akkoord"), models.Q(("toelichting", ""), _negated=True), _connector="OR"
                ),
                name="agreements_reactie_toelichting",
                violation_error_message="Schrijf op wat het bezwaar is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorsteloordeel",
            constraint=models.CheckConstraint(
                condition=models.Q(("reden", ""), ("uitkomst", "teruggegeven"), _negated=True),
                name="agreements_voorsteloordeel_reden",
                violation_error_message="Schrijf op waarom u het voorstel teruggeeft.",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorsteloordeel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("uitkomst", "overgenomen"), ("wijziging__isnull", False)),
                    models.Q(models.Q(("uitkomst", "overgenomen"), _negated=True), ("wijziging", None)),
                    _connector="OR",
                ),
                name="agreements_voorsteloordeel_wijziging",
            ),
        ),
        migrations.AddConstraint(
            model_name="zitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gesloten_door_naam", ""), ("gesloten_op", None)),
                    models.Q(("gesloten_op__isnull", False), models.Q(("gesloten_door_naam", ""), _negated=True)),
                    _connector="OR",
                ),
                name="agreements_zitting_gesloten_door",
            ),
        ),
        migrations.AddConstraint(
            model_name="beslispunt",
            constraint=models.UniqueConstraint(fields=("zitting", "volgorde"), name="agreements_beslispunt_volgorde"),
        ),
        migrations.AddConstraint(
            model_name="aanwezigheid",
            constraint=models.UniqueConstraint(fields=("zitting", "volgorde"), name="agreements_aanwezigheid_volgorde"),
        ),
        AppendOnly("dossierversie"),
        AppendOnly("fasewijziging"),
        AppendOnly("inzage"),
        AppendOnly("beslispunt"),
        AppendOnly("besluitregel"),
        AppendOnly("reactie"),
        AppendOnly("bezwaarbesluit"),
        AppendOnly("puntversie"),
        AppendOnly("statusvoorstel"),
        AppendOnly("voorsteloordeel"),
    ]
