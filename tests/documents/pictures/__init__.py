"""参照图: small grey pictures of every page of three reports, and how far a page may differ from its picture.

Pages are compared blurred and by tiles: another version of the rasteriser moves edges by fractions of a pixel, which a
mean over a tile does not see; a line, a word or a table that moves or is missing changes whole tiles.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from govreport.documents.services import render_pdf
from tests.builders import balanced

FOLDER: Final = Path(__file__).parent
CODES: Final = ("e2014", "e2019", "e2021")
DPI: Final = 60
# Side of a tile in pixels (5 mm), and how much its mean grey (0 to 255) may differ. A missing word or border changes a
# tile by 40 and more, a page half a pixel aside by 7; one figure for another is left to the check of the cells.
TILE: Final = 12
TOLERANCE: Final = 12
BLUR: Final = 2.0
# The day of publication is printed nowhere but decides the date of the file and whether the code is printed.
PUBLISHED: Final = datetime(2024, 1, 25, tzinfo=UTC)


@cache
def pages(code: str) -> tuple[Image.Image, ...]:
    """The pages of the clean report of an edition in grey at 60 dpi."""
    return rasterised(render_pdf(balanced(code), published_at=PUBLISHED))


def rasterised(pdf: bytes) -> tuple[Image.Image, ...]:
    """The pages of any PDF in grey at 60 dpi."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in file)
    finally:
        file.close()


def pictures(code: str) -> tuple[Image.Image, ...]:
    """The stored pictures of an edition, in the order of the pages."""
    return tuple(Image.open(path).convert("L") for path in stored(code))


def stored(code: str) -> list[Path]:
    """Their files."""
    return sorted(FOLDER.glob(f"{code}-*.png"))


def differing(page: Image.Image, picture: Image.Image) -> list[tuple[int, int]]:
    """The tiles (column, row) of a page that differ from its picture; every one when the sizes differ."""
    tiles = (-(-page.width // TILE), -(-page.height // TILE))
    if page.size != picture.size:
        return [(column, row) for row in range(tiles[1]) for column in range(tiles[0])]
    softened = (image.filter(ImageFilter.GaussianBlur(BLUR)) for image in (page, picture))
    means = ImageChops.difference(*softened).resize(tiles, Image.Resampling.BOX)
    return [(at % tiles[0], at // tiles[0]) for at, grey in enumerate(means.tobytes()) if grey > TOLERANCE]


def refresh() -> Iterator[Path]:
    """Write the pictures anew; the files that changed or went."""
    for code in CODES:
        before = {path: path.read_bytes() for path in stored(code)}
        for number, page in enumerate(pages(code), start=1):
            path = FOLDER / f"{code}-{number}.png"
            # Sixteen greys are enough for what is compared, and a third of the size.
            page.quantize(16).save(path, optimize=True)
            if before.pop(path, b"") != path.read_bytes():
                yield path
        for path in before:
            path.unlink()
            yield path
