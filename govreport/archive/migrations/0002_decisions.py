"""What people decide about doubts is kept beside the reading, as in imports, and how the file looks."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("archive", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField("item", "decisions", models.JSONField(default=dict)),
        migrations.AddField("item", "source", models.JSONField(default=dict)),
    ]
