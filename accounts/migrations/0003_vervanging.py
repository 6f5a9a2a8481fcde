import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_logboek_alleen_toevoegen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vervanging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField(verbose_name="vanaf")),
                ("tot", models.DateField(verbose_name="tot en met")),
                ("ingesteld_op", models.DateTimeField(auto_now_add=True, verbose_name="ingesteld op")),
                ("ingesteld_door", models.CharField(max_length=150, verbose_name="ingesteld door")),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("ingetrokken_door", models.CharField(blank=True, max_length=150, verbose_name="ingetrokken door")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervangt",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="waarnemer",
                    ),
                ),
                (
                    "voor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervangen_door",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voor",
                    ),
                ),
            ],
            options={
                "verbose_name": "vervanging",
                "verbose_name_plural": "vervangingen",
                "ordering": ["-van", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("van__lte", models.F("tot"))),
                        name="accounts_vervanging_periode",
                        violation_error_message="De einddatum ligt voor de begindatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("voor", models.F("door")), _negated=True),
                        name="accounts_vervanging_ander",
                        violation_error_message="Iemand kan niet voor zichzelf waarnemen.",
                    ),
                ],
            },
        ),
    ]
