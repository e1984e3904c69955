"""Word 文字的样式: which runs are crossed out or hidden, by their own marks or by those of their styles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRUCK: Final = ("strike", "dstrike")
_HIDDEN: Final = "vanish"
_SMALLEST: Final = 6  # half points: nobody reads smaller letters
_DEPTH: Final = 10  # styles based on each other
_WHITE: Final = "FFFFFF"


@dataclass(frozen=True, slots=True)
class Looks:
    """样式: style id → marks that the style sets (name → on or off), those of the styles below it included."""

    marks: Mapping[str, Mapping[str, bool]]

    @classmethod
    def of(cls, styles: Any) -> Self:
        """The marks in ``word/styles.xml``."""
        by_id = {str(style.get(f"{W}styleId")): style for style in styles.iter(f"{W}style")}
        return cls({name: found for name in by_id if (found := _inherited(by_id, name, 0))})

    def is_left_out(self, run: Any) -> bool:
        """Whether the words of a run are not read."""
        return self.is_struck(run) or self.is_hidden(run)

    def is_struck(self, run: Any) -> bool:
        """Whether they are crossed out by hand."""
        return any(self._is(run, name) for name in _STRUCK)

    def is_hidden(self, run: Any) -> bool:
        """Whether nobody sees them: hidden, tiny, or white on a white page."""
        return self._is(run, _HIDDEN) or _is_tiny(run) or _is_white(run)

    def _is(self, run: Any, name: str) -> bool:
        """Whether a mark is set: by the run, else by its style, else by that of its paragraph."""
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return _is_on(own)
        if not self.marks:
            return False
        paragraph = next(run.iterancestors(f"{W}p"), None)
        styles = [run.find(f"{W}rPr/{W}rStyle"), None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")]
        known = (self.marks.get(str(style.get(f"{W}val")), {}) for style in styles if style is not None)
        return next((marks[name] for marks in known if name in marks), False)


def _inherited(by_id: Mapping[str, Any], name: str, depth: int) -> dict[str, bool]:
    style = by_id.get(name)
    if style is None or depth > _DEPTH:
        return {}
    below = style.find(f"{W}basedOn")
    found = _inherited(by_id, str(below.get(f"{W}val")), depth + 1) if below is not None else {}
    for mark in (*_STRUCK, _HIDDEN):
        if (own := style.find(f"{W}rPr/{W}{mark}")) is not None:
            found[mark] = _is_on(own)
    return found


def _is_on(mark: Any) -> bool:
    return mark.get(f"{W}val") not in ("0", "false", "off")


def _is_tiny(run: Any) -> bool:
    size = run.find(f"{W}rPr/{W}sz")
    text = "" if size is None else str(size.get(f"{W}val"))
    return text.isascii() and text.isdecimal() and int(text) < _SMALLEST


def _is_white(run: Any) -> bool:
    """Whether the run is white and nothing around it has a ground of its own; a style of the table may give one."""
    colour = run.find(f"{W}rPr/{W}color")
    if colour is None or str(colour.get(f"{W}val")).upper() != _WHITE or run.find(f"{W}rPr/{W}highlight") is not None:
        return False
    if run.find(f"{W}rPr/{W}shd") is not None:
        return False
    for above in run.iterancestors(f"{W}p", f"{W}tc", f"{W}tr", f"{W}tbl"):
        if any(above.find(f"{W}{part}/{W}shd") is not None for part in ("pPr", "tcPr", "tblPr")):
            return False
        if above.find(f"{W}tblPr/{W}tblStyle") is not None:
            return False
    return True


def is_hidden_row(row: Any) -> bool:
    """Whether a row of a table is hidden as a whole."""
    mark = row.find(f"{W}trPr/{W}hidden")
    return mark is not None and _is_on(mark)
