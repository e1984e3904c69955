"""消息设置页: what comes by mail; without a mail server one sentence says so."""

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.agencies.models import User
from govreport.notifications.kinds import Kind, Mailing
from govreport.notifications.mailbox import code_of, language_of, wishes_of
from govreport.notifications.models import Mailbox
from tests.security.key_steps import fresh

PAGE = "/accounts/messages/"


@pytest.fixture
def server(settings: LazySettings) -> None:
    """A mail server."""
    settings.MAIL_READY = True


def test_without_a_mail_server_one_sentence_says_so(clerk: Client) -> None:
    text = clerk.get(PAGE).content.decode()
    assert "系统没有配置邮件服务器，所有消息只在“消息”页显示，不发邮件。" in text
    assert 'name="verb"' not in text
    assert clerk.post(PAGE, {"verb": "wish"}).status_code == 422


@pytest.mark.usefixtures("server")
def test_what_is_chosen_is_kept(clerk: Client, drafter: User) -> None:
    typed = {f"mail-{kind}": Mailing.DAILY for kind in Kind.values} | {"verb": "wish", "language": "en"}
    response = clerk.post(PAGE, typed, follow=True)
    assert "消息设置已保存" in response.content.decode()
    assert set(wishes_of(drafter).values()) == {"daily"}
    assert language_of(drafter) == "en"
    assert response.content.decode().count("checked") == len(Kind.values) + 1


@pytest.mark.usefixtures("server")
def test_a_choice_that_is_none_is_refused_and_the_others_are_still_there(clerk: Client, drafter: User) -> None:
    response = clerk.post(PAGE, {"verb": "wish", "mail-task": "often", "mail-job": "daily", "language": "zh-hans"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "请刷新后再选" in text
    assert 'name="mail-job" value="daily" checked' in " ".join(text.split())


@pytest.mark.usefixtures("server")
def test_an_address_is_asked_for_confirmed_and_removed(clerk: Client, drafter: User) -> None:
    fresh(clerk)
    page = clerk.post(PAGE, {"verb": "address", "address": "zhou@example.gov.cn"}, follow=True).content.decode()
    assert "已向 zhou@example.gov.cn 发出验证码" in page
    wrong = clerk.post(PAGE, {"verb": "confirm", "code": "0"})
    assert (wrong.status_code, "验证码不对" in wrong.content.decode()) == (422, True)
    clerk.post(PAGE, {"verb": "confirm", "code": code_of(Mailbox.objects.get())})
    assert "邮件发到 zhou@example.gov.cn。" in clerk.get(PAGE).content.decode()
    clerk.post(PAGE, {"verb": "forget"})
    assert "还没有邮箱" in clerk.get(PAGE).content.decode()


@pytest.mark.usefixtures("server")
def test_a_bad_address_comes_back_as_it_was_typed(clerk: Client) -> None:
    fresh(clerk)
    response = clerk.post(PAGE, {"verb": "address", "address": "zhou@"})
    assert response.status_code == 422
    assert 'value="zhou@"' in response.content.decode()
