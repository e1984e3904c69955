"""读者纠错: what a reader says is wrong in a published report; for the agency's own people, never public."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MistakeState(models.TextChoices):
    """处理情况."""

    NEW = "new", _("待处理")
    RIGHT = "right", _("确有错误，已更正或将更正")
    WRONG = "wrong", _("经核对没有错误")


class Mistake(models.Model):
    """读者纠错: ``place`` is a part of the report or a cell, empty where the reader named none.

    ``contact`` is what the reader chose to leave; it is removed when the matter is settled. ``note`` stays inside the
    agency.
    """

    publication = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="mistakes")
    place = models.CharField(_("位置"), max_length=80, blank=True)
    text = models.TextField(_("哪里有错"))
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    reported_at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    state = models.CharField(_("处理情况"), max_length=10, choices=MistakeState, default=MistakeState.NEW)
    note = models.TextField(_("处理说明"), blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("读者纠错")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=MistakeState.values), name="mistake_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=MistakeState.NEW) | models.Q(settled_at__isnull=False, contact=""),
                name="mistake_settled_keeps_no_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
