"""8: page numbers and running titles of PDF files."""

from govreport.documents.read import read
from tests.documents.read.foreign import in_pdf
from tests.documents.read.test_flattened import unexplained
from tests.documents.read.variations.cases import FIGURES, OWN, report


def test_page_numbers_and_running_titles_of_a_pdf_are_left_out() -> None:
    margin = "@page{@bottom-center{content:'— ' counter(page) ' —'}@top-center{content:'某某市某某局年报'}}"
    long = [*report()[:3], *["公开工作按照规定开展，内容准确。" * 60] * 6, *report()[3:]]
    result = read(in_pdf(long, margin))
    assert "— 1 —" not in result.document.sections["sec1"]
    assert "某某市某某局年报" not in result.document.sections["sec1"]
    assert result.document.sections["sec1"].split("\n")[:6] == ["公开工作按照规定开展，内容准确。" * 60] * 6
    assert unexplained(OWN, FIGURES, result) == []
