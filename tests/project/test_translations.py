"""The English interface is complete: every sentence of ours has a translation, and none is out of date."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Official terms stand in quotes; these words are what they are in every language.
ALLOWED = re.compile(r"“[^”]*”|《[^》]*》|中文|长辈版|〔|〕")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """译文: a sentence with its English forms (two where there is a plural)."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    fuzzy: bool


def entries(path: Path) -> dict[str, Entry]:
    """The entries of a catalogue by context and msgid; the header is left out."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        strings: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                keyword, line = line.split(" ", 1)
            strings[keyword] = strings.get(keyword, "") + line[line.index('"') + 1 : line.rindex('"')]
        if strings.get("msgid"):
            chinese = tuple(strings[key] for key in ("msgid", "msgid_plural") if key in strings)
            english = tuple(text for key, text in strings.items() if key.startswith("msgstr"))
            fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.M) is not None
            found[strings.get("msgctxt", "") + "|" + strings["msgid"]] = Entry(chinese, english, fuzzy)
    return found


@pytest.fixture(scope="module")
def known() -> dict[str, Entry]:
    """What the catalogue holds."""
    found = entries(ROOT / CATALOGUE)
    assert len(found) > 100
    return found


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Entry]:
    """What makemessages finds today, in a copy of the sources."""
    copy = tmp_path_factory.mktemp("sources")
    for folder in ("govreport", "templates", "locale"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "manage.py", copy)
    command = [sys.executable, "manage.py", "makemessages", "-l", "en", "--no-wrap", "--no-obsolete"]
    own = {"DJANGO_SETTINGS_MODULE": "govreport.settings", "GOVREPORT_VAR": str(copy / "var")}
    subprocess.run(command, cwd=copy, env=os.environ | own, check=True, capture_output=True)
    return entries(copy / CATALOGUE)


def test_every_sentence_of_the_interface_is_in_the_catalogue(
    extracted: dict[str, Entry], known: dict[str, Entry]
) -> None:
    assert sorted(set(extracted) - set(known)) == []


def test_every_sentence_has_an_english_translation_without_doubt(known: dict[str, Entry]) -> None:
    assert [key for key, entry in known.items() if entry.fuzzy or not all(text.strip() for text in entry.english)] == []


def test_every_plural_has_both_its_forms(known: dict[str, Entry]) -> None:
    assert [key for key, entry in known.items() if len(entry.english) != len(entry.chinese)] == []


def test_english_contains_no_chinese_except_official_terms(known: dict[str, Entry]) -> None:
    english = [text for entry in known.values() for text in entry.english]
    assert [text for text in english if CHINESE.search(ALLOWED.sub("", text))] == []


def test_english_names_the_same_things_as_chinese(known: dict[str, Entry]) -> None:
    """Placeholders: a number or a name that is left out is a sentence that does not say where."""
    for entry in known.values():
        wanted = set(PLACEHOLDER.findall(entry.chinese[0]))
        assert [text for text in entry.english if set(PLACEHOLDER.findall(text)) != wanted] == []
