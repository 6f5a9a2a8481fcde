import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0021_peildatum"),
        ("regions", "0001_begin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="tekstwijziging",
            name="koppen_oud",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Zie `Tekstblok.koppen`; leeg: niet bewaard.",
                verbose_name="koppen waren",
            ),
        ),
        migrations.CreateModel(
            name="Kenmerkwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "handeling_oud",
                    models.CharField(blank=True, max_length=16, verbose_name="bestuurlijke handeling was"),
                ),
                ("gereed_als_oud", models.TextField(blank=True, verbose_name="gereed als was")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kenmerkwijzigingen",
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
                "verbose_name": "wijziging van kenmerken",
                "verbose_name_plural": "wijzigingen van kenmerken",
                "ordering": ["afspraak", "op", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Oudekenmerk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rol", models.CharField(blank=True, max_length=14, verbose_name="rol")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oude_kenmerken",
                        to="agreements.afspraak",
                        verbose_name="afspraak",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.contact",
                    ),
                ),
                (
                    "gebied",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.gebied"
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.organisatie",
                    ),
                ),
                (
                    "provincie",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.provincie"
                    ),
                ),
                (
                    "thema",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.thema"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dossierhouder",
                    ),
                ),
                (
                    "wijziging",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waarden",
                        to="agreements.kenmerkwijziging",
                        verbose_name="wijziging",
                    ),
                ),
            ],
            options={
                "verbose_name": "oud kenmerk",
                "verbose_name_plural": "oude kenmerken",
                "ordering": ["wijziging", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("gebied__isnull", True),
                                ("organisatie__isnull", True),
                                ("provincie__isnull", False),
                                ("thema__isnull", True),
                                ("user__isnull", True),
                            ),
                            models.Q(
                                ("gebied__isnull", False),
                                ("organisatie__isnull", True),
                                ("provincie__isnull", True),
                                ("thema__isnull", True),
                                ("user__isnull", True),
                            ),
                            models.Q(
                                ("gebied__isnull", True),
                                ("organisatie__isnull", True),
                                ("provincie__isnull", True),
                                ("thema__isnull", False),
                                ("user__isnull", True),
                            ),
                            models.Q(
                                ("gebied__isnull", True),
                                ("organisatie__isnull", True),
                                ("provincie__isnull", True),
                                ("thema__isnull", True),
                                ("user__isnull", False),
                            ),
                            models.Q(
                                ("gebied__isnull", True),
                                ("organisatie__isnull", False),
                                ("provincie__isnull", True),
                                ("thema__isnull", True),
                                ("user__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="agreements_oudekenmerk_een_waarde",
                        violation_error_message="Een oud kenmerk is precies één waarde.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Oudewoorden",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("woorden", models.TextField(verbose_name="woorden waren")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oude_woorden",
                        to="agreements.afspraak",
                        verbose_name="afspraak",
                    ),
                ),
            ],
            options={
                "verbose_name": "oude zoekwoorden",
                "verbose_name_plural": "oude zoekwoorden",
                "ordering": ["afspraak", "op", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="kenmerkwijziging",
            index=models.Index(fields=["afspraak", "op"], name="agreements_kenmerkwijzig_op"),
        ),
        migrations.AddIndex(
            model_name="oudewoorden",
            index=models.Index(fields=["afspraak", "op"], name="agreements_oudewoorden_op"),
        ),
        AppendOnly("kenmerkwijziging"),
        AppendOnly("oudekenmerk"),
        AppendOnly("oudewoorden"),
        AppendOnly("tekstwijziging"),
    ]
