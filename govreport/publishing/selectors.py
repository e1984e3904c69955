"""公布稿的查询: what the public may read."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from govreport.publishing.models import Publication, PublicationQuerySet, Withdrawal, WithdrawalState
from govreport.reports.models import Explanation, ReportScope, Ruling, State, Version

# Where an agency publishes several reports for a year, its own one comes first.
_OWN_FIRST = Case(
    When(version__report__scope=ReportScope.SELF, then=Value(0)), default=Value(1), output_field=IntegerField()
)


def current_publications() -> PublicationQuerySet:
    """The publications in force, newest year first, in administrative order."""
    return (
        Publication.objects.with_report()
        .filter(version__state=State.PUBLISHED)
        .order_by("-version__report__year", "version__report__agency__sort", "version__report__agency__code")
    )


def publication_for(year: int, code: str, number: int | None = None) -> Publication | None:
    """The current publication of an agency (code) for a year, or the one with a version number; None if none."""
    found = Publication.objects.with_report().filter(version__report__year=year, version__report__agency__code=code)
    found = found.filter(version__state=State.PUBLISHED) if number is None else found.filter(version__number=number)
    return found.order_by(_OWN_FIRST, "-version__number").first()


def publication_at(year: int, code: str, number: int | None = None) -> Publication | None:
    """The same for a public address, where a report that was withdrawn leaves its notice."""
    current = publication_for(year, code, number)
    if current is not None or number is not None:
        return current
    found = Publication.objects.with_report().filter(version__report__year=year, version__report__agency__code=code)
    return found.filter(version__state=State.WITHDRAWN).order_by(_OWN_FIRST, "-version__number").first()


def publication_of(report: int) -> Publication | None:
    """The publication of a report (its key) that is in force; None if none is."""
    return Publication.objects.with_report().filter(version__report=report, version__state=State.PUBLISHED).first()


def versions_of(publication: Publication) -> list[Publication]:
    """版次沿革: every publication of the same report, newest first, whatever became of it."""
    found = Publication.objects.with_report().filter(version__report=publication.version.report_id)
    return list(found.order_by("-version__number"))


def published_reasons(publication: Publication) -> list[Explanation]:
    """数据说明: the reasons that go out with a report, accepted and meant for the public, in the order of the form."""
    version = publication.version
    order = [*version.edition.cells]
    reasons = version.explanations.filter(published=True, ruling=Ruling.ACCEPTED)
    return sorted(reasons, key=lambda item: (order.index(item.subject) if item.subject in order else -1, item.pk))


def latest_withdrawals() -> QuerySet[Withdrawal]:
    """撤回公告: what was withdrawn, the latest first; without the texts."""
    found = Withdrawal.objects.filter(state=WithdrawalState.DONE).select_related("publication__version__report__agency")
    return found.defer("publication__data", "publication__layout").order_by("-decided_at", "-pk")


def layout_notes(version: Version, language: str) -> tuple[str, ...]:
    """What the layout check of its PDF found, as sentences; empty for a version that is not published."""
    key = "message_en" if language.startswith("en") else "message"
    notes = Publication.objects.filter(version=version).values_list("layout", flat=True).first()
    return tuple(str(note[key]) for note in notes or ())
