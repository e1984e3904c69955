"""开始编制: blank, or from a file that was read; all or nothing."""

from datetime import datetime

import pytest
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports import figures
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Origin, Report, State, Version
from govreport.reports.services import start, start_report
from tests.builders import balanced, wrong_totals


def test_a_blank_report_has_its_prescribed_title_and_all_cells_blank(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2023, by=drafter)
    assert version.title == "云溪县林业和草原局2023年政府信息公开工作年度报告"
    assert (version.state, version.origin, version.number) == (State.DRAFTING, Origin.AUTHORED, 1)
    document = document_of(version)
    assert document.edition == "e2021"
    assert len(document.figures) == 200
    assert set(document.figures.values()) == {None}
    assert [(event.action, event.payload) for event in Event.objects.of(version.subject)] == [
        ("report.started", {"year": 2023})
    ]


@pytest.mark.parametrize(("year", "code"), [(2014, "e2014"), (2018, "e2014"), (2019, "e2019"), (2021, "e2021")])
def test_the_format_follows_from_the_year(agency: Agency, drafter: User, year: int, code: str) -> None:
    assert document_of(start_report(agency=agency, year=year, by=drafter)).edition == code


def test_a_read_report_is_kept_as_it_stands(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=wrong_totals(), source_name="年报.txt")
    found, read = document_of(version), wrong_totals()
    assert (found.figures, found.printed, found.sections, found.title) == (
        read.figures,
        read.printed,
        read.sections,
        read.title,
    )
    assert (version.origin, version.source_name) == (Origin.IMPORTED, "年报.txt")
    assert Event.objects.of(version.subject).get().payload == {"year": 2020, "source": "年报.txt"}


def test_a_read_report_without_title_and_name_gets_the_registered_ones(agency: Agency, drafter: User) -> None:
    document = balanced(name="").replace(title="", year=None)
    version = start_report(agency=agency, year=2023, by=drafter, document=document)
    assert version.title == "云溪县林业和草原局2023年政府信息公开工作年度报告"
    assert document_of(version).agency.name == "云溪县林业和草原局"


def test_only_a_drafter_of_the_agency_begins_its_report(
    agency: Agency, reviewer: User, supervisor: User, stranger: User
) -> None:
    for user in (reviewer, supervisor, stranger):
        with pytest.raises(NotAllowed, match="不是“云溪县林业和草原局”的起草人"):
            start_report(agency=agency, year=2023, by=user)
    assert not Report.objects.exists()


def test_a_second_report_for_the_year_is_refused(agency: Agency, drafter: User) -> None:
    start_report(agency=agency, year=2023, by=drafter)
    with pytest.raises(Refused, match="2023年度的报告已经有了"):
        start_report(agency=agency, year=2023, by=drafter)
    assert Version.objects.count() == 1


def test_another_scope_is_another_report(agency: Agency, drafter: User) -> None:
    start_report(agency=agency, year=2023, by=drafter)
    start_report(agency=agency, year=2023, by=drafter, scope="territory")
    assert Report.objects.count() == 2
    with pytest.raises(Refused, match="报告范围"):
        start_report(agency=agency, year=2023, by=drafter, scope="planet")


def test_a_year_before_the_uniform_format_is_refused(agency: Agency, drafter: User) -> None:
    with pytest.raises(Refused, match="2013年度还没有全国统一的报告格式"):
        start_report(agency=agency, year=2013, by=drafter)


def test_a_year_that_has_not_begun_is_refused(agency: Agency, drafter: User, monkeypatch: pytest.MonkeyPatch) -> None:
    # Half an hour into the new year in Shanghai is still the old year in Greenwich.
    new_year = datetime.fromisoformat("2026-01-01T00:30:00+08:00")
    monkeypatch.setattr(timezone, "now", lambda: new_year)
    with pytest.raises(Refused, match="2027年度还没有开始（今年是2026年）"):
        start_report(agency=agency, year=2027, by=drafter)
    start_report(agency=agency, year=2026, by=drafter)


def test_a_file_of_another_year_is_refused(agency: Agency, drafter: User) -> None:
    with pytest.raises(Refused, match="文件是 2023年度的报告，您选的是 2022年度"):
        start_report(agency=agency, year=2022, by=drafter, document=balanced())
    assert not Report.objects.exists()


def test_a_file_with_the_tables_of_another_format_is_refused(agency: Agency, drafter: User) -> None:
    document = balanced("e2019").replace(year=2023)
    with pytest.raises(Refused) as refused:
        start_report(agency=agency, year=2023, by=drafter, document=document)
    assert str(refused.value) == (
        "2023年度应使用国办公开办函〔2021〕30号规定的表格，文件中是国办公开办函〔2019〕60号的表格。"
        "请换用规定格式的文件。"
    )
    assert not Report.objects.exists()


def test_nothing_is_left_when_storing_fails_half_way(
    agency: Agency, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        figures.write_figures(version=args[0], figures=balanced().figures, printed={})  # type: ignore[arg-type]
        raise OSError("disk full")

    monkeypatch.setattr(start, "write_document", fail)
    with pytest.raises(OSError, match="disk full"):
        start_report(agency=agency, year=2023, by=drafter, document=balanced())
    assert not Report.objects.exists()
    assert not Version.objects.exists()
    assert not Event.objects.exists()
