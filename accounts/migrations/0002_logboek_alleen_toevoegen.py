from django.db import migrations

from bolapp.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_begin")]

    operations = [AppendOnly("auditregel")]
