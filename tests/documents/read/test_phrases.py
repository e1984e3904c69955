"""读不了的原因: kept with what it was made of, and told again in the language of whoever reads."""

import pytest
from django.utils import translation

from govreport.documents.read.bounded import read_bounded
from govreport.documents.read.told import Phrase, again, kept, phrase, reason
from govreport.standards.document import DocumentError


def why(data: bytes) -> str:
    """Why a file cannot be read."""
    with pytest.raises(DocumentError) as caught:
        read_bounded(data)
    return reason(caught.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7 broken", b'{"a": 1, "a": 2}', b"\x00\x01\x02"])
def test_a_reason_is_told_again_in_either_language(data: bytes) -> None:
    with translation.override("en"):
        english = why(data)
        stored = kept(english)
    with translation.override("zh-hans"):
        chinese = why(data)
        assert again(*stored) == chinese  # type: ignore[arg-type]
    assert chinese != english
    with translation.override("en"):
        assert again(*kept(chinese)) == english  # type: ignore[arg-type]


def test_values_stay_as_they_were() -> None:
    with translation.override("zh-hans"):
        made = phrase("数据文件中“%(key)s”出现了两次。") % {"key": "title"}
    assert kept(made) == ["数据文件中“title”出现了两次。", "数据文件中“%(key)s”出现了两次。", {"key": "title"}]
    with translation.override("en"):
        assert "title" in again(*kept(made))  # type: ignore[arg-type]
        assert again(*kept(made)) != made  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stored", [["旧的话"], ["旧的话", "%(gone)s没有了", {"other": 1}], ["旧的话", "坏%(", {"a": 1}]]
)
def test_what_cannot_be_made_again_is_told_as_it_was_written_down(stored: list[object]) -> None:
    assert again(*stored) == "旧的话"  # type: ignore[arg-type]


def test_long_values_are_cut() -> None:
    made = Phrase("%(text)s")
    made.msgid, made.values = "%(text)s", {}
    assert (made % {"text": "长" * 900}).values == {"text": "长" * 200}
