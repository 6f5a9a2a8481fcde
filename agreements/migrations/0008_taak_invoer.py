import django.db.models.deletion
from django.db import migrations, models

import agreements.models.status
import agreements.models.taak


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_invoer_reparaties")]

    operations = [
        migrations.AddField(
            model_name="taak",
            name="greep",
            field=models.UUIDField(blank=True, editable=False, null=True, verbose_name="greep"),
        ),
        migrations.AddField(
            model_name="taak",
            name="bron",
            field=models.FileField(
                blank=True,
                default="",
                storage=agreements.models.status.bewijs_opslag,
                upload_to=agreements.models.taak.bron_pad,
                verbose_name="aangeboden document",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="taak",
            name="invoer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="agreements.invoer",
                verbose_name="ingelezen document",
            ),
        ),
    ]
