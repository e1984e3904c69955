"""The document fonts as `scripts/fonts.sh` left them: names, weights, characters, and the private configuration."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from govreport.documents.fonts import ensure_environment, font_config
from govreport.documents.fonts.build import FACES, Face


@pytest.fixture(scope="module")
def folder() -> Path:
    config = font_config()
    assert config is not None, "the fonts are not built: sh scripts/fonts.sh"
    return config.parent


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.postscript_name)
def test_a_face_has_true_outlines_its_own_name_and_its_weight(folder: Path, face: Face) -> None:
    with TTFont(folder / f"{face.postscript_name}.ttf") as font:
        assert "glyf" in font
        assert "CFF " not in font
        assert font["name"].getDebugName(1) == face.family
        assert font["name"].getDebugName(6) == face.postscript_name
        assert font["OS/2"].usWeightClass == face.weight
        assert bool(font["head"].macStyle & 1) == (face.weight == 700)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.postscript_name)
def test_a_face_draws_every_character_of_gb_2312(folder: Path, face: Face) -> None:
    hanzi = [bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    with TTFont(folder / f"{face.postscript_name}.ttf") as font:
        characters, glyphs = font.getBestCmap(), font["glyf"]
        missing = [
            c for c in hanzi if c and (ord(c) not in characters or not glyphs[characters[ord(c)]].numberOfContours)
        ]
    assert len([c for c in hanzi if c]) == 6763
    assert missing == []


def test_fontconfig_tells_the_families_and_weights_apart(folder: Path) -> None:
    seen = {}
    for family, weight in [
        ("GBR Fang", "regular"),
        ("GBR Song", "regular"),
        ("GBR Song", "bold"),
        ("GBR Hei", "regular"),
    ]:
        result = subprocess.run(
            ["fc-match", f"{family}:{weight}", "--format", "%{file}"],
            env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")},
            capture_output=True,
            text=True,
            check=True,
        )
        seen[family, weight] = Path(result.stdout).name
    assert seen == {
        ("GBR Fang", "regular"): "GBRFang-Regular.ttf",
        ("GBR Song", "regular"): "GBRSong-Regular.ttf",
        ("GBR Song", "bold"): "GBRSong-Bold.ttf",
        ("GBR Hei", "regular"): "GBRHei-Regular.ttf",
    }


def test_the_choice_of_an_administrator_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/own-fonts.conf")
    ensure_environment()
    assert os.environ["FONTCONFIG_FILE"] == "/etc/own-fonts.conf"


def test_without_built_fonts_the_ones_of_the_host_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVREPORT_FONTS", str(tmp_path))
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    ensure_environment()
    assert font_config() is None
    assert "FONTCONFIG_FILE" not in os.environ


def test_a_missing_source_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    target = tmp_path / "fonts"
    command = [sys.executable, "-m", "govreport.documents.fonts.build", str(tmp_path), str(target)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "FandolFang-Regular.otf" in result.stderr
    assert not target.exists()
