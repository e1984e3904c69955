"""版次沿革: every version of a report that was public: when, why, with which hashes, and what each one changed."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.publishing.changed import report_changed
from govreport.publishing.changes import changes
from govreport.publishing.keeping import files_of
from govreport.publishing.manifest import manifest_of
from govreport.publishing.models import Publication, PublishedFile, Withdrawal
from govreport.publishing.selectors import versions_of
from govreport.publishing.series import published_document
from govreport.publishing.withdraw import withdrawal_of
from govreport.reports.models import State
from govreport.web.portal.caching import page_if_changed
from govreport.web.portal.publications import publication_or_404
from govreport.web.portal.report import File, files


@dataclass(frozen=True, slots=True)
class CellLine:
    """更正的一格: where, before, after."""

    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """更正的一处文字: in which part, paragraphs before and after."""

    part: str
    old: Sequence[str]
    new: Sequence[str]


@dataclass(slots=True)
class Entry:
    """一个版次; ``before`` is the number of the version its changes are told against, ``hidden`` when they are not.

    ``kept`` are the files that are stored, ``listed`` whether there is a list of them.
    """

    publication: Publication
    files: Sequence[File] = ()
    kept: Sequence[PublishedFile] = ()
    listed: bool = False
    withdrawal: Withdrawal | None = None
    before: int = 0
    hidden: bool = False
    cells: Sequence[CellLine] = field(default_factory=tuple)
    texts: Sequence[TextLine] = field(default_factory=tuple)

    @property
    def readable(self) -> bool:
        """Whether the public may read its text."""
        withdrawn = self.publication.version.state == State.WITHDRAWN
        return not withdrawn or (self.withdrawal is not None and self.withdrawal.readable)


@require_safe
def versions(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """All versions, the newest first; 404 where nothing was ever published."""
    publication = publication_or_404(year, code, None)
    history = versions_of(publication)
    entries = [_entry(item) for item in history]
    for entry, older in itertools.pairwise(entries):
        _tell(entry, older)
    context = {
        "agency": publication.version.report.agency,
        "year": year,
        "title": publication.version.title,
        "entries": entries,
    }
    return page_if_changed(request, render(request, "portal/versions.html", context), report_changed(history))


def _entry(publication: Publication) -> Entry:
    version = publication.version
    if version.state == State.WITHDRAWN:
        return Entry(publication, withdrawal=withdrawal_of(publication))
    report = version.report
    kept = tuple(files_of(publication).values())
    ways = files(publication, report.year, report.agency.code, version.number)
    return Entry(publication, ways, kept=kept, listed=manifest_of(publication) is not None)


def _tell(entry: Entry, older: Entry) -> None:
    """What changed against the version before; nothing of a text that is no longer shown."""
    entry.before = older.publication.version.number
    entry.hidden = not (entry.readable and older.readable)
    if entry.hidden:
        return
    found = changes(published_document(older.publication), published_document(entry.publication))
    english = (get_language() or "").startswith("en")
    edition = entry.publication.version.edition
    names = {section.code: section.english if english else section.name for section in edition.sections}
    names["title"] = _("标题")
    entry.cells = [
        CellLine(item.cell.place_en if english else item.cell.place, item.old, item.new) for item in found.cells
    ]
    entry.texts = [TextLine(names.get(item.part, item.part), item.old, item.new) for item in found.texts]
