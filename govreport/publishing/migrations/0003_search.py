from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE publishing_searchindex USING fts5(
        tokens, content='publishing_searchtext', content_rowid='id', tokenize='ascii')""",
    """CREATE TRIGGER publishing_searchtext_added AFTER INSERT ON publishing_searchtext BEGIN
        INSERT INTO publishing_searchindex(rowid, tokens) VALUES (new.id, new.tokens); END""",
    """CREATE TRIGGER publishing_searchtext_removed AFTER DELETE ON publishing_searchtext BEGIN
        INSERT INTO publishing_searchindex(publishing_searchindex, rowid, tokens)
        VALUES ('delete', old.id, old.tokens); END""",
    """CREATE TRIGGER publishing_searchtext_changed AFTER UPDATE ON publishing_searchtext BEGIN
        INSERT INTO publishing_searchindex(publishing_searchindex, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
        INSERT INTO publishing_searchindex(rowid, tokens) VALUES (new.id, new.tokens); END""",
)
SQLITE_BACK = (
    "DROP TRIGGER publishing_searchtext_added",
    "DROP TRIGGER publishing_searchtext_removed",
    "DROP TRIGGER publishing_searchtext_changed",
    "DROP TABLE publishing_searchindex",
)
POSTGRESQL = (
    """ALTER TABLE publishing_searchtext ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', tokens)) STORED""",
    "CREATE INDEX publishing_searchtext_vector ON publishing_searchtext USING gin (vector)",
)
POSTGRESQL_BACK = ("ALTER TABLE publishing_searchtext DROP COLUMN vector",)


def create_index(apps: Any, schema_editor: Any) -> None:
    """全文索引: kept by the database itself."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps: Any, schema_editor: Any) -> None:
    """The way back."""
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_pdf_facts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="sizes",
            field=models.JSONField(blank=True, default=dict, verbose_name="文件大小"),
        ),
        migrations.AddField(
            model_name="publication",
            name="own_site_url",
            field=models.URLField(blank=True, max_length=500, verbose_name="本机关网站公布地址"),
        ),
        migrations.AddField(
            model_name="publication",
            name="own_site_on",
            field=models.DateField(blank=True, null=True, verbose_name="在本机关网站公布的日期"),
        ),
        migrations.AddField(
            model_name="publication",
            name="own_site_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=20, verbose_name="位置")),
                ("text", models.TextField()),
                ("tokens", models.TextField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_texts",
                        to="publishing.publication",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索文本",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["publication", "place"], name="searchtext_place")],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
