"""读取归档件: what a file is read as, and whose report of which year it seems to be; a person settles both."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils import translation

from govreport.agencies.models import Agency
from govreport.archive.models import Item, ItemState
from govreport.archive.permissions import may_request_for
from govreport.documents.read.bounded import look_bounded, to_plain
from govreport.documents.read.place import CARRIED
from govreport.documents.read.result import ReadResult
from govreport.documents.read.told import kept, reason
from govreport.documents.read.told import phrase as _
from govreport.documents.services import read_report
from govreport.reports.models.report import FIRST_YEAR, LAST_YEAR
from govreport.standards.document import Document, DocumentError, from_json
from govreport.standards.figures import Figures

logger = logging.getLogger(__name__)

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def read_item(item_id: int) -> Item | None:
    """One file that waits, read but not yet kept; None where there is nothing left to read."""
    item = Item.objects.select_related("batch__by").filter(pk=item_id, state=ItemState.WAITING).first()
    if item is None:
        return None
    with translation.override(item.batch.language):
        try:
            with item.original.open("rb") as file:
                data = file.read()
            result = as_printed(read_report(item.name, data, scans=True))
            # What is longer than the exchange format allows would not be read back.
            from_json(result.document.to_json())
            item.result, item.source = seen(result, data)
        except DocumentError as error:
            return _unread(item, reason(error))
        except FileNotFoundError:
            logger.exception("the original of archive item %s is lost", item.pk)
            return _unread(item, _("原件没有保存下来，请重新上传。"))
    item.state = ItemState.READ
    item.agency = matched_agency(result.document, item.name, list(may_request_for(item.batch.by)))
    item.year = matched_year(result.document, item.name)
    return item


def _unread(item: Item, why: str) -> Item:
    """The file as one that cannot be read, with the reason as it can be told to anybody."""
    item.state, item.note, item.reason = ItemState.UNREADABLE, why, kept(why)
    return item


def keep(item: Item) -> None:
    """Write what was read, unless somebody removed the item or another worker was first."""
    Item.objects.filter(pk=item.pk, state=ItemState.WAITING).update(
        state=item.state,
        note=item.note,
        reason=item.reason,
        agency=item.agency,
        year=item.year,
        result=item.result,
        source=item.source,
    )


def seen(result: ReadResult, data: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The reading as it is kept, and how the file looks; raises ``DocumentError`` for a file that cannot be opened."""
    own = bool(result.places) and all(place == CARRIED for place in result.places.values())
    source = look_bounded(data, result.document.to_json() if own else None)
    plain = to_plain(result)
    plain["places"].update(source.pop("places", {}))
    return plain, source


def as_printed(result: ReadResult) -> ReadResult:
    """The reading without what the equations filled in: a blank that was printed stays one."""
    document = result.document
    if not result.inferred:
        return result
    figures = {**document.figures, **dict.fromkeys(result.inferred)}
    return replace(result, document=document.replace(figures=Figures(figures)))


def matched_agency(document: Document, name: str, agencies: Sequence[Agency]) -> Agency | None:
    """The agency that the file names, among those one may hand in for; the only one if there is but one."""
    if len(agencies) == 1:
        return agencies[0]
    by_code = [agency for agency in agencies if agency.code == document.agency.code]
    own = document.agency.name
    by_name = [agency for agency in agencies if own and own in (agency.name, agency.short_name)]
    # The longest name counts: that of a bureau begins with the name of its county.
    texts = (document.title, name)
    told = [agency for agency in agencies if any(word and word in text for word in _names(agency) for text in texts)]
    longest = sorted(told, key=lambda agency: -len(agency.name))
    return next(iter((*by_code, *by_name, *longest)), None)


def _names(agency: Agency) -> tuple[str, str]:
    return agency.name, agency.short_name


def matched_year(document: Document, name: str) -> int | None:
    """The report year by the file, else by its name."""
    if document.year is not None:
        return document.year if FIRST_YEAR <= document.year <= LAST_YEAR else None
    years = [int(year) for year in _YEAR.findall(name)]
    return years[0] if len(set(years)) == 1 and FIRST_YEAR <= years[0] <= LAST_YEAR else None


def look_again(item: Item) -> dict[str, Any]:
    """How the original looks; found out now for one that was read before that was kept. Empty where it is lost."""
    if not item.source and item.result is not None:
        try:
            with item.original.open("rb") as file:
                item.source = look_bounded(file.read())
        except (DocumentError, FileNotFoundError):
            return {}
        Item.objects.filter(pk=item.pk).update(source=item.source)
    found: dict[str, Any] = item.source
    return found
