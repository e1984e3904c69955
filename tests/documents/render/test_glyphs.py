"""缺字: characters that no font has are printed as □, never as a font's sign for "missing", and are told of."""

import logging
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTCollection, TTFont

from govreport.documents.fonts import active_config, coverage
from govreport.documents.render.model import paper
from govreport.documents.services import missing_glyphs, render_json, render_pdf
from govreport.standards import all_editions
from govreport.standards.document import Document
from tests.builders import balanced
from tests.documents.render.page import pages

# In Fandol; in Noto only, of 扩展区 A and B too; in no font here.
COMMON, RARE, NONE = "公开", "䶮㙍龘𠮷镕堃", "𠀀\ua000"


def report(text: str) -> Document:
    return balanced().replace(sections={"sec1": text})


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING, logger="weasyprint")
    return caplog


def shown(document: Document) -> str:
    return "".join(line.text for page in pages(render_pdf(document)) for line in page.lines)


def test_the_characters_that_no_font_has_are_named_once_in_the_order_of_the_text() -> None:
    assert characters(report(f"{NONE[1]}{COMMON}{RARE}{NONE}")) == (NONE[1], NONE[0])


def characters(document: Document) -> tuple[str, ...]:
    return tuple(glyph.character for glyph in missing_glyphs(document))


@pytest.mark.parametrize(
    ("changes", "place", "place_en", "around"),
    [
        ({"title": f"{NONE[1]}局年报"}, "标题", "Title", "□局年报"),
        (
            {"sections": {"sec1": f"第一段。\n在全县开展地名普查，{NONE}村已公开。"}},
            "一、总体情况",
            "Overview",
            "…县开展地名普查，□□村已公开。",
        ),
        (
            {"sections": {"sec5": f"{NONE[0]}公开公开公开公开公开"}},
            "五、存在的主要问题及改进情况",
            "Main problems and improvements",
            "□公开公开公开公开…",
        ),
        ({"printed": {"t2.rules.issued": f"3{NONE[0]}"}}, "表二“规章”的“本年制发件数”", None, "3□"),
    ],
)
def test_each_is_told_with_its_place_and_the_words_around_it(
    changes: dict[str, Any], place: str, place_en: str | None, around: str
) -> None:
    glyph = missing_glyphs(balanced().replace(**changes))[0]
    assert (glyph.place, glyph.around) == (place, around)
    assert place_en is None or glyph.place_en == place_en


def test_each_is_told_with_its_number_for_whom_no_screen_draws_it() -> None:
    first, second = missing_glyphs(report(NONE))
    assert (first.code, second.code) == ("U+20000", "U+A000")
    assert str(second) == "\ua000（U+A000）"


@pytest.mark.parametrize("where", ["title", "sections", "printed", "agency"])
def test_they_are_found_wherever_they_stand(where: str) -> None:
    document = balanced()
    changed = {
        "title": NONE[0],
        "sections": {"sec5": NONE[0]},
        "printed": {"t2.rules.issued": NONE[0]},
        "agency": document.agency.__class__(name=NONE[0]),
    }
    assert missing_glyphs(document) == ()
    assert characters(document.replace(**{where: changed[where]})) == (NONE[0],)


@pytest.mark.parametrize("text", [RARE, "ǹ é Ǘ", "喆\ufe00 a\u200bb\u3000c\u2003d", "①㈠〔〕·℃㎡№—…“”"])
def test_what_some_font_has_is_drawn_and_not_told_of(text: str, log: pytest.LogCaptureFixture) -> None:
    assert missing_glyphs(report(text)) == ()
    render_pdf(report(text))
    assert [record for record in log.records if ".notdef" in record.getMessage()] == []


def test_rare_names_are_printed_as_they_are() -> None:
    assert RARE in shown(report(f"审核人{RARE}。"))


def test_what_no_font_has_is_a_box_on_paper_and_stays_in_the_data(log: pytest.LogCaptureFixture) -> None:
    document = report(f"审核人{NONE}某。")
    assert "审核人□□某。" in shown(document)
    assert [record for record in log.records if ".notdef" in record.getMessage()] == []
    assert NONE in render_json(document).decode()


def test_a_missing_character_in_a_cell_and_in_the_title_is_a_box_too(log: pytest.LogCaptureFixture) -> None:
    text = shown(balanced().replace(title=f"报告{NONE[0]}", printed={"t2.rules.issued": NONE[1]}))
    assert text.count("□") == 2
    assert [record for record in log.records if ".notdef" in record.getMessage()] == []


@pytest.mark.parametrize("edition", [edition.code for edition in all_editions()])
def test_every_word_of_the_forms_can_be_drawn(edition: str) -> None:
    printed = paper(balanced(edition))
    words = [part.title for part in printed.parts]
    words += [shown.text for part in printed.parts if part.table for row in part.table.body for shown in row]
    assert coverage.missing_in("".join(words)) == ()


def test_the_code_points_of_a_font_file_are_those_its_own_table_has() -> None:
    config = active_config()
    assert config is not None
    files = coverage._fonts(config)
    assert {file.suffix for file in files} >= {".ttf", ".ttc"}
    for file in files[:1] + files[-1:]:
        fonts = TTCollection(file, lazy=True).fonts if file.suffix == ".ttc" else [TTFont(file, lazy=True)]
        assert coverage._codes(file) == {code for font in fonts for code in font.getBestCmap()}


def test_a_file_that_is_no_font_has_no_characters(tmp_path: Path) -> None:
    for name in ("a.ttf", "b.ttc"):
        (tmp_path / name).write_bytes(b"not a font")
        assert coverage._codes(tmp_path / name) == frozenset()


def test_with_fonts_of_the_administrator_nothing_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    assert coverage.visible(NONE) == NONE
    assert missing_glyphs(report(NONE)) == ()


def test_ordinary_reports_never_open_the_large_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(coverage, "_codes", lambda file: read.append(file.name) or original(file))
    assert missing_glyphs(balanced()) == ()
    assert read
    assert not [name for name in read if name.startswith("Noto")]


original = coverage._codes


def test_the_box_itself_can_be_drawn() -> None:
    assert unicodedata.category(coverage.MISSING) == "So"
    assert coverage.missing_in(coverage.MISSING) == ()
