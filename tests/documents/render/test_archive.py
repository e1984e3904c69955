"""长期保存: what an archive asks of the PDF, asked of checkers and viewers that others made.

PDFBox's preflight knows PDF/A-1b only, so the same report is written as its twin of that level: without the attached
data, everything else alike. Poppler, MuPDF and PDFium must show the same pages.
"""

import io
import re
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageOps, ImageStat

from govreport.documents.render import pdf, weasy
from govreport.documents.services import render_pdf
from tests.builders import balanced
from tests.documents.render import rendered

CODES = ["e2014", "e2019", "e2021"]
EVERY = [*CODES, "draft", "long"]
# From Debian's libpdfbox2-java and what it needs.
JARS = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"]
# Dots per inch of the pages that are compared.
DENSITY = 72
# Grey, 0 to 255: how far two viewers may differ on average (thin lines do), and over 8 × 8 dots, half a character.
FAR_APART, FAR_APART_HERE = 6, 70


def twin(code: str) -> bytes:
    """The report as PDF/A-1b."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "VARIANT", "pdf/a-1b")
        return render_pdf(balanced(code))


def preflight(data: bytes, folder: Path) -> str:
    """What PDFBox says of a file."""
    path = folder / "twin.pdf"
    path.write_bytes(data)
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in JARS)
    command = ["java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return result.stdout + result.stderr


@pytest.mark.parametrize("code", CODES)
def test_preflight_finds_its_twin_a_valid_pdf_a(code: str, tmp_path: Path) -> None:
    assert "is a valid PDF/A-1b file" in preflight(twin(code), tmp_path)


def test_weasyprint_alone_writes_metadata_that_preflight_cannot_read(tmp_path: Path) -> None:
    """When this fails, take ``weasy/metadata.py`` out."""
    pdf._press()
    with weasy.without("metadata"):
        said = preflight(twin("e2021"), tmp_path)
    assert "is a valid PDF/A-1b file" not in said


@pytest.mark.parametrize("code", CODES)
def test_the_twin_looks_like_the_file_itself(code: str) -> None:
    own, other = pages_of(rendered.pdf(code)), pages_of(twin(code))
    assert own == other


def pages_of(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=0.5, grayscale=True).to_pil().tobytes() for page in document]


@pytest.mark.parametrize("code", EVERY)
def test_qpdf_finds_nothing_to_complain_of(code: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered.pdf(code))
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert (result.returncode, "WARNING" in result.stdout + result.stderr) == (0, False), result.stdout + result.stderr


# --- Three viewers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", EVERY)
def test_three_viewers_show_the_same_pages(code: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered.pdf(code))
    shown = {"pdfium": by_pdfium(path), "poppler": by_poppler(path), "mupdf": by_mupdf(path)}
    count = len(shown["pdfium"])
    assert {name: len(pages) for name, pages in shown.items()} == dict.fromkeys(shown, count)
    for name in ("poppler", "mupdf"):
        for number, (page, other) in enumerate(zip(shown["pdfium"], shown[name], strict=True), 1):
            everywhere, here = difference(page, other)
            assert everywhere < FAR_APART, f"page {number}: {name} differs by {everywhere:.1f} on average"
            assert here < FAR_APART_HERE, f"page {number}: {name} differs by {here:.1f} somewhere"


def test_a_page_that_misses_a_character_is_found_to_differ(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered.pdf("e2021"))
    (page, *_) = by_pdfium(path)
    left, top, right, _ = ImageOps.invert(page).getbbox()
    # One of the characters of the title, which are of 22 pt.
    wrong = page.copy()
    wrong.paste(255, ((left + right) // 2, top, (left + right) // 2 + 22, top + 22))
    assert difference(page, page) == (0, 0)
    assert difference(page, wrong)[1] > FAR_APART_HERE


def by_pdfium(path: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=DENSITY / 72, grayscale=True).to_pil().convert("L") for page in document]


def by_poppler(path: Path) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", str(DENSITY), "-gray", path, path.with_name("poppler")], check=True)
    return [Image.open(file).convert("L") for file in sorted(path.parent.glob("poppler-*.pgm"))]


def by_mupdf(path: Path) -> list[Image.Image]:
    target = path.with_name("mupdf-%02d.pgm")
    command = ["mutool", "draw", "-q", "-r", str(DENSITY), "-c", "gray", "-F", "pgm", "-o", target, path]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert "glyph" not in said, said
    return [Image.open(file).convert("L") for file in sorted(path.parent.glob("mupdf-*.pgm"))]


def difference(first: Image.Image, second: Image.Image) -> tuple[float, float]:
    """Mean difference of two pages, and the largest of their blocks of 8 × 8 pixels."""
    size = min(first.width, second.width), min(first.height, second.height)
    assert max(abs(first.width - second.width), abs(first.height - second.height)) <= 1
    apart = ImageChops.difference(*(page.crop((0, 0, *size)).reduce(8) for page in (first, second)))
    return ImageStat.Stat(apart).mean[0], apart.getextrema()[1]


# --- Fonts --------------------------------------------------------------------------------------------------


@cache
def shown_glyphs(code: str) -> dict[str, tuple[set[int], TTFont]]:
    """Name of each embedded font → numbers of the glyphs that the pages show, and the font."""
    found: dict[str, tuple[set[int], TTFont]] = {}
    with pikepdf.open(io.BytesIO(rendered.pdf(code))) as file:
        for page in file.pages:
            fonts = page.resources.Font
            current = ""
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    current = str(operands[0])
                    embedded = fonts[current].DescendantFonts[0].FontDescriptor
                    if current not in found:
                        found[current] = (set(), TTFont(io.BytesIO(program(embedded))))
                elif str(operator) in ("Tj", "TJ"):
                    items = operands[0] if str(operator) == "TJ" else operands
                    for item in items:
                        if isinstance(item, pikepdf.String):
                            codes = bytes(item)
                            numbers = (codes[at] << 8 | codes[at + 1] for at in range(0, len(codes), 2))
                            found[current][0].update(numbers)
    return found


def program(descriptor: pikepdf.Object) -> bytes:
    key = "/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"
    return bytes(descriptor[key].read_bytes())


@pytest.mark.parametrize("code", EVERY)
def test_no_page_shows_the_glyph_of_a_missing_character(code: str) -> None:
    shown = shown_glyphs(code)
    assert len(shown) >= 3
    for name, (numbers, font) in shown.items():
        assert numbers, f"{name} is embedded and not used"
        assert 0 not in numbers, f"{name} shows .notdef"
        assert max(numbers) < font["maxp"].numGlyphs, f"{name} shows a glyph it does not have"


@pytest.mark.parametrize("code", EVERY)
def test_every_shown_glyph_has_an_outline_or_is_a_space(code: str) -> None:
    with pikepdf.open(io.BytesIO(rendered.pdf(code))) as file:
        spaces = {name: blank_glyphs(font) for name, font in file.pages[0].resources.Font.items()}
    for name, (numbers, font) in shown_glyphs(code).items():
        if "glyf" in font:
            order = font.getGlyphOrder()
            empty = {number for number in numbers if font["glyf"][order[number]].numberOfContours == 0}
            assert empty <= spaces[name], f"{name} shows nothing for glyphs {empty - spaces[name]}"


def blank_glyphs(font: pikepdf.Object) -> set[int]:
    """Glyphs that stand for white space, as the font's own table says."""
    table = bytes(font.ToUnicode.read_bytes())
    pairs = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
    return {int(glyph, 16) for glyph, text in pairs if bytes.fromhex(text.decode()).decode("utf-16-be").isspace()}
