"""事项: an event of the journal as the table of messages looks at it, with everything read at most once."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from govreport.agencies.models import Agency, Substitution
from govreport.journal.models import Event
from govreport.reports.models import Version
from govreport.workflow.actors import Actor, Staff


class Occasion:
    """One event. ``version``, ``agency`` and ``subject_key`` raise where the event is about something else."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.payload: dict[str, Any] = event.payload

    @cached_property
    def subject_key(self) -> int:
        """The number in the subject, ``12`` of ``version:12``."""
        return int(self.event.subject.partition(":")[2])

    @property
    def is_of_version(self) -> bool:
        """Whether it is told of a version."""
        return self.event.subject.startswith("version:")

    @property
    def tells_of_something(self) -> bool:
        """Whether what it is about is there."""
        return not self.is_of_version or self._version is not None

    @cached_property
    def _version(self) -> Version | None:
        return Version.objects.with_report().filter(pk=self.subject_key).first()

    @property
    def version(self) -> Version:
        """The version, as it stands in this transaction."""
        if self._version is None:
            raise Version.DoesNotExist(self.event.subject)
        return self._version

    @cached_property
    def agency(self) -> Agency:
        """The agency in whose chain the event stands."""
        return Agency.objects.get(code=self.event.agency_key)

    @cached_property
    def staff(self) -> Staff:
        """Who works for the agency today."""
        return Staff(self.version.report.agency if self.is_of_version else self.agency)

    @cached_property
    def substitution(self) -> Substitution | None:
        """The substitution the event names, with everybody in it; None where it names none, or it is gone."""
        found = Substitution.objects.select_related("post__user", "post__agency", "substitute")
        return found.filter(pk=self.payload.get("substitution", 0)).first()

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return timezone.localdate(self.event.at)


def keys(actors: Iterable[Actor]) -> list[int]:
    """The people as keys of users."""
    return [actor.user.pk for actor in actors]
