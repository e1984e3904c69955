"""审批流程页."""

from typing import Any

from django.test import Client
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.workflow.models import ApprovalRoute
from govreport.workflow.rounds import route_for
from tests.web.drafting.conftest import SignIn
from tests.workflow.routes import TWO, lay_down

ROUTE = "/desk/offices/yunxi-lincao/route/"


def form(*steps: tuple[str, str], **more: Any) -> dict[str, Any]:
    """The form as a browser sends it: six lines, those that are not used empty."""
    lines: dict[str, Any] = {"in_force_from": timezone.localdate().isoformat(), "publish_after": "approved"}
    for number in range(1, 7):
        name, way = steps[number - 1] if number <= len(steps) else ("", "reviewer")
        lines |= {f"name-{number}": name, f"way-{number}": way}
    return lines | {"save": "1"} | more


def send(client: Client, *steps: tuple[str, str], **more: Any) -> tuple[int, str]:
    answer = client.post(ROUTE, form(*steps, **more))
    return answer.status_code, answer.content.decode()


def test_the_plain_way_is_shown_with_who_acts(sign_in: SignIn, lead: User, reviewer: User) -> None:
    page = sign_in(lead).get(ROUTE).content.decode()
    assert "现在没有设置环节" in page
    assert "审核人吴敏" in page


def test_a_route_is_laid_down_on_the_page(
    sign_in: SignIn, lead: User, viewer: User, agency: Agency, signatory: User
) -> None:
    client = sign_in(lead)
    steps = (("初审", "lead"), ("保密审查", "persons"), ("签发", "signatory"))
    more = {"persons-2": [viewer.pk], "secrecy-2": "on", "may_repeat": "on"}
    status, _page = send(client, *steps, **more)
    route = route_for(agency)
    assert status == 302
    assert route is not None
    found = [(step.name, step.role, step.secrecy, [*step.persons.all()]) for step in route.steps.all()]
    assert found == [
        ("初审", "lead", False, []),
        ("保密审查", "", True, [viewer]),
        ("签发", "signatory", False, []),
    ]
    assert (route.may_repeat, route.inherited) == (True, False)
    page = client.get(ROUTE).content.decode()
    assert "审批流程已保存" in page
    assert "查看人冯静" in page


def test_the_preview_says_who_would_act_and_stores_nothing(
    sign_in: SignIn, lead: User, signatory: User, drafter: User
) -> None:
    status, page = send(sign_in(lead), ("签发", "signatory"), ("复核", "reviewer"), preview="1")
    assert status == 200
    assert "预览：按这样设置，将由谁办理" in page
    assert "签发人郑岚" in page
    assert "还没有人可以办理" in page
    assert not ApprovalRoute.objects.exists()


def test_what_was_typed_comes_back_with_what_is_wrong(sign_in: SignIn, lead: User) -> None:
    client = sign_in(lead)
    for steps, more, sentence in (
        ((("甲", "reviewer"), ("甲", "signatory")), {}, "有两个环节都叫“甲”"),
        ((("甲", "persons"),), {}, "“甲”没有办理人"),
        ((("甲", "reviewer"),), {"in_force_from": "2020-01-01"}, "已经过去"),
        ((("甲", "reviewer"),), {"in_force_from": "2026-13-41"}, "启用日期应写作"),
        ((("甲", "reviewer"),), {"in_force_from": "soon"}, "启用日期应写作"),
    ):
        status, page = send(client, *steps, **more)
        assert (status, sentence in page, 'value="甲"' in page) == (422, True, True)
    status, page = send(client)
    assert (status, "还没有环节" in page) == (422, True)
    assert not ApprovalRoute.objects.exists()


def test_keys_made_up_are_no_persons(sign_in: SignIn, lead: User) -> None:
    keys = ["-1", "x", "9" * 30, "999"]
    status, page = send(sign_in(lead), ("甲", "persons"), **{"persons-1": keys})
    assert (status, "不在本机关的岗位上" in page) == (422, True)


def test_an_agency_gives_up_its_own_route(
    sign_in: SignIn, lead: User, system_admin: User, agency: Agency, government: Agency
) -> None:
    above = lay_down(government, system_admin, *TWO)
    lay_down(agency, lead, TWO[1])
    client = sign_in(lead)
    client.post(ROUTE, form(("签发", "signatory"), inherit="1"))
    assert route_for(agency) == above
    assert "沿用云溪县人民政府的流程" in client.get(ROUTE).content.decode()
