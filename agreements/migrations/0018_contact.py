import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0017_termijnwijziging"),
        ("regions", "0001_begin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "naam",
                    models.CharField(
                        help_text="Van het team, de functie of de medewerker.", max_length=120, verbose_name="naam"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("telefoon", models.CharField(blank=True, max_length=40, verbose_name="telefoonnummer")),
                (
                    "vertrokken_op",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="vertrokken op"),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacten",
                        to="regions.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacten",
                "ordering": ["organisatie__naam", "naam", "pk"],
            },
        ),
        migrations.AddField(
            model_name="betrokkenheid",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                help_text="Bij wie men in deze organisatie terechtkan over deze afspraak.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="betrokkenheden",
                to="agreements.contact",
                verbose_name="contact",
            ),
        ),
        migrations.CreateModel(
            name="Overdracht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                (
                    "soort",
                    models.CharField(
                        choices=[("dossiers", "dossierhouder"), ("contact", "contact")],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("van_naam", models.CharField(max_length=150, verbose_name="van")),
                ("naar_naam", models.CharField(max_length=150, verbose_name="naar")),
                ("afspraken", models.JSONField(blank=True, default=list, verbose_name="afspraken")),
                ("agendapunten", models.JSONField(blank=True, default=list, verbose_name="agendapunten")),
                ("reden", models.TextField(verbose_name="reden")),
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
                    "naar_account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="naar",
                    ),
                ),
                (
                    "van_account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van",
                    ),
                ),
            ],
            options={
                "verbose_name": "overdracht",
                "verbose_name_plural": "overdrachten",
                "ordering": ["-op", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("vertrokken_op", None)),
                fields=("organisatie", "naam"),
                name="agreements_contact_uniek",
                violation_error_message="Deze organisatie heeft al een contact met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email", ""), _negated=True), models.Q(("telefoon", ""), _negated=True), _connector="OR"
                ),
                name="agreements_contact_bereikbaar",
                violation_error_message="Geef een e-mailadres of een telefoonnummer.",
            ),
        ),
        AppendOnly("overdracht"),
    ]
