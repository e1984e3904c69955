"""填写历史: who, when, from, to; for those who may see the report."""

import re

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.reports.services import save_cells, save_narrative
from tests.web.drafting.conftest import SignIn

CELL = "t3.new_received.natural_person"


def ask(client: Client, version: Version, name: str) -> str:
    return client.get(f"/desk/reports/{version.report_id}/history/?cell={name}").content.decode()


def test_every_change_is_there_with_its_writer(clerk: Client, complete: Version, drafter: User) -> None:
    save_cells(version=complete, cells={CELL: "17"}, by=drafter)
    save_cells(version=complete, cells={CELL: "不清楚"}, by=drafter)
    text = ask(clerk, complete, CELL)
    steps = re.findall(r'<td class="pre-line" lang="zh-hans">(.*?)</td>', text)
    assert steps == ["17", "不清楚", "2", "17", "2"]  # newest first; the last line is what the report began with
    assert len(re.findall('<td lang="zh-hans">起草人周宁</td>', text)) == 3
    assert f'href="/desk/reports/{complete.report_id}/sec3/#cell-{CELL}"' in text
    assert "这里没有改动过" not in text


def test_a_cell_that_was_never_changed_says_what_it_began_with(clerk: Client, imported: Version) -> None:
    text = ask(clerk, imported, "t2.procurement.amount")
    assert "4299 万元" in text
    assert "来自文件“2020.txt”" in text
    assert "这里没有改动过" in text


def test_texts_and_the_title_have_a_history_as_well(clerk: Client, complete: Version, drafter: User) -> None:
    save_narrative(version=complete, section="sec1", text="<b>新的一段。", by=drafter)
    assert "&lt;b&gt;新的一段。" in ask(clerk, complete, "sections.sec1")
    assert complete.title in ask(clerk, complete, "title")


@pytest.mark.parametrize("name", ["t3.made.up", "sections.sec9", "nonsense", "fee.x", "t3"])
def test_a_place_that_the_report_does_not_have_is_not_found(clerk: Client, complete: Version, name: str) -> None:
    assert clerk.get(f"/desk/reports/{complete.report_id}/history/?cell={name}").status_code == 404


def test_only_those_who_may_see_the_report_see_it(
    sign_in: SignIn, complete: Version, viewer: User, supervisor: User, stranger: User
) -> None:
    address = f"/desk/reports/{complete.report_id}/history/?cell={CELL}"
    assert [sign_in(user).get(address).status_code for user in (viewer, supervisor, stranger)] == [200, 200, 404]
    assert Client().get(address).status_code == 302
