import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0019_verbanden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Verbandafwijzing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
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
                    "eerder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.afspraak",
                        verbose_name="eerdere afspraak",
                    ),
                ),
                (
                    "later",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.afspraak",
                        verbose_name="latere afspraak",
                    ),
                ),
            ],
            options={
                "verbose_name": "afgewezen verband",
                "verbose_name_plural": "afgewezen verbanden",
                "ordering": ["-op", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("later", "eerder"), name="agreements_verbandafwijzing_uniek"),
                    models.CheckConstraint(
                        condition=models.Q(("later", models.F("eerder")), _negated=True),
                        name="agreements_verbandafwijzing_niet_zichzelf",
                        violation_error_message="Een afspraak kan geen verband met zichzelf hebben.",
                    ),
                ],
            },
        ),
        AppendOnly("verbandafwijzing"),
    ]
