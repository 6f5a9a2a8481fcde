"""Keep the search vector of a document on PostgreSQL instead of making it again for every row that is compared."""

from django.db import migrations

ERBIJ = (
    "DROP INDEX agreements_zoekindex",
    (
        "ALTER TABLE agreements_zoekdocument ADD COLUMN vector tsvector"
        " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(woorden, ' '))) STORED"
    ),
    "CREATE INDEX agreements_zoekindex ON agreements_zoekdocument USING gin (vector)",
)

ERAF = (
    "DROP INDEX agreements_zoekindex",
    "ALTER TABLE agreements_zoekdocument DROP COLUMN vector",
    (
        "CREATE INDEX agreements_zoekindex ON agreements_zoekdocument"
        " USING gin (array_to_tsvector(string_to_array(woorden, ' ')))"
    ),
)


def erbij(apps, schema_editor):
    _voer_uit(schema_editor, ERBIJ)


def eraf(apps, schema_editor):
    _voer_uit(schema_editor, ERAF)


def _voer_uit(schema_editor, opdrachten):
    if schema_editor.connection.vendor == "postgresql":
        for opdracht in opdrachten:
            schema_editor.execute(opdracht, params=None)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_zoekindex")]

    operations = [migrations.RunPython(erbij, eraf)]
