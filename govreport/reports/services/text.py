"""填写文字: narrative sections, the fee statement and the title."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of, write_fee
from govreport.reports.models import Narrative, Version
from govreport.reports.services.apart import Known, kept_apart, refuse_overtaken
from govreport.reports.services.cells import Saved, as_shown, read_cell, shown
from govreport.reports.services.locking import locked_for_edit, touch
from govreport.standards.characters import clean, quoted
from govreport.standards.document import SECTION_LIMIT, TITLE_LIMIT
from govreport.standards.numbers import fold


def tidy(text: str) -> str:
    """Paragraphs separated by one line feed: no blank lines, no spaces at line ends."""
    lines = clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines if line.strip())


@transaction.atomic
def save_narrative(*, version: Version, section: str, text: str, by: User, known: tuple[str, ...] = ()) -> str:
    """Store the text of a section (前言, 一, 五, 六, 结尾); returns the text as stored.

    Raises ``Refused`` for a section that has no text in this edition, or a text beyond the limit; with ``known`` (the
    texts the typist has seen there), ``Overtaken`` when somebody else has changed the section meanwhile.
    """
    current = locked_for_edit(version, by)
    sections = {item.code: item for item in current.edition.sections if item.kind != "table"}
    if section not in sections:
        raise Refused(
            _("%(year)s年度的报告没有可填文字的部分“%(section)s”。")
            % {"year": current.report.year, "section": quoted(section)}
        )
    new = tidy(text)
    if len(new) > SECTION_LIMIT:
        raise Refused(
            _("“%(section)s”有 %(length)s 字，最多 %(limit)s 字。请删减后再保存。")
            % {"section": sections[section].name, "length": len(new), "limit": SECTION_LIMIT}
        )
    old = Narrative.objects.filter(version=current, section=section).values_list("text", flat=True).first() or ""
    if not refuse_overtaken(current, f"sections.{section}", new, known, old, tidy):
        return old
    if new != old:
        Narrative.objects.update_or_create(version=current, section=section, defaults={"text": new})
        touch(current)
        _record(actions.NARRATIVE_CHANGED, current, by, {section: [old, new]})
    return new


@transaction.atomic
def save_fee(*, version: Version, values: Mapping[str, str], by: User, known: Known | None = None) -> Saved:
    """Store items of the fee statement exactly as typed, by item code (``notice_count`` …).

    ``Saved.changed`` names them by address (``fee.notice_count``), and so does ``known``, which works as in
    ``save_cells``. Raises ``Refused`` for an unknown item.
    """
    current = locked_for_edit(version, by)
    before = document_of(current)
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
    if changes:
        write_fee(current, fee, printed)
        touch(current)
        _record(actions.FEE_CHANGED, current, by, changes)
    sent = {*changes, *(f"fee.{code}" for code in values)}
    return Saved(after, {address: texts[address][1] for address in sorted(sent)}, conflicts)


@transaction.atomic
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
        touch(current)
        _record(actions.TITLE_CHANGED, current, by, {"title": [old, new]})
    return new


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _record(action: str, version: Version, by: User, payload: Mapping[str, object]) -> None:
    record(action, by=by, agency=version.report.agency, subject=version.subject, payload=payload)
