import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0010_gegevensbevestiging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agendapunt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveIntegerField(verbose_name="volgorde")),
                ("nummer", models.TextField(verbose_name="nummer")),
                ("titel", models.TextField(verbose_name="titel")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("bespreekpunt", "bespreekpunt"),
                            ("hamerpunt", "hamerpunt"),
                            ("mededeling", "mededeling"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("wie", models.JSONField(blank=True, default=list, verbose_name="wie")),
                ("begin", models.TimeField(blank=True, null=True, verbose_name="begin")),
                ("eind", models.TimeField(blank=True, null=True, verbose_name="eind")),
                ("versie", models.TextField(blank=True, verbose_name="versie")),
                ("opmerkingen", models.JSONField(blank=True, default=list, verbose_name="opmerkingen")),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "ordering": ["dossier", "volgorde"],
            },
        ),
        migrations.CreateModel(
            name="Agendablok",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("in_het_kort", "In het kort"),
                            ("bespreekpunten", "Bespreekpunten"),
                            ("voorgestelde_afspraken", "Voorgestelde afspraken"),
                            ("toelichting", "Toelichting"),
                        ],
                        max_length=24,
                        verbose_name="soort",
                    ),
                ),
                ("html", models.TextField(blank=True, verbose_name="tekst")),
                (
                    "invulling",
                    models.CharField(
                        choices=[
                            ("echt", "ingevuld"),
                            ("sjabloon", "nog de tekst van het sjabloon"),
                            ("pm", "PM"),
                            ("leeg", "leeg"),
                        ],
                        default="echt",
                        max_length=8,
                        verbose_name="invulling",
                    ),
                ),
                ("deel", models.TextField(blank=True, verbose_name="deel")),
                (
                    "punt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blokken",
                        to="agreements.agendapunt",
                        verbose_name="agendapunt",
                    ),
                ),
            ],
            options={
                "verbose_name": "blok van een agendapunt",
                "verbose_name_plural": "blokken van agendapunten",
                "ordering": ["punt", "volgorde"],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("titel", models.TextField(verbose_name="titel")),
                ("versie", models.TextField(blank=True, verbose_name="versie")),
                ("datum", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("begin", models.TimeField(blank=True, null=True, verbose_name="begin")),
                ("eind", models.TimeField(blank=True, null=True, verbose_name="eind")),
                ("locatie", models.TextField(blank=True, verbose_name="locatie")),
                ("regels", models.TextField(blank=True, verbose_name="regels van het dossier")),
                ("agenda_tekst", models.TextField(blank=True, verbose_name="tekst bij de agenda")),
                ("deelnemers_tekst", models.TextField(blank=True, verbose_name="tekst bij de deelnemers")),
                ("opbouw", models.TextField(blank=True, verbose_name="voorbeeld van een agendapunt")),
                ("bijlagen_tekst", models.TextField(blank=True, verbose_name="tekst bij de bijlagen")),
                ("meldingen", models.JSONField(blank=True, default=list, verbose_name="meldingen bij het lezen")),
                (
                    "overleg",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossier",
                        to="agreements.overleg",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "ordering": ["overleg"],
            },
        ),
        migrations.CreateModel(
            name="Deelnemer",
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
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deelnemers",
                        to="agreements.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "deelnemer",
                "verbose_name_plural": "deelnemers",
                "ordering": ["dossier", "volgorde"],
            },
        ),
        migrations.CreateModel(
            name="Bijlage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("nummer", models.TextField(blank=True, verbose_name="nummer")),
                ("naam", models.TextField(blank=True, verbose_name="naam")),
                ("informatie", models.TextField(blank=True, verbose_name="informatie")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bijlagen",
                        to="agreements.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijlage",
                "verbose_name_plural": "bijlagen",
                "ordering": ["dossier", "volgorde"],
            },
        ),
        migrations.CreateModel(
            name="Agendaregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("tijd", models.TextField(blank=True, verbose_name="tijd")),
                ("nummer", models.TextField(blank=True, verbose_name="nummer")),
                ("titel", models.TextField(blank=True, verbose_name="onderdeel")),
                ("wie", models.TextField(blank=True, verbose_name="wie")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="agreements.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van de agenda",
                "verbose_name_plural": "regels van de agenda",
                "ordering": ["dossier", "volgorde"],
            },
        ),
        migrations.AddField(
            model_name="agendapunt",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="punten",
                to="agreements.dossier",
                verbose_name="dossier",
            ),
        ),
        migrations.CreateModel(
            name="Dossierversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                ("inhoud", models.TextField(verbose_name="inhoud")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("bestandsnaam", models.TextField(blank=True, verbose_name="bestandsnaam")),
                ("op", models.DateTimeField(verbose_name="geladen op")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
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
                        related_name="versies",
                        to="agreements.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een dossier",
                "verbose_name_plural": "versies van dossiers",
                "ordering": ["dossier", "nummer"],
            },
        ),
        migrations.CreateModel(
            name="VoorgesteldeAfspraak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("tekst", models.TextField(verbose_name="tekst")),
                ("subpunten", models.JSONField(blank=True, default=list, verbose_name="subpunten")),
                ("inleiding", models.TextField(blank=True, verbose_name="inleiding")),
                (
                    "invulling",
                    models.CharField(
                        choices=[
                            ("echt", "ingevuld"),
                            ("sjabloon", "nog de tekst van het sjabloon"),
                            ("pm", "PM"),
                            ("leeg", "leeg"),
                        ],
                        default="echt",
                        max_length=8,
                        verbose_name="invulling",
                    ),
                ),
                (
                    "blok",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voorstellen",
                        to="agreements.agendablok",
                        verbose_name="blok",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorgestelde afspraak",
                "verbose_name_plural": "voorgestelde afspraken",
                "ordering": ["blok", "volgorde"],
            },
        ),
        migrations.AddConstraint(
            model_name="agendablok",
            constraint=models.UniqueConstraint(fields=("punt", "volgorde"), name="agreements_agendablok_volgorde"),
        ),
        migrations.AddConstraint(
            model_name="deelnemer",
            constraint=models.UniqueConstraint(fields=("dossier", "volgorde"), name="agreements_deelnemer_volgorde"),
        ),
        migrations.AddConstraint(
            model_name="bijlage",
            constraint=models.UniqueConstraint(fields=("dossier", "volgorde"), name="agreements_bijlage_volgorde"),
        ),
        migrations.AddConstraint(
            model_name="agendaregel",
            constraint=models.UniqueConstraint(fields=("dossier", "volgorde"), name="agreements_agendaregel_volgorde"),
        ),
        migrations.AddConstraint(
            model_name="agendapunt",
            constraint=models.UniqueConstraint(fields=("dossier", "volgorde"), name="agreements_agendapunt_volgorde"),
        ),
        migrations.AddConstraint(
            model_name="dossierversie",
            constraint=models.UniqueConstraint(fields=("dossier", "nummer"), name="agreements_dossierversie_nummer"),
        ),
        migrations.AddConstraint(
            model_name="dossierversie",
            constraint=models.CheckConstraint(
                condition=models.Q(("nummer__gte", 1)),
                name="agreements_dossierversie_vanaf_een",
                violation_error_message="De eerste versie heeft nummer 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorgesteldeafspraak",
            constraint=models.UniqueConstraint(fields=("blok", "volgorde"), name="agreements_voorgesteld_volgorde"),
        ),
        AppendOnly("dossierversie"),
    ]
