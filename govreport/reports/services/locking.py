"""取用版次: a version with its row locked, for a person who may edit it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Report, Version

P = ParamSpec("P")
Done = TypeVar("Done")

# What a service changes of the version's own row, and what a page has fetched with it.
_OWN: Final = ("lock", "changed_at", "title")
_in_hand: ContextVar[Version | None] = ContextVar("in_hand", default=None)


def locked(version: Version) -> Version:
    """The version as it is now, its row locked until the transaction ends."""
    return Version.objects.select_for_update(of=("self",)).select_related("report__agency").get(pk=version.pk)


def latest_for_edit(report: Report, by: User) -> Version | None:
    """The version a report stands at, locked as ``locked_for_edit`` does; None if it has none."""
    rows = Version.objects.select_for_update(of=("self",)).select_related("fee_statement").filter(report=report)
    current = rows.without_abandoned().order_by("number").last()
    if current is not None:
        current.report = report
        refuse_edit(current, by)
    return current


def locked_for_edit(version: Version, by: User) -> Version:
    """The locked version; raises ``Refused`` unless the person drafts it and it is being drafted."""
    if version is _in_hand.get():
        return version
    current = locked(version)
    refuse_edit(current, by)
    return current


def refuse_edit(current: Version, by: User) -> None:
    """Raises ``Refused`` unless the person drafts the version and it is being drafted; locks nothing."""
    if not may_edit(by, current.report.agency):
        raise NotAllowed(_("您不是“%(agency)s”的起草人，不能修改这份报告。") % {"agency": current.report.agency})
    if not current.editable:
        raise Refused(
            _("这份报告现在是“%(state)s”，不能修改。需要修改的，请先撤回送审或由审核人退回。")
            % {"state": current.get_state_display()}
        )


def touch(version: Version) -> None:
    """Count a save of a locked version; the object says what its row says afterwards."""
    version.changed_at = timezone.now()
    version.lock += 1
    Version.objects.filter(pk=version.pk).update(lock=F("lock") + 1, changed_at=version.changed_at)


@contextmanager
def in_hand(version: Version) -> Iterator[None]:
    """Within the transaction that has locked the version for its person, services take it as it is: locked, allowed."""
    token = _in_hand.set(version)
    try:
        yield
    finally:
        _in_hand.reset(token)


@contextmanager
def attempt(version: Version) -> Iterator[None]:
    """A savepoint: when it is rolled back, the object in hand says again what its row says."""
    before = {name: getattr(version, name) for name in _OWN}
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for name, value in before.items():
            setattr(version, name, value)
        forget(version)
        raise


def forget(version: Version) -> None:
    """What was fetched with a version is fetched anew: it has changed."""
    getattr(version, "_prefetched_objects_cache", {}).clear()
    version._state.fields_cache.pop("fee_statement", None)


def in_transaction(service: Callable[P, Done]) -> Callable[P, Done]:
    """All of a service or nothing: in a transaction of its own, or within the attempt that has the version in hand."""

    @wraps(service)
    def whole(*args: P.args, **kwargs: P.kwargs) -> Done:
        if _in_hand.get() is not None and kwargs.get("version") is _in_hand.get():
            return service(*args, **kwargs)
        with transaction.atomic():
            return service(*args, **kwargs)

    return whole
