"""历史归档: a third origin of a version, kept as it was printed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_explanation")]

    operations = [
        migrations.RemoveConstraint(model_name="version", name="version_origin_known"),
        migrations.AlterField(
            model_name="version",
            name="origin",
            field=models.CharField(
                choices=[("authored", "在线编制"), ("imported", "文件导入"), ("historic", "历史归档")],
                default="authored",
                max_length=20,
                verbose_name="来源",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["authored", "imported", "historic"])), name="version_origin_known"
            ),
        ),
    ]
