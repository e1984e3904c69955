"""办理经过: the people of a report read everything that was done to it, with old and new values."""

import re
from collections.abc import Callable

from django.test import Client

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.models import Version
from govreport.reports.services import save_cells

SignIn = Callable[[User], Client]


def test_the_history_tells_what_stood_there_before_and_after(
    clerk: Client, viewer: User, sign_in: SignIn, blank: Version, drafter: User
) -> None:
    save_cells(version=blank, cells={"t3.new_received.natural_person": "3"}, by=drafter)
    save_cells(version=blank, cells={"t3.new_received.natural_person": "5"}, by=drafter)
    for client in (clerk, sign_in(viewer)):
        page = client.get(f"/desk/reports/{blank.report_id}/history/").content.decode()
        text = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<tbody>")[2]).split())
        assert re.search(r"起草人周宁 修改数据 [^：]*自然人[^：]*： 3 5", text), text[:400]
        assert text.index("3 5") < text.index("— 3")


def test_the_history_goes_back_to_its_beginning(clerk: Client, blank: Version, drafter: User) -> None:
    for number in range(60):
        record(
            actions.NARRATIVE_CHANGED,
            by=drafter,
            agency=blank.report.agency,
            subject=blank.subject,
            payload={"sec1": ["", f"第{number}次"]},
        )
    first = clerk.get(f"/desk/reports/{blank.report_id}/history/").content.decode()
    older = re.search(r'rel="next" href="(\?before=\d+)"', first)
    assert older is not None
    second = clerk.get(f"/desk/reports/{blank.report_id}/history/{older[1]}").content.decode()
    turns = [int(number) for number in re.findall(r"第(\d+)次", first + second)]
    assert turns == list(range(59, -1, -1))
    assert "开始编制" in second
    assert 'rel="next"' not in second


def test_a_page_that_is_none_is_the_first(clerk: Client, blank: Version) -> None:
    for text in ("x", "-1", "9" * 40, "%00"):
        assert clerk.get(f"/desk/reports/{blank.report_id}/history/?before={text}").status_code == 200


def test_the_summary_leads_to_the_whole_history(clerk: Client, blank: Version) -> None:
    page = clerk.get(f"/desk/reports/{blank.report_id}/").content.decode()
    assert f'href="/desk/reports/{blank.report_id}/history/"' in page
