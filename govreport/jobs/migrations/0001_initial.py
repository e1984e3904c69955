import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("queued", "排队"),
    ("running", "进行中"),
    ("done", "完成"),
    ("failed", "未完成"),
    ("cancelled", "已取消"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("key", models.CharField(max_length=160, unique=True)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="事项")),
                ("url", models.CharField(blank=True, max_length=200)),
                ("agency_key", models.CharField(blank=True, max_length=60)),
                ("language", models.CharField(default="zh-hans", max_length=12)),
                ("payload", models.JSONField(default=dict)),
                ("state", models.CharField(choices=STATES, default="queued", max_length=10, verbose_name="状态")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("token", models.CharField(blank=True, max_length=32)),
                ("lease_until", models.DateTimeField(null=True)),
                ("not_before", models.DateTimeField(default=django.utils.timezone.now)),
                ("woken_at", models.DateTimeField(null=True)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True)),
                ("started_done", models.PositiveIntegerField(default=0)),
                ("result", models.JSONField(default=dict)),
                ("error", models.TextField(blank=True, verbose_name="原因")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "后台任务",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["owner", "-id"], name="job_owner"),
                    models.Index(fields=["state", "not_before"], name="job_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "running", "done", "failed", "cancelled"])),
                        name="job_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("lease_until__isnull", False),
                            _connector="OR",
                        ),
                        name="job_running_has_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=160)),
                ("state", models.CharField(choices=STATES, default="queued", max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("result", models.JSONField(default=dict)),
                ("error", models.TextField(blank=True)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="jobs.job"
                    ),
                ),
            ],
            options={
                "verbose_name": "任务中的一项",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("job", "position"), name="job_item_position_once"),
                    models.UniqueConstraint(fields=("job", "key"), name="job_item_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "done", "failed"])), name="job_item_state_known"
                    ),
                ],
            },
        ),
    ]
