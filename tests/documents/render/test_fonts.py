"""自有字体: fonts that an agency has a licence for are used once they lie beside the document fonts."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from govreport.documents.fonts import font_config
from govreport.documents.fonts.config import write_config
from tests.documents.render.rendered import pdf
from tests.paths import ROOT

RENDER = (
    "import django, sys; django.setup();"
    "from tests.builders import balanced; from govreport.documents.services import render_pdf;"
    "sys.stdout.buffer.write(render_pdf(balanced()))"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The document fonts in a folder of their own."""
    config = font_config()
    assert config is not None, "the fonts are not built: sh scripts/fonts.sh"
    folder = tmp_path / "fonts"
    folder.mkdir()
    for file in config.parent.glob("*.ttf"):
        (folder / file.name).symlink_to(file)
    write_config(folder, final=folder)
    return folder


def licensed(folder: Path, source: str, family: str) -> None:
    """A font under another name, as an agency would put its own there."""
    target = folder.with_name("fonts-licensed")
    target.mkdir(exist_ok=True)
    with TTFont(folder / source) as font:
        for number, text in ((1, family), (3, f"own {family}"), (4, family), (6, f"Own{source.split('-')[0]}")):
            font["name"].setName(text, number, 3, 1, 0x409)
        font.save(target / f"{family}.ttf")


def names(data: bytes) -> set[str]:
    """The fonts of a file, without the mark of a subset."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return {str(font.BaseFont).split("+")[-1] for font in file.pages[0].resources.Font.values()}


def rendered_with(folder: Path) -> bytes:
    environment = os.environ | {"GOVREPORT_FONTS": str(folder)}
    environment.pop("FONTCONFIG_FILE", None)
    result = subprocess.run([sys.executable, "-c", RENDER], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout


def test_without_fonts_of_its_own_an_agency_gets_the_same_file(folder: Path) -> None:
    assert rendered_with(folder) == pdf("e2021")


# GBR Kai has no letters and digits of its own, which headings of these levels do not need.
@pytest.mark.parametrize(
    ("family", "source", "instead"),
    [
        ("仿宋_GB2312", "GBRKai-Regular.ttf", "GBR-Fang"),
        ("黑体", "GBRKai-Regular.ttf", "GBR-Hei"),
        ("楷体_GB2312", "GBRFang-Regular.ttf", "GBR-Kai"),
        ("方正小标宋简体", "GBRHei-Regular.ttf", "GBR-Song-Bold"),
    ],
)
def test_a_licensed_font_takes_the_place_of_ours(folder: Path, family: str, source: str, instead: str) -> None:
    before = names(pdf("e2021"))
    assert instead in before
    licensed(folder, source, family)
    after = names(rendered_with(folder))
    assert after == before - {instead} | {family}
