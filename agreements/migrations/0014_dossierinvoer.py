"""Which row an item of a version was, so that it can come back; and a dossier that was read but not loaded yet."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0013_gepubliceerde_status"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dossierversie",
            name="rijen",
            field=models.JSONField(blank=True, default=list, verbose_name="rijen van de agendapunten"),
        ),
        migrations.CreateModel(
            name="Dossierinvoer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("soort", models.CharField(max_length=8, verbose_name="soort")),
                ("jaar", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("landsdeel", models.SlugField(max_length=20, verbose_name="landsdeel")),
                ("bestandsnaam", models.CharField(max_length=200, verbose_name="bestandsnaam")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("inhoud", models.JSONField(verbose_name="gelezen dossier")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="ingelezen op")),
                ("geladen_op", models.DateTimeField(blank=True, null=True, verbose_name="geladen op")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingelezen door",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoer van een dossier",
                "verbose_name_plural": "invoer van dossiers",
                "ordering": ["-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("soort", "jaar", "landsdeel", "sha256"), name="agreements_dossierinvoer_uniek"
                    )
                ],
            },
        ),
        AppendOnly("dossierversie"),
    ]
