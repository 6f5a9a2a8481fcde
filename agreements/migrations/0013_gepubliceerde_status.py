"""What is public already has told the public its status: the one that it has now."""

from django.db import migrations
from django.db.models import F


def neem_over(apps, schema_editor):
    apps.get_model("agreements", "Afspraak").objects.filter(overleg__ronde__fase="openbaar").update(
        gepubliceerde_status=F("status"), gepubliceerde_status_op=F("status_op")
    )


class Migration(migrations.Migration):
    dependencies = [("agreements", "0012_schrijven_tot_publicatie")]

    operations = [migrations.RunPython(neem_over, migrations.RunPython.noop)]
