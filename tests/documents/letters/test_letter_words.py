"""报送函的文字: what the letter says, from the report and from what the sender knows."""

from dataclasses import replace
from datetime import date

import pytest

from govreport.documents.letters.letter import LetterFacts, submission_letter
from govreport.documents.letters.pdf import copies_lines, office_lines
from govreport.standards.document import AgencyName
from tests.builders import balanced
from tests.documents.letters.printed import FULL, GENERAL, LONG_NAME, NUMBER, OFFICE, SHORT, long_named, written

REPORT = "云溪县林业和草原局2023年政府信息公开工作年度报告"


def test_the_elements_of_the_letter() -> None:
    letter, _ = written("full")
    assert letter.mark == "云溪县林业和草原局"
    assert letter.number == NUMBER
    assert letter.title == "云溪县林业和草原局关于报送2023年政府信息公开工作年度报告的函"
    assert letter.addressee == "云溪县人民政府办公室"
    assert letter.annex == REPORT
    assert letter.date == "2024年1月20日"
    assert letter.note == "（联系人：周宁；联系电话：0999-6210001）"


def test_the_text_names_regulation_format_report_and_period() -> None:
    text = "".join(written("short")[0].paragraphs)
    assert "《中华人民共和国政府信息公开条例》" in text
    assert "国办公开办函〔2021〕30号" in text
    assert f"《{REPORT}》" in text
    assert "2023年1月1日至12月31日" in text
    assert "公布" not in text


def test_a_published_report_says_since_when() -> None:
    assert "报告已于2024年1月18日向社会公布。" in written("full")[0].paragraphs[-1]


def test_a_letter_older_than_the_publication_does_not_speak_of_it() -> None:
    letter = submission_letter(balanced(), SHORT, date(2024, 1, 6))
    assert letter == submission_letter(balanced(), SHORT)
    assert "公布" in "".join(submission_letter(balanced(), SHORT, SHORT.issued).paragraphs)


def test_each_edition_is_named_by_its_own_notice() -> None:
    letter = submission_letter(balanced("e2014"), SHORT)
    assert "国办发〔2014〕32号" in letter.paragraphs[0]
    assert "2018年1月1日至12月31日" in letter.paragraphs[1]


def test_what_is_not_known_is_left_out() -> None:
    letter, _ = written("short")
    assert (letter.number, letter.note, letter.copies) == ("", "", "")
    only = LetterFacts(addressee="某办", issued=date(2024, 1, 5), phone="0999-1")
    assert submission_letter(balanced(), only).note == "（联系电话：0999-1）"


def test_the_title_is_broken_where_its_words_are() -> None:
    assert written("full")[0].title_lines == ("云溪县林业和草原局关于报送", "2023年政府信息公开工作年度报告的函")
    lines = written("long")[0].title_lines
    assert "".join(lines) == f"{LONG_NAME}关于报送2018年政府信息公开工作年度报告的函"
    assert all(len(line) <= 20 for line in lines)


@pytest.mark.parametrize(("name", "size"), [("云溪县林业和草原局", 36), (LONG_NAME, 18), ("局" * 40, 16)])
def test_a_long_name_is_set_smaller_at_the_head(name: str, size: int) -> None:
    assert submission_letter(balanced().replace(agency=AgencyName(name=name)), SHORT).mark_size == size


def test_the_last_line_of_the_general_format_names_office_and_day() -> None:
    letter, _ = written("general")
    assert letter.general
    assert (letter.printed_by, letter.printed_on) == (OFFICE, "2024年1月22日印发")
    plain, _ = written("full")
    assert not plain.general
    assert (plain.printed_by, plain.printed_on) == ("", "")


def test_a_day_without_an_office_is_not_printed() -> None:
    letter = submission_letter(balanced(), replace(FULL, printed_on=date(2024, 1, 22)))
    assert (letter.general, letter.printed_on) == (False, "")


@pytest.mark.parametrize(("name", "size"), [("云溪县林业和草原局", 36), (LONG_NAME, 16)])
def test_the_head_of_the_general_format_stays_within_the_text_block(name: str, size: int) -> None:
    assert submission_letter(balanced().replace(agency=AgencyName(name=name)), GENERAL).mark_size == size


def test_room_is_kept_for_every_line_of_copies() -> None:
    assert copies_lines("") == 0
    assert copies_lines("云溪县司法局") == 1
    assert copies_lines("，".join(["云溪县司法局"] * 8)) == 3
    assert office_lines("") == 0
    assert office_lines(OFFICE) == 1
    assert office_lines("局" * 60) == 4


def test_what_no_font_can_draw_never_reaches_the_letter() -> None:
    facts = LetterFacts(addressee="某\x07办\ue000", issued=date(2024, 1, 5), contact="周\u202e宁")
    letter = submission_letter(long_named(), facts)
    assert (letter.addressee, letter.note) == ("某 办□", "（联系人：周宁）")


def test_the_date_of_the_files_is_that_of_the_letter() -> None:
    moment = submission_letter(balanced(), FULL).moment
    assert moment.isoformat() == "2024-01-20T00:00:00+08:00"
