"""发文字号: one spelling, whatever brackets were typed."""

import pytest

from govreport.standards.document_number import document_number, number_year


@pytest.mark.parametrize(
    "text",
    ["云林函〔2024〕3号", "云林函[2024]3号", "云林函（2024）3号", " 云林函【２０２４】 ３ 号 ", "云林函［2024］3号"],
)
def test_any_brackets_become_the_official_ones(text: str) -> None:
    assert document_number(text) == "云林函〔2024〕3号"


@pytest.mark.parametrize(
    "text",
    ["", "3号", "云林函2024第3号", "云林函〔24〕3号", "云林函〔2024〕第3号", "云林函〔2024〕03号", "<b>〔2024〕3号"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        document_number(text)


def test_its_year_is_the_one_in_brackets() -> None:
    assert number_year("云林函〔2024〕3号") == 2024
    assert number_year("云林函") is None
