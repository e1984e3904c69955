"""Five published reports, cell by cell: what their conversions hold and what is wrong with them.

The files of ``golden/`` list every figure that is not 0, every blank cell and the shape of every section; they were
compared with the sources line by line. They hold figures and official labels, no sentences.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from govreport.documents.pipeline import check_file
from govreport.documents.read import read
from tests.paths import SAMPLES

GOLDEN = Path(__file__).parent / "golden"
NAMES = [path.stem for path in sorted(GOLDEN.glob("*.json"))]

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample texts do not lie beside this checkout")


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any], str]:
    """What was read of a sample, what it must be, and the source."""
    path = next(SAMPLES.glob(f"{request.param}_*.txt"))
    expected = json.loads((GOLDEN / f"{request.param}.json").read_text(encoding="utf-8"))
    return check_file(path.name, read(path.read_bytes())), expected, path.read_text(encoding="utf-8")


Sample = tuple[dict[str, Any], dict[str, Any], str]


@pytest.mark.parametrize("key", ["edition", "year", "agency", "title", "inferred", "repairs"])
def test_a_sample_is_recognised(sample: Sample, key: str) -> None:
    found, expected, _ = sample
    assert found[key] == expected[key]


def test_every_figure_of_a_sample_is_read(sample: Sample) -> None:
    found, expected, _ = sample
    zeros = dict.fromkeys(found["figures"], "0")
    blanks = dict.fromkeys(expected["blank"])
    assert len(found["figures"]) == expected["cells"]
    assert found["figures"] == zeros | expected["figures"] | blanks


def test_what_a_sample_prints_besides_numbers_is_kept(sample: Sample) -> None:
    found, expected, source = sample
    printed = dict(found["printed"])
    topics = printed.pop("t18.c4_topics", None)
    assert printed == expected["printed"]
    # The words of a text cell are the source's own and are not repeated here.
    assert topics is None or f"\n{topics}\t\t\n" in source


def test_paragraphs_of_a_sample_are_joined_where_pages_broke_them(sample: Sample) -> None:
    found, expected, _ = sample
    shape = {
        code: {"lengths": [len(part) for part in text.split("\n")], "starts": text[:4], "ends": text[-4:]}
        for code, text in found["sections"].items()
        if text
    }
    assert shape == expected["sections"]


def test_no_word_of_a_section_is_lost_or_invented(sample: Sample) -> None:
    found, _, source = sample
    bare = _squeezed(source)
    for text in found["sections"].values():
        assert _squeezed(text) in bare


def _squeezed(text: str) -> str:
    lines = (line.strip().lstrip("#").strip().removeprefix("- ") for line in text.split("\n"))
    joined = "".join(lines).replace("**", "").replace("<http", "http").replace("/>", "/")
    return "".join(joined.split())


def test_doubts_stand_where_the_conversion_was_repaired(sample: Sample) -> None:
    found, expected, _ = sample
    assert [doubt["place"] for doubt in found["doubts"]] == expected["doubts"]
    assert all(doubt["message"].endswith("。") for doubt in found["doubts"])


def test_findings_of_a_sample_are_exactly_the_known_ones(sample: Sample) -> None:
    found, expected, _ = sample
    keys = ("rule", "severity")
    assert [
        [*(finding[key] for key in keys), finding["addresses"][0], finding["left"], finding["right"]]
        for finding in found["findings"]
    ] == expected["findings"]
