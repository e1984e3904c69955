"""不可改动: from here on no event is without its place, and the database refuses to change or remove one."""

from django.db import migrations, models

from govreport.journal.triggers import CLOSE, OPEN


def close(apps, schema_editor):
    for statement in CLOSE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def open_(apps, schema_editor):
    for statement in OPEN[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("journal", "0003_chain_events")]

    operations = [
        migrations.AlterField("event", "position", models.PositiveBigIntegerField()),
        migrations.AlterField("event", "digest", models.CharField(max_length=64)),
        migrations.AddIndex("event", models.Index(fields=["actor", "id"], name="event_actor")),
        migrations.AddIndex("event", models.Index(fields=["action", "id"], name="event_action")),
        migrations.AddIndex("event", models.Index(fields=["at"], name="event_at")),
        migrations.AddConstraint(
            "event", models.UniqueConstraint(fields=["agency_key", "position"], name="event_position_once")
        ),
        migrations.AddConstraint(
            "event", models.CheckConstraint(condition=models.Q(position__gte=1), name="event_position_positive")
        ),
        migrations.AddConstraint("event", models.CheckConstraint(condition=~models.Q(digest=""), name="event_chained")),
        migrations.RunPython(close, open_, elidable=False),
    ]
