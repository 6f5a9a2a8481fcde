import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly

STAPEL = 1000


def neem_over_wat_is_verteld(apps, schema_editor):
    """A row for what the public was last told; what it was told before that was not kept."""
    Afspraak = apps.get_model("agreements", "Afspraak")
    Statuspublicatie = apps.get_model("agreements", "Statuspublicatie")
    verteld = Afspraak.objects.filter(gepubliceerde_status_op__isnull=False).order_by("pk")
    rijen = []
    for pk, status, op in verteld.values_list("pk", "gepubliceerde_status", "gepubliceerde_status_op").iterator():
        rijen.append(Statuspublicatie(afspraak_id=pk, status=status, op=op, door_naam="systeem", rol="systeem"))
        if len(rijen) == STAPEL:
            Statuspublicatie.objects.bulk_create(rijen)
            rijen = []
    Statuspublicatie.objects.bulk_create(rijen)


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0020_verbandafwijzing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Afspraakwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("soort_oud", models.CharField(max_length=16, verbose_name="soort was")),
                (
                    "besluit_oud",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "voorgesteld"),
                            ("ongewijzigd", "ongewijzigd vastgesteld"),
                            ("gewijzigd", "gewijzigd vastgesteld"),
                            ("aangehouden", "aangehouden"),
                            ("vervallen", "vervallen"),
                            ("onbekend", "vastgesteld, voorstel niet bekend"),
                        ],
                        max_length=12,
                        verbose_name="besluit was",
                    ),
                ),
                ("gesplitst_oud", models.BooleanField(verbose_name="was gesplitst")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraakwijzigingen",
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
                "verbose_name": "wijziging van een afspraak",
                "verbose_name_plural": "wijzigingen van afspraken",
                "ordering": ["afspraak", "op", "pk"],
                "indexes": [models.Index(fields=["afspraak", "op"], name="agreements_afspraakwijzig_op")],
            },
        ),
        migrations.CreateModel(
            name="Statuspublicatie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("nog_niet_gestart", "nog niet gestart"),
                            ("in_uitvoering", "in uitvoering"),
                            ("vertraagd", "vertraagd"),
                            ("aangehouden", "aangehouden"),
                            ("afgerond", "afgerond"),
                            ("vervallen", "vervallen"),
                            ("opgevolgd", "opgevolgd"),
                            ("niet_te_beoordelen", "nog niet te beoordelen"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuspublicaties",
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
                "verbose_name": "publicatie van een status",
                "verbose_name_plural": "publicaties van statussen",
                "ordering": ["afspraak", "op", "pk"],
                "indexes": [models.Index(fields=["afspraak", "op"], name="agreements_statuspublicatie_op")],
            },
        ),
        migrations.CreateModel(
            name="Tekstwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("tekst_oud", models.TextField(verbose_name="tekst was")),
                ("subpunten_oud", models.JSONField(blank=True, default=list, verbose_name="subpunten waren")),
                ("uit_lijst_oud", models.DateTimeField(blank=True, null=True, verbose_name="was uit de lijst sinds")),
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
                    "tekstblok",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tekstwijzigingen",
                        to="agreements.tekstblok",
                        verbose_name="tekstblok",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van een tekst",
                "verbose_name_plural": "wijzigingen van teksten",
                "ordering": ["tekstblok", "op", "pk"],
                "indexes": [models.Index(fields=["tekstblok", "op"], name="agreements_tekstwijziging_op")],
            },
        ),
        AppendOnly("afspraakwijziging"),
        AppendOnly("statuspublicatie"),
        AppendOnly("tekstwijziging"),
        migrations.RunPython(neem_over_wat_is_verteld, migrations.RunPython.noop),
    ]
