"""The full-text index on the search documents: GIN on PostgreSQL, FTS5 on SQLite, kept up by triggers there."""

from django.db import migrations

POSTGRESQL = (
    (
        "CREATE INDEX agreements_zoekindex ON agreements_zoekdocument"
        " USING gin (array_to_tsvector(string_to_array(woorden, ' ')))"
    ),
)

SQLITE = (
    (
        "CREATE VIRTUAL TABLE agreements_zoekindex USING fts5("
        "woorden, content='agreements_zoekdocument', content_rowid='afspraak_id', tokenize='unicode61')"
    ),
    (
        "CREATE TRIGGER agreements_zoekindex_erbij AFTER INSERT ON agreements_zoekdocument BEGIN"
        " INSERT INTO agreements_zoekindex(rowid, woorden) VALUES (new.afspraak_id, new.woorden); END"
    ),
    (
        "CREATE TRIGGER agreements_zoekindex_eraf AFTER DELETE ON agreements_zoekdocument BEGIN"
        " INSERT INTO agreements_zoekindex(agreements_zoekindex, rowid, woorden)"
        " VALUES ('delete', old.afspraak_id, old.woorden); END"
    ),
    (
        "CREATE TRIGGER agreements_zoekindex_anders AFTER UPDATE ON agreements_zoekdocument BEGIN"
        " INSERT INTO agreements_zoekindex(agreements_zoekindex, rowid, woorden)"
        " VALUES ('delete', old.afspraak_id, old.woorden);"
        " INSERT INTO agreements_zoekindex(rowid, woorden) VALUES (new.afspraak_id, new.woorden); END"
    ),
)

WEG = {
    "postgresql": ("DROP INDEX agreements_zoekindex",),
    "sqlite": (
        "DROP TRIGGER agreements_zoekindex_anders",
        "DROP TRIGGER agreements_zoekindex_eraf",
        "DROP TRIGGER agreements_zoekindex_erbij",
        "DROP TABLE agreements_zoekindex",
    ),
}


def maak(apps, schema_editor):
    for opdracht in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(opdracht, params=None)


def verwijder(apps, schema_editor):
    for opdracht in WEG[schema_editor.connection.vendor]:
        schema_editor.execute(opdracht, params=None)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_geschiedenis_alleen_toevoegen")]

    operations = [migrations.RunPython(maak, verwijder)]
