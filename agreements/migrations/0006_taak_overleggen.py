from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_gesplitst")]

    operations = [
        migrations.AddField(
            model_name="taak",
            name="overleggen",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="agreements.overleg", verbose_name="overleggen"
            ),
        ),
    ]
