"""链式校验: columns for the chain, empty for the events there are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AlterField("event", "at", models.DateTimeField()),
        migrations.AddField("event", "succeeded", models.BooleanField(default=True)),
        migrations.AddField("event", "address", models.CharField(blank=True, default="", max_length=45), preserve_default=False),
        migrations.AddField("event", "position", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("event", "previous", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("event", "digest", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
    ]
