"""Template tags: icons that exist, marks with a word, sizes as people read them."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from govreport.web.ui.templatetags.ui import SEVERITIES, day, file_size, icon, moment, severity

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


def sprite() -> set[str]:
    return set(re.findall(r'<symbol id="i-([a-z-]+)"', (TEMPLATES / "partials/icons.html").read_text("utf-8")))


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([a-z-]+)"', path.read_text("utf-8"))
    }
    assert named
    assert named <= sprite()


def test_every_severity_has_its_icon_in_the_sprite() -> None:
    assert set(SEVERITIES) <= sprite()


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icon("check")


@pytest.mark.parametrize(("code", "word"), [("error", "须更正"), ("warning", "须说明"), ("hint", "提示")])
def test_a_severity_is_said_in_words(code: str, word: str) -> None:
    with translation.override("zh-hans"):
        assert word in severity(code)


def test_a_severity_may_carry_its_count() -> None:
    assert '<span class="mark-count">3</span>' in severity("error", 3)


def test_an_unknown_severity_is_refused() -> None:
    with pytest.raises(KeyError):
        severity("fatal")


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (812, "812 B"), (36_900, "36 KB"), (1_468_006, "1.4 MB")],
)
def test_a_file_size_is_short(size: int, text: str) -> None:
    assert file_size(size) == text


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("zh-hans", "2026年1月31日", "2026年1月31日 02:03"),
        ("en", "31 January 2026", "31 January 2026, 02:03"),
    ],
)
def test_a_moment_is_written_as_officials_write_it_in_their_own_time(language: str, short: str, long: str) -> None:
    value = datetime(2026, 1, 30, 18, 3, tzinfo=UTC)
    with translation.override(language):
        assert (day(value), moment(value)) == (short, long)
        assert (day(None), moment(None)) == ("", "")
