"""填写文字: narrative sections and the title."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import save_narrative, save_title, start_report
from govreport.standards.document import SECTION_LIMIT


def test_a_text_is_kept_in_paragraphs_without_blank_lines(blank: Version, drafter: User) -> None:
    typed = "（一）主动公开。\r\n\r\n  公开信息若干条。  \r\n\r\n\x00（二）依申请公开。\r\n"
    text = save_narrative(version=blank, section="sec1", text=typed, by=drafter)
    assert text == "（一）主动公开。\n  公开信息若干条。\n（二）依申请公开。"
    assert document_of(Version.objects.get(pk=blank.pk)).sections == {"sec1": text}


def test_a_change_is_recorded_with_old_and_new(blank: Version, drafter: User) -> None:
    save_narrative(version=blank, section="sec5", text="一是。", by=drafter)
    save_narrative(version=blank, section="sec5", text="二是。", by=drafter)
    payloads = [event.payload for event in Event.objects.of(blank.subject)][1:]
    assert payloads == [{"sec5": ["", "一是。"]}, {"sec5": ["一是。", "二是。"]}]
    assert Version.objects.get(pk=blank.pk).lock == 2


def test_saving_the_same_text_changes_nothing(complete: Version, drafter: User) -> None:
    before = Event.objects.count()
    save_narrative(version=complete, section="sec1", text=document_of(complete).sections["sec1"], by=drafter)
    save_narrative(version=complete, section="closing", text=document_of(complete).sections["closing"], by=drafter)
    assert Event.objects.count() == before


def test_a_text_can_be_emptied(complete: Version, drafter: User) -> None:
    assert save_narrative(version=complete, section="closing", text=" \n ", by=drafter) == ""
    assert document_of(Version.objects.get(pk=complete.pk)).sections["closing"] == ""


@pytest.mark.parametrize("section", ["sec2", "sec3", "sec7", ""])
def test_a_section_without_text_is_refused(blank: Version, drafter: User, section: str) -> None:
    with pytest.raises(Refused, match=f"没有可填文字的部分“{section}”"):
        save_narrative(version=blank, section=section, text="文字", by=drafter)


def test_the_sections_are_those_of_the_format(agency: Agency, drafter: User) -> None:
    old = start_report(agency=agency, year=2018, by=drafter)
    with pytest.raises(Refused, match="2018年度的报告没有可填文字的部分“sec5”"):
        save_narrative(version=old, section="sec5", text="文字", by=drafter)
    assert save_narrative(version=old, section="sec1", text="正文。", by=drafter) == "正文。"


def test_a_text_beyond_the_limit_is_refused_and_the_old_one_kept(complete: Version, drafter: User) -> None:
    before = document_of(complete).sections["sec1"]
    with pytest.raises(Refused, match=f"“总体情况”有 {SECTION_LIMIT + 1} 字，最多 {SECTION_LIMIT} 字"):
        save_narrative(version=complete, section="sec1", text="字" * (SECTION_LIMIT + 1), by=drafter)
    assert document_of(Version.objects.get(pk=complete.pk)).sections["sec1"] == before


def test_rare_characters_survive(blank: Version, drafter: User) -> None:
    text = "𠮷㐂〇“三安全一稳定”—…"
    assert save_narrative(version=blank, section="sec1", text=text, by=drafter) == text
    assert document_of(Version.objects.get(pk=blank.pk)).sections["sec1"] == text


def test_a_title_is_one_line(blank: Version, drafter: User) -> None:
    title = save_title(version=blank, title=" 云溪县林业和草原局\n2023年  年度报告 ", by=drafter)
    assert title == "云溪县林业和草原局 2023年 年度报告"
    assert Version.objects.get(pk=blank.pk).title == title
    event = Event.objects.of(blank.subject).last()
    assert event is not None
    assert event.payload == {"title": ["云溪县林业和草原局2023年政府信息公开工作年度报告", title]}


@pytest.mark.parametrize("title", ["", "  ", "题" * 201])
def test_a_title_has_a_length(blank: Version, drafter: User, title: str) -> None:
    with pytest.raises(Refused, match="标题应有 1 至 200 字"):
        save_title(version=blank, title=title, by=drafter)


def test_only_drafters_write_and_only_while_drafting(complete: Version, drafter: User, reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        save_narrative(version=complete, section="sec1", text="文字", by=reviewer)
    with pytest.raises(NotAllowed):
        save_title(version=complete, title="标题", by=reviewer)
    Version.objects.filter(pk=complete.pk).update(state=State.APPROVED)
    with pytest.raises(Refused, match="已审定"):
        save_narrative(version=complete, section="sec1", text="文字", by=drafter)
    with pytest.raises(Refused, match="已审定"):
        save_title(version=complete, title="标题", by=drafter)


def test_characters_that_no_text_can_hold_are_dropped(complete: Version, drafter: User) -> None:
    assert save_narrative(version=complete, section="sec5", text="甲\ud800乙\x00丙", by=drafter) == "甲乙丙"
    assert save_title(version=complete, title="云溪县\udfff年报", by=drafter) == "云溪县年报"


def test_a_title_that_nobody_can_see_is_refused(complete: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="现有 0 字"):
        save_title(version=complete, title="\u200b", by=drafter)
