"""差异说明 takes in the reasons for departing from last year's 结转下年度: rule Y-01, bound to last year's number."""

import hashlib
import json

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

STANDING = ("published", "accepted", "handed_in", "approved")


def standing(versions):
    """The version that stands for a report when the next year is compared."""
    found = [item for item in versions if item.state not in ("superseded", "withdrawn")]
    for state in STANDING:
        for item in found:
            if item.state == state:
                return item
    return found[-1] if found else None


def bind(apps, schema_editor):
    """Give every reason the number it departs from."""
    Explanation = apps.get_model("reports", "Explanation")
    Version = apps.get_model("reports", "Version")
    ApplicationRow = apps.get_model("reports", "ApplicationRow")
    for reason in Explanation.objects.select_related("version__report"):
        report = reason.version.report
        before = standing(
            Version.objects.filter(
                report__agency=report.agency_id, report__year=report.year - 1, report__scope=report.scope
            ).order_by("number")
        )
        column = reason.subject.rsplit(".", 1)[-1]
        row = ApplicationRow.objects.filter(version=before, row="carried_out").first() if before else None
        number = getattr(row, column, None)
        reason.values = {} if number is None else {f"prev.t3.carried_out.{column}": str(number)}
        text = json.dumps(reason.values, ensure_ascii=False, sort_keys=True)
        reason.mark = hashlib.sha256(text.encode()).hexdigest()[:16]
        reason.save(update_fields=["values", "mark"])


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0004_taken_paragraph"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="cellreason", name="reason_once"),
        migrations.RenameModel(old_name="CellReason", new_name="Explanation"),
        migrations.RenameField(model_name="explanation", old_name="address", new_name="subject"),
        migrations.AlterField(
            model_name="explanation",
            name="subject",
            field=models.CharField(max_length=80, verbose_name="位置"),
        ),
        migrations.AlterField(
            model_name="explanation",
            name="version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="explanations", to="reports.version"),
        ),
        migrations.AlterField(
            model_name="explanation",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="explanation",
            name="rule",
            field=models.CharField(default="Y-01", max_length=20, verbose_name="规则"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="explanation",
            name="values",
            field=models.JSONField(default=dict, verbose_name="所说明的数据"),
        ),
        migrations.AddField(
            model_name="explanation",
            name="mark",
            field=models.CharField(default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="explanation",
            name="ruling",
            field=models.CharField(choices=[("none", "未认定"), ("accepted", "已认可"), ("refused", "未认可")], default="none", max_length=10, verbose_name="审核人的认定"),
        ),
        migrations.AddField(
            model_name="explanation",
            name="ruling_by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="explanation",
            name="ruling_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="explanation",
            name="ruling_note",
            field=models.TextField(blank=True, verbose_name="不认可的原因"),
        ),
        migrations.AddField(
            model_name="explanation",
            name="published",
            field=models.BooleanField(default=False, verbose_name="可随报告公布"),
        ),
        migrations.AlterModelOptions(
            name="explanation",
            options={"ordering": ["pk"], "verbose_name": "差异说明"},
        ),
        migrations.RunPython(bind, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(fields=("version", "rule", "subject", "mark"), name="explanation_once"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(condition=models.Q(("ruling__in", ["none", "accepted", "refused"])), name="explanation_ruling_known"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(condition=models.Q(("ruling", "none"), ("ruling_by__isnull", False), _connector="OR"), name="explanation_ruled_by_somebody"),
        ),
    ]
