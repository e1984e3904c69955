"""上年标题: the numbered headings of a report's text sections, without a sentence of its text."""

import re

from govreport.documents.render.text import paragraphs
from govreport.standards.document import Document

# A heading that speaks of figures, years or two things at once is a sentence of that year.
_SENTENCE = re.compile(r"[，,；;：:？！?!。]|\d|[０-９]")
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?)")


def headings(document: Document) -> dict[str, str]:
    """Section code → its headings with their numbering, one a line; sections without any are left out."""
    found = {}
    for section in document.format.sections:
        lines = [_heading(item.lead_in) for item in paragraphs(document.sections.get(section.code, ""))]
        if text := "\n".join(line for line in lines if line):
            found[section.code] = text
    return found


def _heading(lead_in: str) -> str:
    """The heading, or nothing if it is a sentence."""
    heading = lead_in.rstrip("。")
    return "" if _SENTENCE.search(_NUMBERING.sub("", heading, count=1)) else heading
