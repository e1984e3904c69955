"""填写文字: narrative sections, the fee statement and the title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.anchoring import Span, carried, replaced, same_but_numbers
from govreport.reports.errors import Refused
from govreport.reports.figures import write_fee
from govreport.reports.held import held_document, keep
from govreport.reports.models import Narrative, Version
from govreport.reports.services.apart import Known, kept_apart, refuse_overtaken
from govreport.reports.services.cells import Saved, as_shown, read_cell, shown
from govreport.reports.services.links import Followed, follow, keep_links, links_of, note_unlinked, see
from govreport.reports.services.locking import in_transaction, locked_for_edit, touch
from govreport.standards.characters import clean, quoted
from govreport.standards.document import SECTION_LIMIT, TITLE_LIMIT
from govreport.standards.numbers import fold


def tidy(text: str) -> str:
    """Paragraphs separated by one line feed: no blank lines, no spaces at line ends."""
    lines = clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class Written:
    """保存的文字: the text as stored, and the numbers (by address) that were changed and follow their cells no more."""

    text: str
    unlinked: tuple[tuple[str, str], ...] = ()


def save_narrative(*, version: Version, section: str, text: str, by: User, known: tuple[str, ...] = ()) -> str:
    """``write_narrative`` for whoever needs only the text as stored."""
    return write_narrative(version=version, section=section, text=text, by=by, known=known).text


@in_transaction
def write_narrative(*, version: Version, section: str, text: str, by: User, known: tuple[str, ...] = ()) -> Written:
    """Store the text of a section (前言, 一, 五, 六, 结尾); linked numbers that were not touched stay linked.

    Raises ``Refused`` for a section that has no text in this edition, or a text beyond the limit; with ``known`` (the
    texts the typist has seen there), ``Overtaken`` when somebody else has changed the section meanwhile. A text that
    only followed the tables meanwhile is no conflict: today's numbers go into what was typed.
    """
    current = locked_for_edit(version, by)
    new = _checked(current, section, text)
    before = held_document(current)
    old, links = before.sections.get(section, ""), links_of(current, section)
    knew = [tidy(item) for item in known]
    seen, spans = old, [link.span for link in links]
    if knew and old not in knew:
        found = _before_following(knew, old, spans)
        if found is None or new in (old, found[0], knew[0]):
            # Either somebody else has written there, or nothing was typed.
            if found is None:
                refuse_overtaken(current, f"sections.{section}", new, known, old, tidy)
            return Written(old)
        seen, spans = found
    places = list(zip(links, carried(seen, new, spans), strict=True))
    kept = sorted(((link, place) for link, place in places if place), key=lambda pair: pair[1])
    stored, spans = replaced(new, [place for _link, place in kept], [old[slice(*link.span)] for link, _place in kept])
    if stored == old:
        return Written(old)
    gone = [(link, old[slice(*link.span)]) for link, place in places if not place]
    Narrative.objects.update_or_create(version=current, section=section, defaults={"text": stored})
    _record(actions.NARRATIVE_CHANGED, current, by, {section: [old, stored]})
    if links:
        if seen == old:
            see((link for link, _place in kept), old)
        keep_links(current, section, zip([link for link, _place in kept], spans, strict=True))
        note_unlinked(current, section, gone, by)
    touch(current)
    keep(current, before.replace(sections={**before.sections, section: stored}))
    return Written(stored, tuple((link.address, number) for link, number in gone))


def _checked(version: Version, section: str, text: str) -> str:
    """The text as it would be stored; raises ``Refused`` for an unknown section and a text beyond the limit."""
    sections = {item.code: item for item in version.edition.sections if item.kind != "table"}
    if section not in sections:
        raise Refused(
            _("%(year)s年度的报告没有可填文字的部分“%(section)s”。")
            % {"year": version.report.year, "section": quoted(section)}
        )
    new = tidy(text)
    if len(new) > SECTION_LIMIT:
        raise Refused(
            _("“%(section)s”有 %(length)s 字，最多 %(limit)s 字。请删减后再保存。")
            % {"section": sections[section].name, "length": len(new), "limit": SECTION_LIMIT}
        )
    return new


def _before_following(known: Sequence[str], stored: str, spans: Sequence[Span]) -> tuple[str, list[Span]] | None:
    """The known text of which the stored one differs by linked numbers only, and where these stand in it."""
    if spans:
        for text in known:
            if (places := same_but_numbers(text, stored, spans)) is not None:
                return text, places
    return None


@in_transaction
def save_fee(*, version: Version, values: Mapping[str, str], by: User, known: Known | None = None) -> Saved:
    """Store items of the fee statement exactly as typed, by item code (``notice_count`` …).

    ``Saved.changed`` names them by address (``fee.notice_count``), and so does ``known``, which works as in
    ``save_cells``. Raises ``Refused`` for an unknown item.
    """
    current = locked_for_edit(version, by)
    before = held_document(current)
    cells = current.edition.cells
    items = [item.code for item in current.edition.fee]
    for code in values:
        if code not in items:
            raise Refused(
                _("%(year)s年度的报告没有信息处理费项目“%(item)s”。")
                % {"year": current.report.year, "item": quoted(code)}
            )
    typed, conflicts = kept_apart(
        current,
        {f"fee.{code}": clean(raw).strip() for code, raw in values.items()},
        known or {},
        lambda address: shown(before, address),
        lambda address, text: as_shown(cells[address], text),
    )
    fee, printed = {code: before.fee.get(code) for code in items}, dict(before.printed)
    for address, text in typed.items():
        printed.pop(address, None)
        fee[cells[address].row], kept = read_cell(cells[address], text)
        if kept:
            printed[address] = kept
    after = before.replace(fee=fee, printed=printed)
    texts = {f"fee.{code}": (shown(before, f"fee.{code}"), shown(after, f"fee.{code}")) for code in sorted(items)}
    changes = {address: list(pair) for address, pair in texts.items() if pair[0] != pair[1]}
    followed: tuple[Followed, ...] = ()
    if changes:
        write_fee(current, fee, printed)
        touch(current)
        _record(actions.FEE_CHANGED, current, by, changes)
        followed = follow(current, before, after, by)
    sent = {*changes, *(f"fee.{code}" for code in values)}
    return Saved(after, {address: texts[address][1] for address in sorted(sent)}, conflicts, followed)


@in_transaction
def save_title(*, version: Version, title: str, by: User, known: tuple[str, ...] = ()) -> str:
    """Store the title; returns it as stored.

    Raises ``Refused`` for an empty or overlong one; with ``known``, ``Overtaken`` as ``save_narrative`` does.
    """
    current = locked_for_edit(version, by)
    new = _one_line(title)
    if not fold(new) or len(new) > TITLE_LIMIT:
        raise Refused(
            _("标题应有 1 至 %(limit)s 字，现有 %(length)s 字。")
            % {"limit": TITLE_LIMIT, "length": len(new) if fold(new) else 0}
        )
    old = current.title
    if not refuse_overtaken(current, "title", new, known, old, _one_line):
        return old
    if new != old:
        Version.objects.filter(pk=current.pk).update(title=new)
        current.title = new
        touch(current)
        _record(actions.TITLE_CHANGED, current, by, {"title": [old, new]})
    return new


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _record(action: str, version: Version, by: User, payload: Mapping[str, object]) -> None:
    record(action, by=by, agency=version.report.agency, subject=version.subject, payload=payload)
