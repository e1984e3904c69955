"""联动数字: numbers of the text that follow the tables; kept in place while the text changes around them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.anchoring import Span, carried, place_of, replaced, stands_alone
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import FigureLink, Narrative, Version
from govreport.reports.services.locking import forget, locked_for_edit, touch
from govreport.standards.characters import quoted
from govreport.standards.document import Document
from govreport.standards.numbers import Kind, format_number, parse_number

# More than any section quotes; what is beyond is typed as ever.
MOST_LINKS: Final = 300


@dataclass(frozen=True, slots=True)
class Followed:
    """随表更新: a section's text after one of its cells changed: ``now`` stands where ``was`` stood.

    ``now`` is empty when the cell holds no number any more; the text is left as it was then.
    """

    section: str
    address: str
    was: str
    now: str


def number_at(document: Document, address: str) -> str:
    """The number of a cell as a text quotes it; empty when there is none."""
    table, __, item = address.partition(".")
    value = document.fee.get(item) if table == "fee" else document.figures.get(address)
    return "" if value is None else format_number(value)


def links_of(version: Version, section: str) -> list[FigureLink]:
    """The links of a section in the order of its text."""
    return list(FigureLink.objects.filter(version=version, section=section).order_by("start"))


def text_of(version: Version, section: str) -> str:
    """The stored text of a section; empty when there is none."""
    texts = Narrative.objects.filter(version=version, section=section).values_list("text", flat=True)
    return texts.first() or ""


def keep_links(version: Version, section: str, links: Iterable[tuple[FigureLink, Span]]) -> None:
    """Store where the links of a section stand in its text now; links that are not named are removed."""
    placed = list(links)
    for link, (start, end) in placed:
        link.start, link.length = start, end - start
    FigureLink.objects.filter(version=version, section=section).delete()
    FigureLink.objects.bulk_create([link for link, _span in placed])
    forget(version)


def follow(version: Version, before: Document, after: Document, by: User) -> tuple[Followed, ...]:
    """Texts follow the cells that changed, in the transaction of the change; the journal has old and new text."""
    by_section: dict[str, list[FigureLink]] = {}
    for link in sorted(version.links.all(), key=lambda link: (link.section, link.start)):
        by_section.setdefault(link.section, []).append(link)
    found: list[Followed] = []
    for section, links in by_section.items():
        touched = {a for link in links if number_at(before, a := link.address) != number_at(after, a)}
        if touched:
            found += _follow_in(version, section, links, touched, after, by)
    return tuple(found)


def _follow_in(
    version: Version, section: str, links: Sequence[FigureLink], touched: Collection[str], after: Document, by: User
) -> list[Followed]:
    old = text_of(version, section)
    spans = [link.span for link in links]
    were = [old[start:end] for start, end in spans]
    # A cell without a number leaves the text as it is: a sentence with a hole would say less than one to be corrected.
    numbers = [
        (number_at(after, link.address) or was) if link.address in touched else was
        for link, was in zip(links, were, strict=True)
    ]
    new, places = replaced(old, spans, numbers)
    if new != old:
        Narrative.objects.filter(version=version, section=section).update(text=new)
        keep_links(version, section, zip(links, places, strict=True))
        _record(actions.TEXT_FOLLOWED, version, by, {section: [old, new]})
    return [
        Followed(section, link.address, was, number_at(after, link.address))
        for link, was in zip(links, were, strict=True)
        if link.address in touched and number_at(after, link.address) != was
    ]


@transaction.atomic
def link_figure(
    *, version: Version, section: str, address: str, start: int, length: int, text: str, by: User
) -> FigureLink:
    """Put the number of a cell into a section's text at ``start``, or in place of ``length`` characters there.

    Positions count characters of ``text``, the text the person had before them. Raises ``Refused`` when the cell has
    no number, the place has changed meanwhile, lies within or beside another number, or what it replaces is none.
    """
    current = locked_for_edit(version, by)
    number = _number_to_quote(current, address)
    stored, links = text_of(current, section), links_of(current, section)
    start, end = _place(text, stored, start, length)
    same = [link for link in links if link.span == (start, end)]
    others = [link for link in links if link not in same]
    if end > start and not same and parse_number(stored[start:end]).kind is not Kind.NUMBER:
        raise Refused(_("选中的“%(text)s”不是一个数字，请只选中数字再联动。") % {"text": quoted(stored[start:end], 20)})
    if any(link.start < end and start < link.span[1] for link in others) or any(
        link.start < start == end < link.span[1] for link in others
    ):
        raise Refused(_("这里已经有联动的数字，请先取消联动。"))
    if len(others) >= MOST_LINKS:
        raise Refused(_("一个部分最多有 %(limit)s 处联动的数字。") % {"limit": MOST_LINKS})
    new, (span,) = replaced(stored, [(start, end)], [number])
    if not stands_alone(new, span):
        raise Refused(_("插入处紧挨着别的数字，两个数会连在一起。请先隔开再插入。"))
    shift = len(new) - len(stored)
    link = FigureLink(version=current, section=section, address=address, seen=number)
    placed = [(item, item.span if item.start < start else _moved(item.span, shift)) for item in others]
    if new != stored:
        Narrative.objects.update_or_create(version=current, section=section, defaults={"text": new})
        _record(actions.NARRATIVE_CHANGED, current, by, {section: [stored, new]})
    keep_links(current, section, sorted([*placed, (link, span)], key=lambda pair: pair[1]))
    place = current.edition.cells[address].place
    _record(actions.FIGURE_LINKED, current, by, {"address": address, "place": place, "note": number, "in": section})
    touch(current)
    return link


@transaction.atomic
def unlink(*, version: Version, section: str, links: Collection[int], by: User) -> None:
    """取消联动: the numbers stay in the text and follow no cell any more; links that are gone already are left out."""
    current = locked_for_edit(version, by)
    found = list(FigureLink.objects.filter(version=current, section=section, pk__in=links).order_by("start"))
    text = text_of(current, section)
    if found:
        note_unlinked(current, section, [(link, text[slice(*link.span)]) for link in found], by)
        FigureLink.objects.filter(pk__in=[link.pk for link in found]).delete()
        touch(current)


@transaction.atomic
def acknowledge(*, version: Version, section: str, by: User) -> None:
    """知道了: the person has read which numbers were updated; it is not said again."""
    current = locked_for_edit(version, by)
    links = links_of(current, section)
    see(links, text_of(current, section))
    FigureLink.objects.bulk_update(links, ["seen"])


def see(links: Iterable[FigureLink], text: str) -> None:
    """The person has the numbers of these links before them; to be stored by the caller."""
    for link in links:
        link.seen = text[slice(*link.span)]


def note_unlinked(version: Version, section: str, gone: Iterable[tuple[FigureLink, str]], by: User) -> None:
    """The journal says which numbers follow no cell any more."""
    cells = version.edition.cells
    for link, number in gone:
        payload = {"address": link.address, "place": cells[link.address].place, "note": number, "in": section}
        _record(actions.FIGURE_UNLINKED, version, by, payload)


def _number_to_quote(version: Version, address: str) -> str:
    cell = version.edition.cells.get(address)
    if cell is None or not cell.numeric:
        raise Refused(
            _("%(year)s年度的表格没有可引用的单元格“%(address)s”。")
            % {"year": version.report.year, "address": quoted(address)}
        )
    number = number_at(document_of(version), address)
    if not number:
        raise Refused(_("%(place)s还没有数字，不能插入。请先在表中填写。") % {"place": cell.place})
    return number


def _place(text: str, stored: str, start: int, length: int) -> Span:
    """Where a place of the text that the person saw is in the stored one."""
    if not 0 <= start <= start + length <= len(text):
        raise Refused(_("没有找到要插入的位置，请把光标放在文字中再操作。"))
    if length:
        (span,) = carried(text, stored, [(start, start + length)]) if text != stored else [(start, start + length)]
    else:
        at = place_of(text, stored, start)
        span = None if at is None else (at, at)
    if span is None:
        raise Refused(_("这段文字刚才有人改过，没有插入。请看过现在的文字再操作。"))
    return span


def _moved(span: Span, shift: int) -> Span:
    return span[0] + shift, span[1] + shift


def _record(action: str, version: Version, by: User, payload: Mapping[str, object]) -> None:
    record(action, by=by, agency=version.report.agency, subject=version.subject, payload=payload)
