"""走样的 PDF: the clean report printed with a style sheet that was changed in one point, or from other data."""

from datetime import datetime
from functools import cache

import pytest
import weasyprint
from django.template.loader import get_template

from govreport.documents.layout import layout_findings
from govreport.documents.render import pdf as renderer
from govreport.documents.services import render_pdf
from govreport.standards.document import Document
from govreport.standards.finding import Finding
from tests.builders import balanced


def printed(css: str, document: Document | None = None, *, published_at: datetime | None = None) -> bytes:
    """The report with some rules after those of the style sheet."""
    press = renderer._press()

    @cache
    def sheet(name: str) -> weasyprint.CSS:
        string = get_template(f"documents/{name}").render() + css
        return weasyprint.CSS(string=string, font_config=press.fonts, url_fetcher=press.fetcher)

    changed = renderer._Press(**{field: getattr(press, field) for field in press.__slots__} | {"sheet": sheet})
    with pytest.MonkeyPatch.context() as room:
        room.setattr(renderer, "_press", lambda: changed)
        return render_pdf(document or balanced(), published_at=published_at)


def found(css: str = "", document: Document | None = None, *, rule: str = "") -> list[Finding]:
    """What the check says of it, of one rule where it is named."""
    own = document or balanced()
    pdf = printed(css, own) if css else render_pdf(own)
    return [finding for finding in layout_findings(pdf, own) if rule in ("", finding.rule)]


def long_text() -> Document:
    """A report with five pages of text before its tables."""
    document = balanced()
    return document.replace(sections={**document.sections, "sec1": "公开" * 1500})
