from django.db import migrations

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_begin")]

    operations = [AppendOnly("statuswijziging"), AppendOnly("bewijsstuk")]
