"""账号和岗位的消息: told to whose account it is, whoever did it; the owner is the one to notice what is wrong."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils import timezone

from govreport.accounts import second_factor
from govreport.agencies.models import Agency, Membership, Role, User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.notifications.kinds import Kind, Mailing
from govreport.notifications.mailbox import wish
from govreport.notifications.models import Message
from govreport.notifications.post import send_due
from govreport.notifications.sentences import sentence
from govreport.staffing.posts import give_post
from govreport.staffing.substitutes import end_standing_in, stand_in
from tests.cast import PASSWORD
from tests.notifications.conftest import Told
from tests.security.test_second_factor import now_shown


def sign_in(user: User, address: str) -> None:
    given = {"username": user.username, "password": PASSWORD}
    assert Client(REMOTE_ADDR=address).post("/accounts/login/", given).status_code == 302


def test_a_sign_in_from_a_new_address_is_told_to_the_owner(drafter: User, told: Told) -> None:
    sign_in(drafter, "10.0.0.1")
    sign_in(drafter, "10.0.0.1")
    assert told("account.place") == set()
    sign_in(drafter, "10.0.0.2")
    assert told("account.place") == {"drafter"}
    assert "10.0.0.2" in sentence(Message.objects.get())


def test_a_post_is_told_to_whoever_was_given_it(agency: Agency, lead: User, viewer: User, told: Told) -> None:
    give_post(user=viewer, agency=agency, role=Role.DRAFTER, by=lead)
    assert told("post.given") == {"viewer"}
    words = sentence(Message.objects.get(code="post.given"))
    assert words == "负责人沈青为您安排了岗位：云溪县林业和草原局起草人。"


def test_a_substitution_is_told_to_both_but_not_to_who_arranged_it(
    agency: Agency, drafter: User, viewer: User, lead: User, told: Told
) -> None:
    post, today = Membership.objects.get(user=drafter), timezone.localdate()
    made = stand_in(post=post, substitute=viewer, from_day=today, until_day=today + timedelta(days=3), by=lead)
    assert told("substitute.set") == {"viewer", "drafter"}
    end_standing_in(substitution=made, by=drafter)
    assert told("substitute.ended") == {"viewer"}


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (actions.PASSWORD_CHANGED, "account.password"),
        (actions.SECOND_FACTOR_SET, "account.second.set"),
        (actions.SECOND_FACTOR_REMOVED, "account.second"),
        (actions.RECOVERY_CODES_MADE, "account.recovery"),
        (actions.KEY_ADDED, "account.key.added"),
        (actions.KEY_REMOVED, "account.key.removed"),
        (actions.IDENTITY_BOUND, "account.identity"),
        (actions.IDENTITY_FORGOTTEN, "account.identity.forgotten"),
        (actions.MAIL_ADDRESS_SET, "account.mail"),
        (actions.ACCOUNT_BEGUN, "account.begun"),
        (actions.ACCOUNT_RESTORED, "account.restored"),
    ],
)
def test_what_happens_to_an_account_is_told_to_its_owner_alone(
    action: str, code: str, agency: Agency, drafter: User, security_admin: User, told: Told
) -> None:
    record(action, by=security_admin, agency=agency, subject=f"user:{drafter.pk}")
    assert told(code) == {"drafter"}


def test_what_a_person_does_to_the_own_account_is_told_as_well(agency: Agency, drafter: User, told: Told) -> None:
    record(actions.KEY_ADDED, by=drafter, agency=agency, subject=f"user:{drafter.pk}")
    assert told("account.key.added") == {"drafter"}


def test_what_failed_is_told_to_nobody(agency: Agency, drafter: User) -> None:
    record(actions.PASSWORD_CHANGED, by=drafter, agency=agency, subject=f"user:{drafter.pk}", succeeded=False)
    assert not Message.objects.exists()


def test_a_second_factor_and_new_recovery_codes_are_told_once_each(drafter: User, told: Told) -> None:
    client = Client()
    assert client.post("/accounts/login/", {"username": "drafter", "password": PASSWORD}).status_code == 302
    client.post("/accounts/second/", {"code": now_shown(second_factor.propose(drafter))})
    assert (told("account.second.set"), told("account.recovery")) == ({"drafter"}, set())
    assert client.post("/accounts/second/switch/", {"verb": "codes"}).status_code == 200
    assert Message.objects.filter(code__in=("account.second.set", "account.recovery")).count() == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("mailing", Mailing.values)
def test_it_is_mailed_at_once_whatever_the_person_wishes(
    agency: Agency, drafter: User, settings: LazySettings, mailing: str, language: str
) -> None:
    settings.MAIL_READY = True
    User.objects.filter(pk=drafter.pk).update(email="zhou@example.gov.cn")
    wish(by=drafter, mailings={Kind.ACCOUNT: mailing}, language=language)
    record(actions.RECOVERY_CODES_MADE, by=drafter, agency=agency, subject=f"user:{drafter.pk}")
    assert send_due() == 1
    assert {"zh-hans": "换了新的备用码", "en": "new recovery codes"}[language] in mail.outbox[0].subject


def test_posts_are_mailed_as_the_person_wishes(
    agency: Agency, lead: User, viewer: User, settings: LazySettings
) -> None:
    settings.MAIL_READY = True
    User.objects.filter(pk=viewer.pk).update(email="viewer@example.gov.cn")
    wish(by=viewer, mailings={Kind.ACCOUNT: Mailing.OFF}, language="zh-hans")
    give_post(user=viewer, agency=agency, role=Role.DRAFTER, by=lead)
    assert send_due() == 0
