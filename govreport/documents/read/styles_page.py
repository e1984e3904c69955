"""网页文字的样式: which elements of a page are hidden or crossed out, by their own marks or by the page's style sheets.

Style sheets are read as far as people write them into pages of reports: one class, id or tag at a time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.S)
_NESTED: Final = re.compile(r"@[^{;}]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE: Final = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?", re.I)
_MOST: Final = 200_000  # characters of style sheets
_NOTHING: Final = re.compile(r"0*\.?0+(?:px|pt|em|rem|%)?")
_SMALLEST: Final = {"px": 4.0, "pt": 3.0}
_LENGTH: Final = re.compile(r"([0-9]*\.?[0-9]+)(px|pt)")
_WHITES: Final = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "transparent"})


@dataclass(frozen=True, slots=True)
class Looks:
    """样式: selectors (``td.x``, ``.x``, ``#x``) whose elements the style sheets of a page hide or cross out."""

    hidden: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()

    @classmethod
    def of(cls, page: Any) -> Self:
        """The style sheets within a page; those of print and screens of certain widths do not count."""
        text = "\n".join(style.text or "" for style in page.iter("style"))[:_MOST]
        hidden, struck = set(), set()
        for selectors, style in _RULE.findall(_NESTED.sub("", _COMMENT.sub("", text).lower())):
            own = set(_simple(selectors.split(",")))
            hidden |= own if _hides(style) else set()
            struck |= own if _strikes(style) else set()
        return cls(frozenset(hidden), frozenset(struck))

    def is_hidden(self, item: Any) -> bool:
        """Whether an element is not shown."""
        if "hidden" in item.attrib or _hides((item.get("style") or "").lower()):
            return True
        return bool(self.hidden) and not self.hidden.isdisjoint(_names(item))

    def is_faint(self, item: Any) -> bool:
        """Whether an element has its place, but nobody sees what stands there: clear, tiny, or white on white."""
        style = item.get("style")
        if not style:
            return False
        found = _declared(style.lower())
        if found.get("visibility") in ("hidden", "collapse") or _NOTHING.fullmatch(found.get("opacity", "1")):
            return True
        if _is_small(found.get("font-size", "")):
            return not any("font-size" in (part.get("style") or "") for part in item.iterdescendants())
        return found.get("color") in _WHITES and not _is_grounded(item)

    def is_struck(self, item: Any) -> bool:
        """Whether what stands in an element is crossed out."""
        if _strikes((item.get("style") or "").lower()):
            return True
        return bool(self.struck) and not self.struck.isdisjoint(_names(item))


def _simple(selectors: Iterable[str]) -> Iterator[str]:
    for selector in selectors:
        found = _SIMPLE.fullmatch(selector.strip())
        # A tag alone is hidden on a page that shows its parts one after the other; those are read.
        if found and found[3]:
            yield selector.strip()


def _names(item: Any) -> Iterator[str]:
    tag = str(item.tag).lower()
    classes = (item.get("class") or "").lower().split()
    for name in (*(f".{own}" for own in classes), *((f"#{item.get('id').lower()}",) if item.get("id") else ())):
        yield name
        yield f"{tag}{name}"


def _hides(style: str) -> bool:
    return "display" in style and _declared(style).get("display") == "none"


def _is_grounded(item: Any) -> bool:
    """Whether an element, or what it stands in, may have a ground of its own, on which white is seen."""
    return any(
        "background" in (part.get("style") or "") or part.get("bgcolor") or part.get("class")
        for part in (item, *item.iterancestors())
    )


def _strikes(style: str) -> bool:
    found = _declared(style) if "line-through" in style else {}
    return any("line-through" in found.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def _is_small(size: str) -> bool:
    if _NOTHING.fullmatch(size):
        return True
    found = _LENGTH.fullmatch(size)
    return found is not None and float(found[1]) < _SMALLEST[found[2]]


def _declared(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {
        name.strip(): "".join(value.replace("!important", "").split()) for name, _colon, value in pairs if name.strip()
    }
