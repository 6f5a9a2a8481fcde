import django.db.models.deletion
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("agreements", "0023_afgewezen_agendering")]

    operations = [
        migrations.CreateModel(
            name="Oudetermijnen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                (
                    "rijen",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Zie `Termijn.als_oud`; op volgorde.",
                        verbose_name="waren",
                    ),
                ),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oude_termijnen",
                        to="agreements.afspraak",
                        verbose_name="afspraak",
                    ),
                ),
            ],
            options={
                "verbose_name": "oude termijnen",
                "verbose_name_plural": "oude termijnen",
                "ordering": ["afspraak", "pk"],
                "indexes": [models.Index(fields=["afspraak", "op"], name="agreements_oudetermijnen_op")],
            },
        ),
        migrations.CreateModel(
            name="Oudedagen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("gepland_oud", models.CharField(blank=True, max_length=80, verbose_name="was gepland")),
                ("van_oud", models.DateField(blank=True, null=True, verbose_name="was: eerste dag")),
                ("tot_oud", models.DateField(blank=True, null=True, verbose_name="was: laatste dag")),
                (
                    "overleg",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oude_dagen",
                        to="agreements.overleg",
                        verbose_name="overleg",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oude_dagen",
                        to="agreements.ronde",
                        verbose_name="ronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "oude dagen van een overleg",
                "verbose_name_plural": "oude dagen van een overleg",
                "ordering": ["ronde", "pk"],
            },
        ),
        AppendOnly("oudetermijnen"),
        AppendOnly("oudedagen"),
    ]
