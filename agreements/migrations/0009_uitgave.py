import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agreements.models.status
import agreements.models.uitgave
from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0008_taak_invoer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Uitgave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgnummer", models.PositiveSmallIntegerField(verbose_name="volgnummer")),
                ("nummer", models.CharField(max_length=8, verbose_name="nummer")),
                ("titel", models.CharField(max_length=200, verbose_name="titel")),
                ("reden", models.TextField(blank=True, verbose_name="reden")),
                (
                    "fase",
                    models.CharField(
                        choices=[
                            ("concept", "in voorbereiding"),
                            ("gehouden", "overleg gehouden"),
                            ("afstemming", "in afstemming"),
                            ("vastgesteld", "vastgesteld onder embargo"),
                            ("openbaar", "openbaar"),
                        ],
                        max_length=12,
                        verbose_name="fase bij het vastleggen",
                    ),
                ),
                ("inhoud", models.TextField(verbose_name="inhoud")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("op", models.DateTimeField(verbose_name="vastgelegd op")),
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
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitgaven",
                        to="agreements.ronde",
                        verbose_name="ronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitgave",
                "verbose_name_plural": "uitgaven",
                "ordering": ["ronde", "volgnummer"],
            },
        ),
        migrations.CreateModel(
            name="Uitgavebestand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("formaat", models.CharField(max_length=8, verbose_name="formaat")),
                ("naam", models.CharField(max_length=200, verbose_name="naam van het bestand")),
                ("mediatype", models.CharField(max_length=100, verbose_name="mediatype")),
                (
                    "bestand",
                    models.FileField(
                        storage=agreements.models.status.bewijs_opslag,
                        upload_to=agreements.models.uitgave.uitgave_pad,
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("grootte", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                (
                    "uitgave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bestanden",
                        to="agreements.uitgave",
                        verbose_name="uitgave",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand van een uitgave",
                "verbose_name_plural": "bestanden van uitgaven",
                "ordering": ["uitgave", "volgorde"],
            },
        ),
        migrations.CreateModel(
            name="Uitgavedeel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "overleg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.overleg",
                        verbose_name="overleg",
                    ),
                ),
                (
                    "uitgave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delen",
                        to="agreements.uitgave",
                        verbose_name="uitgave",
                    ),
                ),
            ],
            options={
                "verbose_name": "deel van een uitgave",
                "verbose_name_plural": "delen van uitgaven",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="uitgave",
            constraint=models.UniqueConstraint(fields=("ronde", "volgnummer"), name="agreements_uitgave_volgnummer"),
        ),
        migrations.AddConstraint(
            model_name="uitgave",
            constraint=models.UniqueConstraint(fields=("ronde", "nummer"), name="agreements_uitgave_nummer"),
        ),
        migrations.AddConstraint(
            model_name="uitgave",
            constraint=models.CheckConstraint(
                condition=models.Q(("volgnummer__gte", 1)),
                name="agreements_uitgave_vanaf_een",
                violation_error_message="De eerste uitgave heeft volgnummer 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitgave",
            constraint=models.CheckConstraint(
                condition=models.Q(("volgnummer", 1), models.Q(("reden", ""), _negated=True), _connector="OR"),
                name="agreements_uitgave_reden",
                violation_error_message="Een volgende uitgave zegt waarom zij er is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitgavebestand",
            constraint=models.UniqueConstraint(fields=("uitgave", "formaat"), name="agreements_uitgavebestand_formaat"),
        ),
        migrations.AddConstraint(
            model_name="uitgavedeel",
            constraint=models.UniqueConstraint(fields=("uitgave", "overleg"), name="agreements_uitgavedeel_uniek"),
        ),
        AppendOnly("uitgave"),
        AppendOnly("uitgavebestand"),
        AppendOnly("uitgavedeel"),
    ]
