"""参照图: every page of three reports looks as it did when somebody last looked at it."""

from itertools import zip_longest

import pytest
from PIL import Image, ImageChops, ImageFilter

from govreport.standards.document import Document
from tests.builders import balanced
from tests.documents.layout.broken import printed
from tests.documents.pictures import CODES, PUBLISHED, differing, pages, pictures, rasterised

AGAIN = "Look at the pages; if they are right: python -m tests.documents.pictures"


@pytest.mark.parametrize("code", CODES)
def test_every_page_looks_like_its_picture(code: str) -> None:
    found, known = pages(code), pictures(code)
    assert len(found) == len(known), AGAIN
    for number, (page, picture) in enumerate(zip_longest(found, known), start=1):
        assert differing(page, picture) == [], f"{code}, page {number}: {AGAIN}"


def changed(css: str, document: Document | None = None) -> list[int]:
    """How many tiles of each page differ when the style sheet or the report does."""
    made = rasterised(printed(css, document, published_at=PUBLISHED))
    return [len(differing(page, picture)) for page, picture in zip(made, pictures("e2021"), strict=False)]


def test_without_a_change_nothing_differs() -> None:
    assert sum(changed("p{color:#000}")) == 0


@pytest.mark.parametrize(
    "css",
    [
        "h2.level-1{margin-left:3mm}",
        'p{font-family:"GBR Hei"}',
        ".official td,.official th{border-color:transparent}",
        ".title{font-size:20pt}",
        "html{line-height:10.5mm}",
        ".official-matrix .cell-stub{text-align:center}",
        "@page :right{@bottom-right{content:none}}",
    ],
)
def test_a_change_of_style_is_seen(css: str) -> None:
    assert sum(changed(css)) > 0


def test_a_missing_word_is_seen() -> None:
    document = balanced()
    shorter = document.replace(sections={**document.sections, "sec5": document.sections["sec5"][:-3]})
    assert sum(changed("p{color:#000}", shorter)) > 0


def test_another_rasteriser_is_not_taken_for_a_change() -> None:
    """Half a pixel aside, a little bolder or lighter, one grey up: what versions of a rasteriser differ by."""
    page = pages("e2021")[3]
    wide = page.resize((page.width * 2, page.height * 2), Image.Resampling.BICUBIC)
    for other in (
        ImageChops.offset(wide, 1, 1).resize(page.size, Image.Resampling.BOX),
        page.filter(ImageFilter.UnsharpMask(1, 40, 0)),
        page.point(lambda grey: min(255, grey + 4)),
        page.filter(ImageFilter.GaussianBlur(0.4)),
    ):
        assert differing(other, page) == []
