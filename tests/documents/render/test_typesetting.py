"""标点挤压: marks that meet share one width; no line begins with a mark that may not."""

from functools import cache

import pytest
from weasyprint.css.properties import KNOWN_PROPERTIES

from govreport.documents.services import render_pdf
from govreport.documents.templatetags.typesetting import squeezed
from tests.builders import balanced
from tests.documents.render.page import Line, pages

TEXT = "按照《条例》（试行）、《办法》，“公开”、“透明”（以下称“要求”）。各单位落实《关于（试行）的通知》，" * 12


def half(mark: str) -> str:
    return f'<span class="half">{mark}</span>'


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("《条例》（试行）", f"《条例{half('》')}（试行）"),
        ("答复）。", f"答复{half('）')}。"),
        ("“《条例》", f"“{half('《')}条例》"),
        ("，“公开”、", f"{half('，')}“公开{half('”')}、"),
        ("公开，办理。", "公开，办理。"),
        ("a<b>，（&", f"a&lt;b&gt;{half('，')}（&amp;"),
    ],
)
def test_the_mark_that_gives_up_its_half_is_wrapped(text: str, marked: str) -> None:
    assert squeezed(text) == marked


@cache
def lines() -> list[Line]:
    data = render_pdf(balanced().replace(sections={"sec1": TEXT}))
    return [line for page in pages(data) for line in page.lines if line.left < 32 and len(line.text) > 20]


def test_squeezed_lines_hold_more_than_twenty_eight_characters() -> None:
    assert max(len(line.text) for line in lines()) > 28


def test_no_line_begins_or_ends_with_a_mark_that_may_not() -> None:
    assert len(lines()) > 10
    assert not [line.text for line in lines() if line.text[0] in "，。、；：？！）》”"]
    assert not [line.text for line in lines() if line.text[-1] in "（《“"]


def test_every_line_is_flush() -> None:
    full = [line for line in lines() if len(line.text) > 26]
    assert len(full) > 10
    assert max(abs(line.right - 184.1) for line in full) < 3


def test_weasyprint_does_not_know_how_to_squeeze() -> None:
    """When this fails, WeasyPrint has learned it: try its property, and take ``typesetting.py`` out."""
    assert not {"text-spacing-trim", "text-spacing"} & set(KNOWN_PROPERTIES)
