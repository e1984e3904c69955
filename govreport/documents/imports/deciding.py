"""认定: what people say about places of a reading, as it is kept; the same for imports and for historic reports."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from govreport.documents.imports.items import TEXT, Confirming
from govreport.reports.errors import Refused
from govreport.reports.models.report import FIRST_YEAR, LAST_YEAR
from govreport.standards.characters import clean
from govreport.standards.document import CELL_LIMIT, SECTION_LIMIT, TITLE_LIMIT
from govreport.standards.numbers import fold


def decided(
    state: Confirming, texts: Mapping[str, str | None], as_printed: Collection[str] = ()
) -> dict[str, str | None]:
    """What is to be kept of what a person says stands at some places: name → text, None where nothing needs to be.

    In ``texts`` None confirms what was read. Digits that stand apart are confirmed as read only where they are among
    ``as_printed``: somebody chose to leave them so. A place that was in no doubt and stands as it was read needs no
    decision. Raises ``Refused`` for a place the file does not have, a text that is too long, and a year that is none.
    """
    asked = {item.name for item in state.items}
    found: dict[str, str | None] = {}
    for name, text in texts.items():
        stands = state.as_read(name) if text is None else _checked(state, name, text)
        same = stands == state.as_read(name)
        unseen = name in asked and state.is_apart(name) and fold(stands) == fold(state.as_read(name))
        if unseen and name not in as_printed:
            raise Refused(
                _("“%(text)s”中的数字分开印，不能照读入确认。请对照原件填写，或者从给出的写法中选一种。")
                % {"text": state.as_read(name)[:24]}
            )
        found[name] = None if same and name not in asked else stands
    return found


def rest(state: Confirming) -> dict[str, str]:
    """全部照读入确认: everything that waits, as it was read, but for digits that stand apart."""
    return {item.name: item.read for item in state.left if not item.apart}


def _checked(state: Confirming, name: str, text: str) -> str:
    """A typed text as it is kept; raises ``Refused``."""
    typed = clean(text).strip()
    if name == "year":
        if not typed.isdecimal() or not FIRST_YEAR <= int(typed) <= LAST_YEAR:
            raise Refused(_("年度应是四位数字，如 2023。"))
        return str(int(typed))
    if name == "title":
        if not 0 < len(typed) <= TITLE_LIMIT:
            raise Refused(
                _("标题应有 1 至 %(limit)s 字，现有 %(length)s 字。") % {"limit": TITLE_LIMIT, "length": len(typed)}
            )
        return state.normal(name, typed)
    if name.startswith(TEXT) and state.is_typed(name):
        if len(typed) > SECTION_LIMIT:
            raise Refused(_too_long(_section(state, name), len(typed), SECTION_LIMIT))
        return state.normal(name, typed)
    cell = state.read.format.figure_cells.get(name)
    if cell is None:
        if name in {item.name for item in state.items}:
            return ""
        raise Refused(_("这份报告没有“%(place)s”这一处。") % {"place": name[:40]})
    if len(typed) > CELL_LIMIT:
        raise Refused(_too_long(cell.place, len(typed), CELL_LIMIT))
    return state.normal(name, typed)


def _too_long(place: str, length: int, limit: int) -> str:
    return _("%(place)s的内容有 %(length)s 字，最多 %(limit)s 字。") % {
        "place": place,
        "length": length,
        "limit": limit,
    }


def _section(state: Confirming, name: str) -> str:
    code = name.removeprefix(TEXT)
    return next((item.title or item.name for item in state.read.format.sections if item.code == code), code)
