"""归档批次、归档件."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import govreport.archive.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
        ("reports", "0006_historic_origin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("public", models.BooleanField(default=False, verbose_name="原件公开下载")),
                ("language", models.CharField(default="zh-hans", max_length=10)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "归档批次", "ordering": ["-pk"]},
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255, verbose_name="文件名")),
                ("original", models.FileField(max_length=255, upload_to=govreport.archive.models.kept_at)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等待读取"),
                            ("read", "待核对"),
                            ("unreadable", "读不了"),
                            ("requested", "待确认"),
                            ("returned", "已退回"),
                            ("archived", "已归档"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="报告年度")),
                ("result", models.JSONField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("requested_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="archive.batch"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archived",
                        to="reports.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "归档件",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "read", "unreadable", "requested", "returned", "archived"])
                        ),
                        name="archive_item_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "archived"), _negated=True), ("version__isnull", False), _connector="OR"
                        ),
                        name="archive_item_archived_has_version",
                    ),
                ],
            },
        ),
    ]
