import django.db.models.deletion
from django.db import migrations, models

import agreements.models.status
from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0014_dossierinvoer"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="statusvoorstel",
            name="bewijs_naam",
        ),
        migrations.RemoveField(
            model_name="statusvoorstel",
            name="bewijs_url",
        ),
        migrations.CreateModel(
            name="Voorstelbewijs",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "bestand",
                    models.FileField(
                        blank=True,
                        storage=agreements.models.status.bewijs_opslag,
                        upload_to=agreements.models.status.bewijs_pad,
                        verbose_name="document",
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("grootte", models.PositiveIntegerField(blank=True, null=True, verbose_name="grootte in bytes")),
                (
                    "voorstel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bewijs",
                        to="agreements.statusvoorstel",
                        verbose_name="voorstel",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewijs bij een voorstel",
                "verbose_name_plural": "bewijs bij voorstellen",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("url", ""), ("bestand", ""), _connector="XOR"),
                        name="agreements_voorstelbewijs_link_of_document",
                        violation_error_message="Een bewijsstuk is een link of een document.",
                    )
                ],
            },
        ),
        AppendOnly("statusvoorstel"),
        AppendOnly("voorstelbewijs"),
    ]
