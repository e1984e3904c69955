import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_administrators_substitutions"),
        ("reports", "0005_explanation"),
        ("workflow", "0004_letter_imprint"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalRoute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="名称")),
                ("in_force_from", models.DateField(verbose_name="启用日期")),
                (
                    "publish_after",
                    models.CharField(
                        choices=[("approved", "本机关审定以后"), ("accepted", "主管部门接收以后")],
                        default="approved",
                        max_length=10,
                        verbose_name="何时可以发布",
                    ),
                ),
                ("inherited", models.BooleanField(default=True, verbose_name="所属机关沿用")),
                ("may_repeat", models.BooleanField(default=False, verbose_name="同一人可以连续办理")),
                ("set_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_routes",
                        to="agencies.agency",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "审批流程",
                "ordering": ["in_force_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("publish_after__in", ["approved", "accepted"])),
                        name="route_publish_after_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(6),
                        ],
                        verbose_name="次序",
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="环节名称")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[("reviewer", "审核人"), ("signatory", "签发人"), ("lead", "年报负责人")],
                        max_length=20,
                        verbose_name="由哪个岗位办理",
                    ),
                ),
                ("secrecy", models.BooleanField(default=False, verbose_name="保密审查")),
                (
                    "persons",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="指定办理人"
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="workflow.approvalroute"
                    ),
                ),
            ],
            options={
                "verbose_name": "审批环节",
                "ordering": ["route", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("route", "position"), name="step_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 6)), name="step_position_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["", "reviewer", "signatory", "lead"])),
                        name="step_role_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "route",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.approvalroute",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.approvalstep",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="reports.version"
                    ),
                ),
            ],
            options={
                "verbose_name": "审批轮次",
                "ordering": ["version", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "number"), name="round_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)), fields=("version",), name="round_one_open"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="on_behalf_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="workflow.round",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="stand",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="step",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="workflow.approvalstep",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("version", "verb", "stand"), name="decision_once_per_stand"
            ),
        ),
    ]
