import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from bolapp.append_only import AppendOnly


def vul_namen(apps, schema_editor):
    """Who laid the links that are there already, as it stays readable."""
    User = apps.get_model("accounts", "User")
    Verband = apps.get_model("agreements", "Verband")
    naam = User.objects.filter(pk=models.OuterRef("created_by")).annotate(
        leesbaar=Coalesce(NullIf(F("naam"), Value("")), F("username"))
    )
    Verband.objects.exclude(created_by=None).update(door_naam=models.Subquery(naam.values("leesbaar")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0018_contact"),
        ("instruments", "0001_begin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Verbandeinde",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(db_index=True, verbose_name="tijdstip")),
                ("door_naam", models.CharField(max_length=150, verbose_name="naam")),
                ("rol", models.CharField(max_length=40, verbose_name="in de rol van")),
                ("reden", models.TextField(verbose_name="reden")),
            ],
            options={
                "verbose_name": "einde van een verband",
                "verbose_name_plural": "einden van verbanden",
                "ordering": ["-op", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="verband",
            name="agreements_verband_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="verband",
            name="agreements_verband_ronde_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="verband",
            name="agreements_verband_een_doel",
        ),
        migrations.AddField(
            model_name="verband",
            name="besluit",
            field=models.TextField(blank=True, verbose_name="besluit"),
        ),
        migrations.AddField(
            model_name="verband",
            name="besluit_kamerstuk",
            field=models.CharField(blank=True, max_length=60, verbose_name="Kamerstuk"),
        ),
        migrations.AddField(
            model_name="verband",
            name="besluit_op",
            field=models.DateField(blank=True, null=True, verbose_name="datum van het besluit"),
        ),
        migrations.AddField(
            model_name="verband",
            name="besluit_url",
            field=models.URLField(blank=True, max_length=500, verbose_name="vindplaats van het besluit"),
        ),
        migrations.AddField(
            model_name="verband",
            name="door_naam",
            field=models.CharField(blank=True, max_length=150, verbose_name="naam"),
        ),
        migrations.AddField(
            model_name="verband",
            name="naar_instrument",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="instruments.instrumentversie",
                verbose_name="naar versie van een instrument",
            ),
        ),
        migrations.AddField(
            model_name="verband",
            name="naar_punt",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="agreements.agendapunt",
                verbose_name="naar agendapunt",
            ),
        ),
        migrations.AddField(
            model_name="verband",
            name="nummer",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="hoeveelste keer gelegd"),
        ),
        migrations.AddField(
            model_name="verband",
            name="rol",
            field=models.CharField(blank=True, max_length=40, verbose_name="in de rol van"),
        ),
        migrations.AlterField(
            model_name="verband",
            name="soort",
            field=models.CharField(
                choices=[
                    ("vervolg_op", "vervolg op"),
                    ("herbevestigt", "herbevestigt"),
                    ("concretiseert", "concretiseert"),
                    ("wijzigt", "wijzigt"),
                    ("vervangt", "vervangt"),
                    ("gesplitst_uit", "gesplitst uit"),
                    ("samengevoegd_in", "samengevoegd in"),
                    ("geagendeerd_op", "geagendeerd op"),
                    ("leidde_tot", "leidde tot"),
                    ("uitgevoerd_door", "uitgevoerd door"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="verband",
            constraint=models.UniqueConstraint(
                fields=("van", "soort", "naar", "nummer"), name="agreements_verband_uniek"
            ),
        ),
        migrations.AddConstraint(
            model_name="verband",
            constraint=models.UniqueConstraint(
                fields=("van", "soort", "naar_ronde", "nummer"), name="agreements_verband_ronde_uniek"
            ),
        ),
        migrations.AddConstraint(
            model_name="verband",
            constraint=models.UniqueConstraint(
                fields=("van", "soort", "naar_punt", "nummer"), name="agreements_verband_punt_uniek"
            ),
        ),
        migrations.AddConstraint(
            model_name="verband",
            constraint=models.UniqueConstraint(
                fields=("van", "soort", "naar_instrument", "nummer"), name="agreements_verband_instrument_uniek"
            ),
        ),
        migrations.AddConstraint(
            model_name="verband",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("besluit", ""),
                        ("naar", None),
                        ("naar_instrument", None),
                        ("soort", "geagendeerd_op"),
                        models.Q(
                            models.Q(("naar_punt__isnull", False), ("naar_ronde", None)),
                            models.Q(("naar_punt", None), ("naar_ronde__isnull", False)),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("besluit", ""),
                        ("naar", None),
                        ("naar_instrument__isnull", False),
                        ("naar_punt", None),
                        ("naar_ronde", None),
                        ("soort", "leidde_tot"),
                    ),
                    models.Q(
                        ("naar", None),
                        ("naar_instrument", None),
                        ("naar_punt", None),
                        ("naar_ronde", None),
                        ("soort", "uitgevoerd_door"),
                        models.Q(("besluit", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("soort__in", ["geagendeerd_op", "leidde_tot", "uitgevoerd_door"]), _negated=True),
                        ("besluit", ""),
                        ("naar__isnull", False),
                        ("naar_instrument", None),
                        ("naar_punt", None),
                        ("naar_ronde", None),
                    ),
                    _connector="OR",
                ),
                name="agreements_verband_een_doel",
                violation_error_message="Een verband heeft één doel, dat bij zijn soort past.",
            ),
        ),
        migrations.AddField(
            model_name="verbandeinde",
            name="door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="verbandeinde",
            name="verband",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="einde",
                to="agreements.verband",
                verbose_name="verband",
            ),
        ),
        migrations.AddConstraint(
            model_name="verbandeinde",
            constraint=models.CheckConstraint(
                condition=models.Q(("reden", ""), _negated=True),
                name="agreements_verbandeinde_reden",
                violation_error_message="Schrijf op waarom het verband eindigt.",
            ),
        ),
        migrations.RunPython(vul_namen, migrations.RunPython.noop),
        AppendOnly("verband"),
        AppendOnly("verbandeinde"),
    ]
