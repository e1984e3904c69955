"""个人信息与保密: personal numbers are found wherever they stand and never shown in full."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport import checks
from govreport.checks.examples import clean, examples
from govreport.checks.privacy import scan
from govreport.checks.privacy.p01_identity_numbers import CHECK, WEIGHTS, is_identity_number
from govreport.checks.privacy.p03_mailboxes import addresses
from govreport.checks.privacy.p04_bank_cards import luhn
from govreport.checks.privacy.p05_names import names
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

NUMBERS = ("640102198503071235", "11010519491231002X", "13812345678", "6222023203000123452", "287654321")


def saying(text: str, section: str = "sec1") -> Document:
    """A clean report with a text put behind a section."""
    document = clean()
    return document.replace(sections={**document.sections, section: f"{document.sections[section]}\n{text}"})


def found(text: str, section: str = "sec1") -> list[Finding]:
    """The privacy findings of a text."""
    return [item for item in checks.findings(saying(text, section)) if item.rule.startswith("P-")]


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Numbers with a valid region, birth date and check digit."""
    born = draw(st.dates(date(1900, 1, 1), date(2023, 12, 31)))
    region = draw(st.sampled_from(["110105", "310101", "440303", "640102", "650102"]))
    first = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + CHECK[sum(int(a) * b for a, b in zip(first, WEIGHTS, strict=True)) % 11]


@settings(deadline=None)
@given(identity_numbers(), st.sampled_from(["{}", "号码{}。", "（{}）", "身份证：{}，", "证件 {} 已核验"]))
def test_every_valid_identity_number_is_found(number: str, around: str) -> None:
    assert [item.rule for item in found(around.format(number))] == ["P-01"]


@settings(deadline=None)
@given(identity_numbers(), st.integers(1, 9))
def test_a_changed_check_digit_is_no_identity_number(number: str, step: int) -> None:
    wrong = CHECK[(CHECK.index(number[17]) + step) % 11]
    assert not is_identity_number(number[:17] + wrong)


@settings(deadline=None)
@given(identity_numbers())
def test_no_number_in_the_address_of_a_page_is_personal(number: str) -> None:
    assert found(f"详见http://www.yunxi.example.cn/info/{number}/index.html") == []


@pytest.mark.parametrize("rule", ["P-01", "P-02", "P-03", "P-04"])
def test_no_message_shows_a_number_in_full(rule: str) -> None:
    shown = [
        f"{item.message} {item.message_en}"
        for example in examples(rule)
        for item in checks.findings(example.document)
        if item.rule == rule
    ]
    assert shown
    assert all("*" in text for text in shown)
    assert not any(number in text for number in NUMBERS for text in shown)


def test_a_mobile_number_weighs_less_among_the_contacts() -> None:
    body = found("群众来电13812345678，已答复。")
    contact = found("联系电话：13812345678。", "preamble")
    assert [item.severity for item in body] == [Severity.ERROR]
    assert [item.severity for item in contact] == [Severity.WARNING]


def test_an_applicants_number_is_no_contact_of_the_agency() -> None:
    assert [item.severity for item in found("与申请人联系，电话13812345678。")] == [Severity.ERROR]


def test_a_mailbox_in_words_weighs_less_than_a_numbered_one() -> None:
    assert [item.severity for item in found("邮箱287654321@qq.com")] == [Severity.WARNING]
    assert [item.severity for item in found("邮箱yxlyj@sina.com")] == [Severity.HINT]


def test_an_identity_number_is_not_told_again_as_a_card() -> None:
    number = next(
        text
        for serial in range(1000)
        for first in [f"62010219850307{serial:03d}"]
        for text in [first + CHECK[sum(int(a) * b for a, b in zip(first, WEIGHTS, strict=True)) % 11]]
        if text.isdigit() and luhn(text)
    )
    assert [item.rule for item in found(f"号码{number}。")] == ["P-01"]


def test_a_name_is_hidden_in_the_message() -> None:
    (item,) = found("申请人王建平要求公开。")
    assert "王某某" in item.message
    assert "建平" not in item.message + item.message_en


def test_the_words_of_a_text_cell_are_read_too() -> None:
    document = clean("e2014").replace(printed={"t18.c4_topics": "咨询人电话 13812345678"})
    assert [item.target for item in checks.findings(document) if item.rule == "P-02"] == ["t18.c4_topics"]


@pytest.mark.parametrize("unit", ["1", "12345678901 ", "1-", "@", "a@", "申请人王", "http:", "(", "\x01", "诉"])
def test_the_work_on_a_hostile_text_grows_with_its_length(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    real = scan._around

    def counted(plain: str, start: int) -> tuple[str, str]:
        looked.append(start)
        return real(plain, start)

    monkeypatch.setattr(scan, "_around", counted)
    document = saying(unit * (100_000 // len(unit)))
    assert all(item.target == "sec1" for check in checks.privacy.CHECKS for item in check(document, None))
    assert len(looked) <= 100_000


def test_each_at_sign_is_looked_at_once() -> None:
    assert len(list(addresses("a@b.cn " * 1000))) == 1000


def test_names_are_looked_for_in_every_section() -> None:
    assert [item.target for item in names(saying("原告李春兰，", "sec5"), None)] == ["sec5"]
