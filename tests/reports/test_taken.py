"""沿用上年的段落: told until they are edited."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Report, TakenParagraph, Version
from govreport.reports.services import save_narrative
from govreport.reports.services.taken import continue_report, unedited

SECTIONS = {"sec1": "（一）主动公开\n全年公开信息四十条。\n网站运行正常。", "sec5": "存在不足。"}
MARKED = {"sec1": ("全年公开信息四十条。", "网站运行正常。"), "sec5": ("存在不足。",)}


@pytest.fixture
def continued(agency: Agency, drafter: User) -> Version:
    return continue_report(agency=agency, year=2023, by=drafter, sections=SECTIONS, marked=MARKED)


def left(version: Version) -> dict[str, tuple[str, ...]]:
    return unedited(version, document_of(Version.objects.get(pk=version.pk)))


def test_everything_taken_over_is_told(continued: Version) -> None:
    assert left(continued) == MARKED


def test_an_edited_paragraph_is_told_no_more_and_the_others_are(continued: Version, drafter: User) -> None:
    text = SECTIONS["sec1"].replace("四十条", "五十条")
    save_narrative(version=continued, section="sec1", text=text, by=drafter)
    assert left(continued) == {"sec1": ("网站运行正常。",), "sec5": ("存在不足。",)}


def test_spaces_and_order_do_not_make_a_paragraph_new(continued: Version, drafter: User) -> None:
    save_narrative(version=continued, section="sec1", text="网站运行正常。  \n　全年公开信息四十条。", by=drafter)
    assert left(continued)["sec1"] == ("网站运行正常。", "全年公开信息四十条。")


def test_a_paragraph_in_another_section_was_not_taken_over_there(continued: Version, drafter: User) -> None:
    save_narrative(version=continued, section="sec6", text="网站运行正常。", by=drafter)
    assert "sec6" not in left(continued)


def test_the_same_paragraph_twice_is_remembered_once(agency: Agency, drafter: User) -> None:
    version = continue_report(
        agency=agency, year=2023, by=drafter, sections={"sec5": "无。\n无。"}, marked={"sec5": ["无。", "无。"]}
    )
    assert TakenParagraph.objects.count() == 1
    assert left(version) == {"sec5": ("无。", "无。")}


def test_when_the_report_cannot_begin_nothing_is_remembered(continued: Version, agency: Agency, drafter: User) -> None:
    with pytest.raises(Refused, match="已经有了"):
        continue_report(agency=agency, year=2023, by=drafter, sections=SECTIONS, marked=MARKED)
    assert Report.objects.count() == 1
    assert TakenParagraph.objects.count() == 3
