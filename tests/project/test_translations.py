"""The English interface is complete: every sentence of ours has a translation, and none is out of date."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")


def entries(path: Path) -> dict[str, str]:
    """msgid → msgstr of a catalogue; plural forms and fuzzy marks are kept visible as text."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#") or line.startswith("#,")]
        text = "\n".join(lines)
        if match := re.search(r'^msgid (.*?)^msgstr(?:\[0\])? (.*)', text, re.S | re.M):
            found[joined(match[1])] = joined(match[2]) + (" [fuzzy]" if "fuzzy" in text else "")
    found.pop("", None)
    return found


def joined(quoted: str) -> str:
    return "".join(re.findall(r'"(.*)"', quoted))


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What makemessages finds today, in a copy of the sources."""
    copy = tmp_path_factory.mktemp("sources")
    for folder in ("govreport", "templates", "locale"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "manage.py", copy)
    command = [str(ROOT / ".venv/bin/python"), "manage.py", "makemessages", "-l", "en", "--no-obsolete"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return entries(copy / CATALOGUE)


def test_every_sentence_of_the_interface_is_in_the_catalogue(extracted: dict[str, str]) -> None:
    known = entries(ROOT / CATALOGUE)
    assert sorted(set(extracted) - set(known)) == []


def test_every_sentence_has_an_english_translation_without_doubt() -> None:
    known = entries(ROOT / CATALOGUE)
    assert len(known) > 100
    assert [text for text, english in known.items() if not english.strip() or english.endswith("[fuzzy]")] == []


def test_english_contains_no_chinese_except_official_terms() -> None:
    known = entries(ROOT / CATALOGUE)
    chinese = re.compile(r"[\u4e00-\u9fff]")
    allowed = re.compile(r"“[^”]*”|《[^》]*》|中文|长辈版|〔|〕")
    assert [english for english in known.values() if chinese.search(allowed.sub("", english))] == []
