"""邮箱: an address is used once the code that was sent to it has come back."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.notifications import post
from govreport.notifications.kinds import Kind, Mailing
from govreport.notifications.mailbox import ask_for_address, code_of, confirm_address, forget_address, wish
from govreport.notifications.models import Mail, Mailbox
from govreport.reports.errors import Refused

ADDRESS = "zhou@example.gov.cn"


@pytest.fixture(autouse=True)
def mail_server(settings: LazySettings) -> None:
    """A mail server that keeps what it is given."""
    settings.MAIL_READY = True


def code() -> str:
    """The code in the letter that was sent last."""
    post.send_due()
    found = re.search(r"\d{8}", mail.outbox[-1].body)
    assert found
    return found.group()


def test_an_address_is_used_once_its_code_has_come_back(drafter: User) -> None:
    ask_for_address(by=drafter, address=f" {ADDRESS} ")
    told = code()
    assert mail.outbox[0].to == [ADDRESS]
    assert not User.objects.get(pk=drafter.pk).email
    confirm_address(by=drafter, code=f"{told[:4]} {told[4:]}")
    assert User.objects.get(pk=drafter.pk).email == ADDRESS
    event = Event.objects.get(action="account.mail.set")
    assert ADDRESS not in str(event.record)


def test_a_code_counts_once_and_for_its_person_alone(drafter: User, stranger: User) -> None:
    ask_for_address(by=drafter, address=ADDRESS)
    told = code()
    with pytest.raises(Refused, match="验证码不对"):
        confirm_address(by=stranger, code=told)
    confirm_address(by=drafter, code=told)
    with pytest.raises(Refused, match="验证码不对"):
        confirm_address(by=drafter, code=told)


def test_after_five_wrong_codes_the_right_one_does_not_count(drafter: User) -> None:
    ask_for_address(by=drafter, address=ADDRESS)
    told = code()
    for _time in range(5):
        with pytest.raises(Refused):
            confirm_address(by=drafter, code="x")
    with pytest.raises(Refused):
        confirm_address(by=drafter, code=told)


def test_a_code_is_void_after_half_an_hour(drafter: User) -> None:
    ask_for_address(by=drafter, address=ADDRESS)
    told = code()
    Mailbox.objects.update(asked_at=timezone.now() - timedelta(minutes=31))
    with pytest.raises(Refused):
        confirm_address(by=drafter, code=told)


def test_letters_with_codes_are_sent_once_a_minute_at_most(drafter: User) -> None:
    ask_for_address(by=drafter, address=ADDRESS)
    with pytest.raises(Refused, match="一分钟以后"):
        ask_for_address(by=drafter, address="other@example.gov.cn")
    Mailbox.objects.update(asked_at=timezone.now() - timedelta(seconds=61))
    ask_for_address(by=drafter, address="other@example.gov.cn")
    code()
    assert [letter.to for letter in mail.outbox] == [["other@example.gov.cn"]]


@pytest.mark.parametrize("text", ["", "zhou", "zhou@", "a@b\nBcc: c@d.cn", "z" * 245 + "@example.gov.cn"])
def test_what_is_no_address_is_refused_with_a_sentence(drafter: User, text: str) -> None:
    with pytest.raises(Refused, match="不完整"):
        ask_for_address(by=drafter, address=text)


def test_an_address_can_be_forgotten(drafter: User) -> None:
    User.objects.filter(pk=drafter.pk).update(email=ADDRESS)
    drafter.refresh_from_db()
    forget_address(by=drafter)
    assert not User.objects.get(pk=drafter.pk).email


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "的消息邮箱已经变更或者删除"), ("en", "has been changed")])
@pytest.mark.parametrize("to", ["new@example.gov.cn", ""], ids=["changed", "removed"])
def test_the_address_before_is_told_whatever_the_person_wishes(
    drafter: User, to: str, language: str, words: str
) -> None:
    User.objects.filter(pk=drafter.pk).update(email=ADDRESS)
    wish(by=drafter, mailings=dict.fromkeys(Kind.values, Mailing.OFF), language=language)
    drafter.refresh_from_db()
    if to:
        ask_for_address(by=drafter, address=to)
        confirm_address(by=drafter, code=code_of(Mailbox.objects.get()))
    else:
        forget_address(by=drafter)
    post.send_due()
    (letter,) = [letter for letter in mail.outbox if letter.to == [ADDRESS]]
    assert words in letter.body
    assert "drafter" in letter.body
    assert "new@example.gov.cn" not in letter.body
    assert "List-Unsubscribe" not in letter.extra_headers


@pytest.mark.parametrize("before", ["", ADDRESS.upper()], ids=["none before", "the same in capitals"])
def test_where_no_other_address_was_used_nobody_is_told(drafter: User, before: str) -> None:
    User.objects.filter(pk=drafter.pk).update(email=before)
    ask_for_address(by=drafter, address=ADDRESS)
    confirm_address(by=drafter, code=code_of(Mailbox.objects.get()))
    assert not Mail.objects.exclude(former="").exists()
    post.send_due()
    assert all("变更或者删除" not in letter.body for letter in mail.outbox)
