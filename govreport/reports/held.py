"""手头的文稿: documents as they stood after a save, kept by each process; what has not changed is not read again.

A document is found again by all it is made of: the counter of saves and the moment of the last one stand for the
contents, so every service that changes them calls ``services.locking.touch``, and whoever changes rows by hand counts
``Version.lock`` up as well. Whatever a rolled back transaction has left here is never asked for: its moment is gone.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final

from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.selectors import standing
from govreport.standards.document import Document

# Reports in work at the same time, each with the one of the year before.
MOST: Final = 200

_documents: OrderedDict[Hashable, Document] = OrderedDict()
_lock = Lock()


def held_document(version: Version) -> Document:
    """The document of a version as its row says it stands; at most six queries, none if it is at hand."""
    key = _key(version)
    with _lock:
        found = _documents.get(key)
    if found is None:
        found = document_of(version)
        keep(version, found)
    return found


def keep(version: Version, document: Document) -> None:
    """Keep the document that is stored in a version now; of the last ones only so many are kept."""
    key = _key(version)
    with _lock:
        _documents[key] = document
        _documents.move_to_end(key)
        while len(_documents) > MOST:
            _documents.popitem(last=False)


def held_previous(version: Version) -> Document | None:
    """The report of the year before as a value, or None; one query if it is at hand."""
    report = version.report
    found = Version.objects.select_related("fee_statement", "report")
    of_year = found.filter(report__agency_id=report.agency_id, report__year=report.year - 1, report__scope=report.scope)
    before = standing(of_year.order_by("number"))
    if before is None:
        return None
    before.report.agency = report.agency
    return held_document(before)


def _key(version: Version) -> Hashable:
    report, agency = version.report, version.report.agency
    named = (version.title, version.agency_name, agency.name, agency.short_name, agency.code, agency.level, agency.kind)
    moments = (version.created_at, version.changed_at)
    return (version.pk, version.lock, *moments, report.year, report.scope, report.edition.code, *named)
