import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0015_voorstelbewijs"),
    ]

    operations = [
        migrations.AddField(
            model_name="bericht",
            name="bijlage",
            field=models.ForeignKey(
                blank=True,
                help_text="Gaat mee met de mail, als de ontvanger het dan mag zien.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.uitgavebestand",
                verbose_name="bijlage",
            ),
        ),
    ]
