"""信息处理费的一句话: the page shows what the document will say, and why when it says nothing."""

from collections.abc import Mapping

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.documents.render.model import paper
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_fee, save_narrative
from govreport.workflow.submit import submit
from tests.web.drafting.test_saving import send

FULL = {"notice_count": "1", "notice_amount_yuan": "380", "collected_count": "1", "collected_yuan": "380"}


def line(client: Client, version: Version) -> Mapping[str, str]:
    """The sentence and the note, as the page has them."""
    response = client.get(f"/desk/reports/{version.report_id}/sec6/")
    box = response.content.decode().split('id="fee-line"')[1].split("</div>")[0]
    found: Mapping[str, str] = response.context["fee_line"]
    assert all(words in box for words in found.values())
    assert box.count(" hidden") == sum(not words for words in found.values())
    return found


def test_with_nothing_filled_in_the_page_says_when_it_will_come(clerk: Client, blank: Version) -> None:
    assert line(clerk, blank) == {"text": "", "note": "填齐四个数后生成。"}


def test_with_some_filled_in_it_says_how_many_are_missing(clerk: Client, blank: Version, drafter: User) -> None:
    save_fee(version=blank, values={"notice_count": "0"}, by=drafter)
    assert line(clerk, blank) == {
        "text": "依据《政府信息公开信息处理费管理办法》，2023年本机关未发出收费通知。",
        "note": "还有 3 个数没有填，填齐四个数后这句话才完整。",
    }


def test_filled_in_by_halves_it_is_counted_and_holds_the_report_back(
    clerk: Client, complete: Version, drafter: User
) -> None:
    save_fee(version=complete, values={"notice_amount_yuan": "", "collected_yuan": ""}, by=drafter)
    page = clerk.get(f"/desk/reports/{complete.report_id}/sec6/").content.decode()
    assert "还有 2 格没有填写" in page
    assert f"/desk/reports/{complete.report_id}/sec6/#cell-fee.notice_amount_yuan" in page
    answer = send(clerk, complete, {"fee.collected_count": "0"}).json()
    assert [(step["word"], step["blanks"]) for step in answer["steps"] if step["code"] == "sec6"] == [("未填完", 2)]
    with pytest.raises(Refused, match=r"^还有 2 "):
        submit(version=complete, by=drafter)


def test_the_sentence_is_the_one_of_the_document(clerk: Client, blank: Version, drafter: User) -> None:
    save_fee(version=blank, values=FULL, by=drafter)
    found = line(clerk, blank)
    assert found["note"] == ""
    parts = {part.code: part for part in paper(document_of(blank)).parts}
    assert found["text"] == parts["sec6"].paragraphs[-1].text


def test_beside_words_of_their_own_there_is_no_second_statement(clerk: Client, blank: Version, drafter: User) -> None:
    save_fee(version=blank, values=FULL, by=drafter)
    save_narrative(version=blank, section="sec6", text="本年度收取信息处理费380元。", by=drafter)
    found = line(clerk, blank)
    assert found["text"] == ""
    assert "正文已经写到“信息处理费”" in found["note"]


def test_a_word_in_a_field_is_no_number(clerk: Client, blank: Version, drafter: User) -> None:
    save_fee(version=blank, values={**FULL, "collected_yuan": "三百八"}, by=drafter)
    assert line(clerk, blank)["note"] == "还有 1 个数没有填，填齐四个数后这句话才完整。"


def test_the_sentence_comes_with_every_save(clerk: Client, blank: Version) -> None:
    answer = send(clerk, blank, {f"fee.{item}": "0" for item in FULL}).json()
    assert answer["fee_line"] == {
        "text": "依据《政府信息公开信息处理费管理办法》，2023年本机关未发出收费通知，未收取信息处理费。",
        "note": "",
    }


@pytest.mark.parametrize("code", ["sec6", "sec3"])
def test_formats_before_the_measures_have_no_sentence(clerk: Client, imported: Version, code: str) -> None:
    page = clerk.get(f"/desk/reports/{imported.report_id}/{code}/").content.decode()
    assert 'id="fee-line"' not in page
