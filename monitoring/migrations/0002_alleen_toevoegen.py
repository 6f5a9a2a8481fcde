from django.db import migrations

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_begin")]

    operations = [
        AppendOnly("monitorstap"),
        AppendOnly("uitvraagregel"),
        AppendOnly("antwoord"),
        AppendOnly("antwoordbewijs"),
        AppendOnly("regelbesluit"),
        AppendOnly("momentopname"),
        AppendOnly("momentopnameregel"),
        AppendOnly("momentopnamepublicatie"),
    ]
