import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0009_uitgave"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Gegevensbevestiging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tekst_sha256", models.CharField(max_length=64, verbose_name="SHA-256 van de tekst")),
                (
                    "afgewezen",
                    models.JSONField(blank=True, default=list, verbose_name="afgewezen voorstellen"),
                ),
                ("op", models.DateTimeField(verbose_name="bevestigd op")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam van wie bevestigde")),
                (
                    "afspraak",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gegevensbevestiging",
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
                        verbose_name="bevestigd door",
                    ),
                ),
            ],
            options={
                "verbose_name": "bevestiging van gegevens",
                "verbose_name_plural": "bevestigingen van gegevens",
                "ordering": ["afspraak"],
            },
        ),
    ]
