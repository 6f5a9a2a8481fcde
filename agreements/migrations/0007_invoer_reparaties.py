from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0006_taak_overleggen")]

    operations = [
        migrations.AddField(
            model_name="invoer",
            name="reparaties",
            field=models.JSONField(blank=True, default=list, verbose_name="reparaties"),
        ),
        migrations.AddField(
            model_name="invoer",
            name="geladen_lijst",
            field=models.JSONField(blank=True, null=True, verbose_name="geladen structuur"),
        ),
    ]
