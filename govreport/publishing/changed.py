"""公布内容的变动时间: when what the public reads last changed, for readers who ask by time."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Subquery

from govreport.journal import actions
from govreport.journal.models import Event
from govreport.publishing.models import Publication, PublishedFile, Withdrawal, WithdrawalState


def site_changed() -> datetime | None:
    """When anything was last published or withdrawn, or a file of it stored; None before all. One query."""
    gone = Withdrawal.objects.filter(state=WithdrawalState.DONE).order_by("-decided_at", "-pk").values("decided_at")
    stored = PublishedFile.objects.order_by("-pk").values("made_at")
    last = Publication.objects.order_by("-published_at", "-pk")
    found = last.values_list("published_at", Subquery(gone[:1]), Subquery(stored[:1])).first()
    return _latest(found or ())


def reports_changed(agency: int) -> datetime | None:
    """The same for the reports of one agency, by its key: each is told with the one before it. One query."""
    found = Publication.objects.filter(version__report__agency=agency).order_by()
    times = found.aggregate(Max("published_at"), Max("version__changed_at"), Max("files__made_at"))
    return _latest(times.values())


def report_changed(publications: Iterable[Publication]) -> datetime | None:
    """When the page of a report last changed, given all its publications: also its address elsewhere. Two queries."""
    versions = [item.version for item in publications]
    recorded = Event.objects.filter(
        subject__in=[version.subject for version in versions], action=actions.OWN_SITE_RECORDED
    ).aggregate(Max("at"))
    agencies = {version.report.agency_id for version in versions}
    return _latest([*recorded.values(), *(reports_changed(agency) for agency in agencies)])


def file_changed(publication: Publication, suffix: str) -> datetime | None:
    """When a file that is handed out was stored; None where it is made when asked for."""
    return publication.files.filter(suffix=suffix).order_by("-pk").values_list("made_at", flat=True).first()


def _latest(times: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in times if moment is not None), default=None)
