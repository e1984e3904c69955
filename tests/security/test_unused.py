"""久未使用的账号: suspended after 90 days without a sign-in, and restored like any other."""

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.accounts.tasks import daily
from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.staffing.accounts import restore
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn

pytestmark = pytest.mark.django_db


def active(user: User) -> bool:
    return User.objects.get(pk=user.pk).is_active


def test_ninety_days_without_a_sign_in_suspend_an_account(
    sign_in: SignIn, forward: Forward, drafter: User, reviewer: User
) -> None:
    forward(days=60)
    assert sign_in("drafter", PASSWORD).status_code == 302
    forward(days=29)
    assert daily() == 0
    forward(days=2)
    assert daily() == 1
    assert (active(drafter), active(reviewer)) == (True, False)
    event = Event.objects.get(action="account.suspended")
    assert (event.actor, event.subject) == (None, f"user:{reviewer.pk}")
    assert "90 天没有登录" in event.payload["note"]
    assert "用户名或密码不对" in sign_in("reviewer", PASSWORD, client=Client()).text
    assert daily() == 0


def test_whoever_could_restore_the_others_is_left_out(
    forward: Forward, agency: Agency, drafter: User, security_admin: User
) -> None:
    forward(days=400)
    assert daily() == 1
    assert active(security_admin)
    restore(user=drafter, agency=agency, by=security_admin)
    assert active(drafter)


def test_a_restored_account_has_time_to_be_used(
    forward: Forward, agency: Agency, drafter: User, security_admin: User
) -> None:
    forward(days=100)
    daily()
    restore(user=drafter, agency=agency, by=security_admin)
    forward(days=1)
    assert daily() == 0
    assert active(drafter)


def test_a_demonstration_keeps_its_accounts(forward: Forward, drafter: User, settings: LazySettings) -> None:
    settings.DEMO = True
    forward(days=400)
    assert daily() == 0
    assert active(drafter)
