"""整改通知（PDF）: the same words as the Word letter, on official paper."""

import io
from datetime import date
from zipfile import ZipFile

import pypdfium2
import pytest

from govreport import checks
from govreport.documents.findings import listing
from govreport.documents.findings.batch import notices_zip
from govreport.documents.findings.notice import Office, notice
from govreport.documents.findings.notice_pdf import notice_pdf
from tests.builders import balanced, wrong_totals

OFFICE = Office("云溪县人民政府办公室", date(2026, 2, 10), date(2026, 2, 28), "电话 0999-6210001")
WRONG = listing(wrong_totals(), checks.findings(wrong_totals()))


def words(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def test_the_letter_says_what_the_word_file_says() -> None:
    text = words(notice_pdf(WRONG, OFFICE))
    letter = notice(WRONG, OFFICE)
    for paragraph in (letter.title, *(text for _style, text in letter.paragraphs)):
        # The number of a page may stand between two halves of a paragraph.
        assert "".join(paragraph.split())[:12] in text
    assert text.count("云溪县人民政府办公室") == 1
    assert "2026年2月10日" in text


def test_the_same_findings_and_dates_give_the_same_bytes() -> None:
    data = notice_pdf(WRONG, OFFICE)
    assert data.startswith(b"%PDF-")
    assert data == notice_pdf(WRONG, OFFICE)


def test_markup_in_a_report_stays_text() -> None:
    office = Office("<b>办公室</b>", date(2026, 2, 10), date(2026, 2, 28), "<script>1</script>")
    assert "<script>1</script>" in words(notice_pdf(WRONG, office))


def test_a_report_with_nothing_to_correct_has_no_letter() -> None:
    with pytest.raises(ValueError, match="nothing to correct"):
        notice_pdf(listing(balanced(), []), OFFICE)


def test_a_batch_of_letters_is_one_archive() -> None:
    with ZipFile(io.BytesIO(notices_zip([WRONG, WRONG], OFFICE, "pdf"))) as archive:
        assert archive.namelist() == [
            "校核汇总.xlsx",
            "整改通知-云溪县林业和草原局2020.pdf",
            "整改通知-云溪县林业和草原局2020-2.pdf",
        ]
