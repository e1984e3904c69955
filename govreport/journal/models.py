"""操作留痕: the append-only record; an event is written once and never changed or removed (docs/adr/0004)."""

from datetime import UTC
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

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("journal events are written one by one, by journal.services.record")

    def of(self, subject: str) -> "EventQuerySet":
        """The events of one subject, oldest first."""
        return self.filter(subject=subject).select_related("actor").order_by("pk")


class Event(models.Model):
    """操作记录: who did what, for which agency, to which subject, when.

    ``subject`` is a text key such as ``version:12``: the journal knows none of the rooms above it. ``payload`` holds
    what changed, e.g. ``{"t3.new_received.total": ["1", "2"]}``. ``position`` counts the events of one agency (from
    1), ``previous`` and ``digest`` chain them (``journal.chain``, docs/adr/0040); ``address`` is where the request
    came from.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    agency_key = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()
    succeeded = models.BooleanField(default=True)
    address = models.CharField(max_length=45, blank=True)
    position = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("操作记录")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="event_subject"),
            models.Index(fields=["agency_key", "id"], name="event_agency"),
            models.Index(fields=["actor", "id"], name="event_actor"),
            models.Index(fields=["action", "id"], name="event_action"),
            models.Index(fields=["at"], name="event_at"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency_key", "position"], name="event_position_once"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="event_position_positive"),
            models.CheckConstraint(condition=~models.Q(digest=""), name="event_chained"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event; raises ``AppendOnlyError`` for one that exists or stands in no chain."""
        if not self._state.adding:
            raise AppendOnlyError("journal events are never changed")
        if not self.digest:
            raise AppendOnlyError("journal events are written by journal.services.record")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("journal events are never removed")

    @property
    def record(self) -> dict[str, Any]:
        """What its digest covers, with its own key and digest: as ``journal.chain`` reads it."""
        return {
            "id": self.pk,
            "agency": self.agency_key,
            "position": self.position,
            "previous": self.previous,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "action": self.action,
            "subject": self.subject,
            "succeeded": self.succeeded,
            "address": self.address,
            "payload": self.payload,
            "digest": self.digest,
        }

    @property
    def display(self) -> str:
        """The action in words."""
        return str(ACTIONS[self.action])
