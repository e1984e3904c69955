"""Reports that several tests look at, rendered once."""

from functools import cache

from govreport.documents.services import render_pdf
from tests.builders import balanced, wrong_totals
from tests.documents.render.page import Page, pages

LONG = "公开" * 1500


@cache
def pdf(code: str) -> bytes:
    """The PDF of the balanced report of an edition, or of one with "faults", a "long" text or as a "draft"."""
    if code == "draft":
        return render_pdf(balanced(), draft=True)
    if code == "long":
        document = balanced()
        return render_pdf(document.replace(sections={**document.sections, "sec1": LONG}))
    return render_pdf(wrong_totals() if code == "faults" else balanced(code))


@cache
def measured(code: str) -> list[Page]:
    """Its pages."""
    return pages(pdf(code))
