"""机关和年度的对应: a doubt wherever a person could doubt, and never a wrong agency without one."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.batches.matching import Names, matched, names_under
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.standards.document import AgencyName, Document
from tests.builders import balanced

NAMES = Names(
    [
        ("云溪县人民政府", 1),
        ("云溪县林业和草原局", 2),
        ("云溪县林草局", 2),
        ("云溪县林业局", 2),
        ("云溪县第一中学", 3),
        ("云溪县第二中学", 4),
        ("双河镇人民政府", 5),
        ("双河镇人民政府", 6),
    ]
)


def report(name: str = "", year: int | None = 2023) -> Document:
    return balanced(year=2023, name="某某局").replace(agency=AgencyName(name), year=year)


@pytest.mark.parametrize(
    "name", ["云溪县林业和草原局", "云溪县林草局", "云溪县林业局", "云溪县 林业和草原局　", "云溪县林草局。"]
)
def test_official_short_and_former_names_are_matched_without_doubt(name: str) -> None:
    match = matched(report(name), "报告.docx", NAMES)
    assert (match.agency, match.year, match.certain, match.note) == (2, 2023, True, "")


def test_a_name_without_its_place_is_proposed_with_a_doubt() -> None:
    match = matched(report("县林业和草原局"), "报告.docx", NAMES)
    assert (match.agency, match.certain) == (2, False)


def test_a_name_that_is_only_alike_is_proposed_with_a_doubt() -> None:
    match = matched(report("云溪县林业与草原局"), "报告.docx", NAMES)
    assert (match.agency, match.certain) == (2, False)
    assert match.note == "文件中的机关名称是“云溪县林业与草原局”，与“云溪县林业和草原局”相近，请确认。"


@pytest.mark.parametrize("name", ["云溪县第三中学", "双河镇人民政府", "临江县林业和草原局", "云溪"])
def test_between_names_that_are_equally_near_nobody_is_proposed(name: str) -> None:
    match = matched(report(name), "报告.docx", NAMES)
    assert (match.agency, match.certain) == (None, False)
    assert "请选择机关" in match.note


def test_a_file_that_names_nobody_is_matched_by_its_own_name_with_a_doubt() -> None:
    match = matched(report(), "年报/云溪县林草局2023年政府信息公开工作年度报告（定稿）.docx", NAMES)
    assert (match.agency, match.certain) == (2, False)
    assert "按文件名对应到“云溪县林业和草原局”" in match.note


def test_where_neither_names_anybody_the_office_is_asked() -> None:
    match = matched(report(), "附件1.docx", NAMES)
    assert (match.agency, match.note) == (None, "没有读出机关名称，请选择机关。")


def test_the_year_is_that_of_the_report_and_the_next_one_in_the_name_no_doubt() -> None:
    match = matched(report("云溪县林草局"), "2024年1月报送.docx", NAMES)
    assert (match.year, match.certain) == (2023, True)


def test_a_name_of_another_year_is_a_doubt() -> None:
    match = matched(report("云溪县林草局"), "2021年年报.docx", NAMES)
    assert (match.year, match.certain) == (2023, False)
    assert match.note == "文件中的年度是 2023，文件名写的是 2021，请确认。"


def test_a_file_without_a_year_takes_that_of_its_name_with_a_doubt() -> None:
    match = matched(report("云溪县林草局", None), "林草局2022.docx", NAMES)
    assert (match.year, match.certain) == (2022, False)
    assert "按文件名写作 2022" in match.note


@pytest.mark.parametrize("file", ["报告.docx", "2021和2022.docx", "1999.docx"])
def test_where_no_year_can_be_told_the_office_is_asked(file: str) -> None:
    match = matched(report("云溪县林草局", None), file, NAMES)
    assert (match.year, match.note) == (None, "没有读出年度，请填写。")


def test_the_names_of_an_office_are_those_of_its_agencies_and_the_ones_they_reported_under(
    government: Agency, agency: Agency, other_agency: Agency, drafter: User
) -> None:
    version = start_report(agency=agency, year=2021, by=drafter)
    Version.objects.filter(pk=version.pk).update(agency_name="云溪县林业局")
    names = names_under(government)
    for name in (agency.name, agency.short_name, "云溪县林业局"):
        assert names.found(name)[0] == agency.pk
    assert names.found(government.name)[0] == government.pk
    assert names.found(other_agency.name)[0] is None
    assert names.found("云溪县林业局")[1] == agency.name


def test_three_thousand_agencies_are_told_apart() -> None:
    names = Names([(f"云溪县第{number}小学校", number) for number in range(3000)])
    assert names.found("云溪县第2222小学校")[0] == 2222
    assert names.found("云溪县第九九小学校")[0] is None
