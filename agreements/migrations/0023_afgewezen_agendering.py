import django.db.models.deletion
from django.db import migrations, models

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("agreements", "0022_kenmerken")]

    operations = [
        migrations.AddField(
            model_name="verbandafwijzing",
            name="naar_ronde",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.ronde",
                verbose_name="naar overleg",
            ),
        ),
        migrations.AlterField(
            model_name="verbandafwijzing",
            name="eerder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.afspraak",
                verbose_name="eerdere afspraak",
            ),
        ),
        migrations.AddConstraint(
            model_name="verbandafwijzing",
            constraint=models.UniqueConstraint(
                fields=("later", "naar_ronde"), name="agreements_verbandafwijzing_ronde_uniek"
            ),
        ),
        migrations.AddConstraint(
            model_name="verbandafwijzing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("eerder", None), ("naar_ronde__isnull", False)),
                    models.Q(("eerder__isnull", False), ("naar_ronde", None)),
                    _connector="OR",
                ),
                name="agreements_verbandafwijzing_een_doel",
                violation_error_message="Een afgewezen verband heeft één doel: een afspraak of een overleg.",
            ),
        ),
        AppendOnly("verbandafwijzing"),
    ]
