"""人员与岗位页."""

import re

from django.test import Client

from govreport.agencies.models import Agency, Membership, Role, User
from govreport.agencies.permissions import may_edit, may_publish
from tests.web.drafting.conftest import SignIn

PEOPLE = "/desk/offices/yunxi-lincao/"


def text(client: Client, where: str = PEOPLE) -> str:
    return client.get(where).content.decode()


def test_the_lead_sees_everybody_with_what_may_be_done(
    sign_in: SignIn, lead: User, drafter: User, signatory: User
) -> None:
    page = text(sign_in(lead))
    for words in ("起草人周宁", "签发人郑岚", "委托代办", "移交", "撤销", "安排岗位"):
        assert words in page
    for words in ("开通账号", "停用账号"):
        assert words not in page


def test_each_administrator_finds_the_own_work_and_no_other(
    sign_in: SignIn, system_admin: User, security_admin: User, drafter: User
) -> None:
    system, security = text(sign_in(system_admin)), text(sign_in(security_admin))
    assert ("开通账号" in system, "停用账号" in system, "委托代办" in system) == (True, False, False)
    assert ("开通账号" in security, "停用账号" in security, "委托代办" in security) == (False, True, True)


def test_a_post_is_given_by_user_name(sign_in: SignIn, lead: User, viewer: User, agency: Agency) -> None:
    client = sign_in(lead)
    data = {"post-username": " viewer ", "post-role": "signatory"}
    assert client.post(f"{PEOPLE}give/", data).status_code == 302
    assert may_publish(viewer, agency)
    assert "已安排查看人冯静任签发人" in text(client)


def test_what_cannot_be_given_comes_back_with_a_sentence(sign_in: SignIn, lead: User, viewer: User) -> None:
    client = sign_in(lead)
    for data, sentence in (
        ({"post-username": "nobody", "post-role": "viewer"}, "没有这个用户名"),
        ({"post-username": "viewer", "post-role": "audit_admin"}, "请选择岗位"),
        ({"post-username": "", "post-role": "viewer"}, "请填写同事的用户名"),
        ({"post-username": "lead", "post-role": "signatory"}, "不能给自己安排岗位"),
    ):
        answer = client.post(f"{PEOPLE}give/", data)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_a_new_account_gets_a_password_that_is_shown_once(sign_in: SignIn, system_admin: User, agency: Agency) -> None:
    client = sign_in(system_admin)
    data = {"account-full_name": "赵一", "account-username": "zhao", "account-role": "drafter"}
    answer = client.post(f"{PEOPLE}open/", data)
    page = answer.content.decode()
    user = User.objects.get(username="zhao")
    found = [word for word in re.findall(r"<code>([^<]+)</code>", page) if user.check_password(word)]
    assert len(found) == 1
    assert found[0] not in text(client)
    assert "no-store" in answer.headers["Cache-Control"]
    assert may_edit(user, agency)


def test_an_account_is_suspended_with_a_reason_and_restored(
    sign_in: SignIn, security_admin: User, drafter: User
) -> None:
    client, where = sign_in(security_admin), f"{PEOPLE}accounts/{drafter.pk}/"
    client.post(where, {"verb": "suspend", "reason": " "})
    assert "请写明停用的原因" in text(client)
    client.post(where, {"verb": "suspend", "reason": "调离"})
    assert not User.objects.get(pk=drafter.pk).is_active
    assert "恢复账号" in text(client)
    client.post(where, {"verb": "restore"})
    assert User.objects.get(pk=drafter.pk).is_active


def test_a_post_is_ended_once(sign_in: SignIn, lead: User, drafter: User, agency: Agency) -> None:
    client = sign_in(lead)
    post = Membership.objects.get(user=drafter)
    for sentence in ("已撤销起草人周宁的起草人岗位", "这个岗位已经撤销或移交"):
        client.post(f"{PEOPLE}posts/{post.pk}/end/")
        assert sentence in text(client)
    assert not may_edit(drafter, agency)


def test_a_post_of_another_agency_is_not_reached_through_this_one(sign_in: SignIn, lead: User, stranger: User) -> None:
    post = Membership.objects.filter(user=stranger, role=Role.DRAFTER).get()
    sign_in(lead).post(f"{PEOPLE}posts/{post.pk}/end/")
    assert Membership.objects.filter(pk=post.pk).exists()


def test_a_person_hands_over_the_own_post(sign_in: SignIn, drafter: User, viewer: User, agency: Agency) -> None:
    client = sign_in(drafter)
    post = Membership.objects.get(user=drafter)
    where = f"/desk/offices/posts/{post.pk}/hand-over/"
    assert client.post(where, {}).status_code == 422
    assert client.post(where, {"person": viewer.pk}).headers["Location"] == "/desk/offices/posts/"
    assert may_edit(viewer, agency)
    assert "您的账号还没有岗位" in text(client, "/desk/offices/posts/")


def test_a_person_lets_somebody_stand_in_and_ends_it(
    sign_in: SignIn, signatory: User, viewer: User, agency: Agency
) -> None:
    client = sign_in(signatory)
    post = Membership.objects.get(user=signatory)
    where = f"/desk/offices/posts/{post.pk}/stand-in/"
    page = text(client, where)
    days = dict(re.findall(r'name="(\w+_day)" value="([^"]+)"', page))
    assert set(days) == {"from_day", "until_day"}
    wrong = client.post(where, {"person": viewer.pk, **days, "until_day": "1999-01-01"})
    assert "早于起始日期" in wrong.content.decode()
    assert client.post(where, {"person": viewer.pk, **days}).status_code == 302
    assert may_publish(viewer, agency)
    assert "今天由您代办" in text(sign_in(viewer), "/desk/offices/posts/")
    key = post.substitutions.get().pk
    client.post(f"/desk/offices/substitutions/{key}/end/")
    assert not may_publish(viewer, agency)


def test_an_agency_is_registered_and_its_first_person_follows(
    sign_in: SignIn, system_admin: User, government: Agency
) -> None:
    client = sign_in(system_admin)
    data = {"name": "云溪县水务局", "code": "yunxi-shuiwu", "level": "county", "kind": "department"}
    answer = client.post("/desk/offices/yunxi/register/", data)
    assert answer.headers["Location"] == "/desk/offices/yunxi-shuiwu/"
    assert "本机关还没有人员" in text(client, "/desk/offices/yunxi-shuiwu/")
    again = client.post("/desk/offices/yunxi/register/", data)
    assert "已有代码为“yunxi-shuiwu”的机关" in again.content.decode()


def test_administrators_come_to_their_own_page_and_see_no_report(
    sign_in: SignIn, system_admin: User, security_admin: User, audit_admin: User, agency: Agency
) -> None:
    for user in (system_admin, security_admin, audit_admin):
        client = sign_in(user)
        assert client.get("/desk/").headers["Location"] == "/desk/offices/"
    assert "您是审计管理员" in text(client, "/desk/offices/")
    assert "云溪县林业和草原局" in text(sign_in(system_admin), "/desk/offices/?q=林业")
    assert "没有找到“火星”" in text(sign_in(system_admin), "/desk/offices/?q=火星")
