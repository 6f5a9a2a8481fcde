import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q

from bolapp.append_only import AppendOnly


def zet_niet_te_dateren(apps, schema_editor):
    """The agreements without a last day whose text names a time all the same, one that is not over."""
    Afspraak = apps.get_model("agreements", "Afspraak")
    Termijn = apps.get_model("agreements", "Termijn")
    vaag = Q(soort="vaag") & ~Q(frase__iregex=r"^(de )?(afgelopen|voorbije|laatste)")
    zonder_einde = Termijn.objects.filter(Q(is_termijn=True) | vaag, afspraak=OuterRef("pk"), tot=None)
    Afspraak.objects.filter(Exists(zonder_einde), termijn_tot=None).update(niet_te_dateren=True)


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0016_berichtbijlage"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="afspraak",
            name="niet_te_dateren",
            field=models.BooleanField(
                default=False,
                help_text="De termijn heeft geen laatste dag: zij is vaag, voorwaardelijk of open.",
                verbose_name="termijn niet te dateren",
            ),
        ),
        migrations.CreateModel(
            name="Termijnwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "aanleiding",
                    models.CharField(
                        choices=[
                            ("besluit", "besluit over de termijn"),
                            ("bevestiging", "bevestigd wat de tekst zegt"),
                            ("verschuiving", "het overleg schoof op"),
                            ("tekst", "de tekst werd anders"),
                        ],
                        max_length=12,
                        verbose_name="aanleiding",
                    ),
                ),
                (
                    "akkoord",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("samen", "Rijk en regio samen"),
                            ("rijk", "alleen het Rijk"),
                            ("regio", "alleen de regio"),
                        ],
                        max_length=8,
                        verbose_name="wie ermee instemde",
                    ),
                ),
                ("frase_oud", models.CharField(blank=True, max_length=200, verbose_name="was, zoals geschreven")),
                ("van_oud", models.DateField(blank=True, null=True, verbose_name="was: eerste dag")),
                ("tot_oud", models.DateField(blank=True, null=True, verbose_name="was: laatste dag")),
                ("frase_nieuw", models.CharField(blank=True, max_length=200, verbose_name="wordt, zoals geschreven")),
                ("van_nieuw", models.DateField(blank=True, null=True, verbose_name="wordt: eerste dag")),
                ("tot_nieuw", models.DateField(blank=True, null=True, verbose_name="wordt: laatste dag")),
                ("overleg_naam", models.CharField(blank=True, max_length=80, verbose_name="overleg dat opschoof")),
                ("reden", models.TextField(blank=True, verbose_name="reden")),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="termijnwijzigingen",
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
                (
                    "overleg",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.ronde",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "termijnwijziging",
                "verbose_name_plural": "termijnwijzigingen",
                "ordering": ["afspraak", "nummer"],
                "constraints": [
                    models.UniqueConstraint(fields=("afspraak", "nummer"), name="agreements_termijnwijziging_nummer"),
                    models.CheckConstraint(
                        condition=models.Q(("nummer__gte", 1)),
                        name="agreements_termijnwijziging_vanaf_een",
                        violation_error_message="De geschiedenis begint bij 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aanleiding", "besluit"), _negated=True),
                            models.Q(models.Q(("reden", ""), _negated=True), models.Q(("akkoord", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="agreements_termijnwijziging_besluit",
                        violation_error_message="Een besluit over de termijn heeft een reden en zegt wie ermee instemde.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("van_nieuw", None),
                            ("tot_nieuw", None),
                            ("van_nieuw__lte", models.F("tot_nieuw")),
                            _connector="OR",
                        ),
                        name="agreements_termijnwijziging_dagen",
                        violation_error_message="De laatste dag van de termijn ligt voor de eerste.",
                    ),
                ],
            },
        ),
        AppendOnly("termijnwijziging"),
        migrations.RunPython(zet_niet_te_dateren, migrations.RunPython.noop),
    ]
