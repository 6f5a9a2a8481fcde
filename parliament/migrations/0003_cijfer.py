from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("parliament", "0002_hoeveelheid"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cijfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="toegevoegd op")),
            ],
            options={
                "verbose_name": "cijfer voor de brief",
                "verbose_name_plural": "cijfers voor de brief",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Cijferversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("nummer", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("titel", models.CharField(max_length=160, verbose_name="titel")),
                ("zin", models.TextField(verbose_name="zin voor de brief")),
                ("vraag", models.TextField(verbose_name="vraag")),
                ("woorden", models.JSONField(default=list, verbose_name="vraag in woorden")),
                ("binnen", models.JSONField(blank=True, default=list, verbose_name="waarvan met status")),
                ("peildatum", models.DateField(verbose_name="peildatum")),
                (
                    "zicht",
                    models.CharField(
                        choices=[("openbaar", "alleen wat openbaar is"), ("rijk", "alles wat het Rijk ziet")],
                        max_length=10,
                        verbose_name="telt",
                    ),
                ),
                ("aantal", models.PositiveIntegerField(verbose_name="aantal")),
                ("totaal", models.PositiveIntegerField(blank=True, null=True, verbose_name="van de")),
                ("regels", models.JSONField(blank=True, default=list, verbose_name="getelde afspraken")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("reden", models.TextField(blank=True, verbose_name="reden van de nieuwe versie")),
                (
                    "cijfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versies",
                        to="parliament.cijfer",
                        verbose_name="cijfer",
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
                "verbose_name": "versie van een cijfer",
                "verbose_name_plural": "versies van cijfers",
                "ordering": ["cijfer", "nummer"],
            },
        ),
        migrations.CreateModel(
            name="Cijferpublicatie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("kamerstuk", models.CharField(max_length=60, verbose_name="Kamerstuk")),
                ("briefdatum", models.DateField(verbose_name="datum van de brief")),
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
                    "versie",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicatie",
                        to="parliament.cijferversie",
                        verbose_name="versie",
                    ),
                ),
            ],
            options={
                "verbose_name": "publicatie van een cijfer",
                "verbose_name_plural": "publicaties van cijfers",
                "ordering": ["-briefdatum", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="cijferversie",
            constraint=models.UniqueConstraint(fields=("cijfer", "nummer"), name="parliament_cijferversie_nummer"),
        ),
        migrations.AddConstraint(
            model_name="cijferversie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nummer", 1), models.Q(("nummer__gt", 1), models.Q(("reden", ""), _negated=True)), _connector="OR"
                ),
                name="parliament_cijferversie_reden",
                violation_error_message="Een nieuwe versie zegt waarom zij er is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cijferversie",
            constraint=models.CheckConstraint(
                condition=models.Q(("totaal", None), ("totaal__gte", models.F("aantal")), _connector="OR"),
                name="parliament_cijferversie_deel_van_geheel",
                violation_error_message="Het deel is groter dan het geheel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cijferpublicatie",
            constraint=models.CheckConstraint(
                condition=models.Q(("kamerstuk", ""), _negated=True),
                name="parliament_cijferpublicatie_kamerstuk",
                violation_error_message="Een cijfer wordt openbaar met een brief; noem het Kamerstuk.",
            ),
        ),
        AppendOnly("cijferversie"),
        AppendOnly("cijferpublicatie"),
    ]
