"""操作留痕: the append-only record; an event is written once and never changed or removed (docs/adr/0004)."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.journal.actions import ACTIONS


class AppendOnlyError(TypeError):
    """留痕不得改动: raised on any attempt to change or remove an event."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events: read and added, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("journal events are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("journal events are never removed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("journal events are never changed")

    def of(self, subject: str) -> "EventQuerySet":
        """The events of one subject, oldest first."""
        return self.filter(subject=subject).select_related("actor").order_by("pk")


class Event(models.Model):
    """操作记录: who did what, for which agency, to which subject, when.

    ``subject`` is a text key such as ``version:12``: the journal knows none of the rooms above it. ``payload`` holds
    what changed, e.g. ``{"t3.new_received.total": ["1", "2"]}``.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    agency_key = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("操作记录")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="event_subject"),
            models.Index(fields=["agency_key", "id"], name="event_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event; raises ``AppendOnlyError`` for one that exists."""
        if not self._state.adding:
            raise AppendOnlyError("journal events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("journal events are never removed")

    @property
    def display(self) -> str:
        """The action in words."""
        return str(ACTIONS[self.action])
