"""报送函要素: written by the agency's people once the report is approved, remembered, refused with a sentence."""

from datetime import date

import pytest

from govreport.agencies.models import Agency, Kind, Level, User
from govreport.agencies.services import register
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Report, Version
from govreport.reports.services import start_report
from govreport.workflow.letter import LetterRefused, save_letter, settled_version, suggested
from govreport.workflow.models import SubmissionLetter

ISSUED = date(2024, 1, 20)


def save(report: Report, by: User, **changes: object) -> SubmissionLetter:
    values = {"addressee": "云溪县人民政府办公室：", "issued": ISSUED, "number": "云林函[2024] 3号", **changes}
    return save_letter(report=report, by=by, **values)  # type: ignore[arg-type]


def test_the_letter_is_kept_in_official_spelling_and_noted_in_the_journal(approved: Version, drafter: User) -> None:
    letter = save(approved.report, drafter)
    assert (letter.number, letter.addressee, letter.issued) == ("云林函〔2024〕3号", "云溪县人民政府办公室", ISSUED)
    event = Event.objects.of(approved.subject).last()
    assert event is not None
    assert (event.display, event.payload) == ("填写报送函", {"note": "云林函〔2024〕3号"})


def test_the_same_again_leaves_no_second_trace(approved: Version, drafter: User, reviewer: User) -> None:
    first = save(approved.report, drafter)
    before = Event.objects.count()
    assert save(approved.report, reviewer) == first
    assert Event.objects.count() == before


def test_a_change_replaces_what_was_there(approved: Version, drafter: User, signatory: User) -> None:
    save(approved.report, drafter)
    save(approved.report, signatory, number="", phone="0999-6210001")
    letter = SubmissionLetter.objects.get()
    assert (letter.number, letter.phone, letter.changed_by) == ("", "0999-6210001", signatory)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"addressee": " ： "}, "addressee", "请填写主送机关"),
        ({"addressee": "局" * 121}, "addressee", "“主送机关”有 121 字，最多 120 字"),
        ({"number": "云林函第3号"}, "number", "“云林函第3号”不是发文字号"),
        ({"number": "云林函〔2024〕03号"}, "number", "也不加 0"),
        ({"number": "云林函〔2023〕3号"}, "number", "发文字号的年份是 2023 年，成文日期在 2024 年"),
        ({"printed_by": "办公室"}, "printed_on", "填了印发机关，没有填印发日期"),
        ({"printed_on": ISSUED}, "printed_by", "填了印发日期，没有填印发机关"),
        ({"printed_by": "办" * 61, "printed_on": ISSUED}, "printed_by", "“印发机关”有 61 字，最多 60 字"),
        (
            {"printed_by": "办公室", "printed_on": date(2024, 1, 19)},
            "printed_on",
            "印发日期 2024-01-19 在成文日期 2024-01-20 以前",
        ),
        ({"issued": date(2023, 12, 31), "number": ""}, "issued", "成文日期 2023-12-31 在报告年度 2023 年结束以前"),
    ],
)
def test_what_cannot_stand_in_the_letter_is_refused_at_its_field(
    approved: Version, drafter: User, changes: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(LetterRefused, match=sentence) as refused:
        save(approved.report, drafter, **changes)
    assert list(refused.value.problems) == [field]
    assert not SubmissionLetter.objects.exists()


def test_the_imprint_is_kept(approved: Version, drafter: User) -> None:
    printed = date(2024, 1, 22)
    first = save(approved.report, drafter, printed_by="云溪县林业和草原局办公室。", printed_on=printed)
    assert (first.printed_by, first.printed_on) == ("云溪县林业和草原局办公室", printed)
    before = Event.objects.count()
    save(approved.report, drafter, printed_by="云溪县林业和草原局办公室", printed_on=printed)
    assert Event.objects.count() == before


def test_all_that_is_wrong_is_said_at_once(approved: Version, drafter: User) -> None:
    with pytest.raises(LetterRefused) as refused:
        save(approved.report, drafter, addressee="", number="3号", contact="宁" * 31)
    assert set(refused.value.problems) == {"addressee", "number", "contact"}


def test_a_report_that_is_not_approved_has_no_letter(submitted: Version, drafter: User) -> None:
    assert settled_version(submitted.report) is None
    with pytest.raises(Refused, match="审定以后才能填写"):
        save(submitted.report, drafter)


@pytest.mark.parametrize("who", ["viewer", "supervisor", "stranger"])
def test_other_posts_do_not_write_it(approved: Version, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed, match="您的岗位不能填写"):
        save(approved.report, request.getfixturevalue(who))


def test_it_begins_with_the_government_above(approved: Version) -> None:
    assert suggested(approved.report) == {"addressee": "云溪县人民政府"}


def test_it_begins_with_the_general_office_where_there_is_one(approved: Version, government: Agency) -> None:
    register(
        code="yunxi-ban",
        name="云溪县人民政府办公室",
        level=Level.COUNTY,
        kind=Kind.GOVERNMENT_OFFICE,
        sort=12,
        parent=government,
    )
    assert suggested(approved.report) == {"addressee": "云溪县人民政府办公室"}


def test_next_year_begins_with_this_years_letter_but_not_its_number(
    approved: Version, agency: Agency, drafter: User
) -> None:
    save(approved.report, drafter, copies="云溪县档案馆。", contact="周宁")
    later = start_report(agency=agency, year=2024, by=drafter).report
    assert suggested(later) == {
        "addressee": "云溪县人民政府办公室",
        "copies": "云溪县档案馆",
        "contact": "周宁",
        "phone": "",
        "printed_by": "",
    }
