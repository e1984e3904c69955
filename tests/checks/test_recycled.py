"""雷同文字: shared passages are found with their exact places, whatever their punctuation, and formulas are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.checks import recycled as module
from govreport.checks.examples import clean
from govreport.checks.recycled import PASSAGE, WINDOW, recycled, share, similarity, size, words
from govreport.standards.document import AgencyName, Document

SHARED = "专栏新增地图查询，林班、保护区和防火检查站可以按位置查看，手机打开同样清楚，群众办事少跑路。"


def report(sec1: str, sec5: str = "", *, year: int = 2023, name: str = "云溪县林业和草原局") -> Document:
    """A report with two texts."""
    return clean(year=year).replace(sections={"sec1": sec1, "sec5": sec5}, agency=AgencyName(name=name))


def other(sec1: str, sec5: str = "") -> Document:
    """Another agency's report."""
    return report(sec1, sec5, name="青河县自然资源局")


def test_a_shared_passage_has_its_place_and_its_source() -> None:
    own = report(f"先说本局自己的事。{SHARED}再说别的。")
    (found,) = recycled(own, [other(f"另一个局的开头。{SHARED}")])
    assert found.text == SHARED
    assert own.sections["sec1"][found.start : found.end] == SHARED
    assert (found.section, found.agency, found.year) == ("sec1", "青河县自然资源局", 2023)


def test_a_passage_moved_to_another_section_is_found() -> None:
    (found,) = recycled(report("", SHARED), [other(SHARED)])
    assert found.section == "sec5"


def test_punctuation_spaces_and_numbers_do_not_hide_a_passage() -> None:
    own = report("全年开展宣传12次，参加群众３00人，制作图解5幅，发放手册2600本，更新栏目内容，办理群众留言。")
    (found,) = recycled(
        own, [other("全年开展宣传9次;参加群众 41人 制作图解18幅，发放手册1本、更新栏目内容、办理群众留言")]
    )
    assert found.text == own.sections["sec1"]


def test_a_short_agreement_is_no_passage() -> None:
    text = "林班保护区和防火检查站可以按位置查看"
    assert WINDOW < size(text) < PASSAGE
    assert recycled(report(text), [other(text)]) == []


@pytest.mark.parametrize(
    "formula",
    [
        "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》的规定和要求，编制本报告。",
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止，报告内容真实准确完整可靠。",
        "（一）主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障各方面情况",
        "予以公开14件、部分公开5件、不予公开7件、无法提供9件、不予处理3件、其他处理1件，结转下年度继续办理4件，行政复议2件。",
        "本年度没有需要收取信息处理费的情形，未发出收费通知，未收取信息处理费，也没有减免信息处理费。",
    ],
)
def test_what_every_report_says_is_no_copy(formula: str) -> None:
    assert recycled(report(formula), [other(formula)]) == []
    assert similarity(formula, formula) == 0


def test_formulaic_sections_are_not_compared() -> None:
    own = clean().replace(sections={"preamble": SHARED, "sec6": SHARED, "closing": SHARED})
    assert recycled(own, [own.replace(year=2022)]) == []


def test_the_single_section_of_the_older_format_is_compared() -> None:
    own = clean("e2014")
    assert {item.section for item in recycled(own, [clean("e2014", year=2017)])} == {"sec1"}


def test_every_other_report_is_named() -> None:
    found = recycled(report(SHARED), [other(SHARED), report(SHARED, year=2022)])
    assert {(item.agency, item.year) for item in found} == {("青河县自然资源局", 2023), ("云溪县林业和草原局", 2022)}


def test_a_share_counts_each_character_once() -> None:
    own = report(SHARED + "这半句话只有本局自己写过，别处都没有。")
    once = recycled(own, [other(SHARED)])
    twice = recycled(own, [other(SHARED), report(SHARED, year=2022)])
    assert len(twice) == 2 * len(once)
    assert share(own, once) == share(own, twice)
    assert 0 < share(own, once) < 1


def test_a_report_without_words_shares_nothing() -> None:
    assert similarity("", SHARED) == similarity("，。\x01", SHARED) == 0
    assert share(report(""), []) == 0


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_passages_are_slices_of_the_report(own: str, theirs: str) -> None:
    document = report(own + SHARED, theirs)
    for item in recycled(document, [other(theirs + SHARED + own)]):
        assert document.sections[item.section][item.start : item.end] == item.text
        assert PASSAGE <= item.size <= len(item.text)


@settings(deadline=None)
@given(st.text(alphabet="甲乙丙1，。\n（一）", max_size=400))
def test_a_text_is_wholly_like_itself_or_too_short_to_compare(text: str) -> None:
    assert similarity(text, text) in (0, 1) or any(len(part) < WINDOW for part in words(text).text.split("\n"))


def test_the_work_is_the_sum_of_both_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    real = module.Words.windows

    def counted(self: module.Words) -> list[tuple[int, str]]:
        nonlocal looked
        found = list(real(self))
        looked += len(found)
        return found

    monkeypatch.setattr(module.Words, "windows", counted)
    own, theirs = report("甲" * 50_000), other("甲" * 50_000)
    assert len(recycled(own, [theirs, theirs])) == 2
    # This report: once to know its windows and once for each of the others.
    assert looked <= 5 * 50_000
