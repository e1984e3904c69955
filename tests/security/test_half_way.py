"""登录到一半: who has given the password and still owes a code."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn
from tests.security.test_second_factor import CODE, equipped, is_in, now_shown

pytestmark = pytest.mark.django_db


def test_another_tab_that_opens_the_sign_in_page_ends_nothing_but_who_would_be_somebody_else_does(
    client: Client, sign_in: SignIn, drafter: User, forward: Forward
) -> None:
    secret, _codes = equipped(drafter, forward)
    sign_in("drafter", PASSWORD, client=client)
    client.get("/accounts/login/")
    page = client.get(CODE).text
    assert 'href="/accounts/login/?other=1"' in page
    client.get("/accounts/login/?other=1")
    assert client.get(CODE)["Location"] == "/accounts/login/"
    sign_in("drafter", PASSWORD, client=client)
    client.get("/accounts/login/")
    client.post(CODE, {"code": now_shown(secret)})
    assert is_in(client)


def test_who_signs_in_as_somebody_else_leaves_nobody_waiting_for_a_code(
    client: Client, sign_in: SignIn, drafter: User, reviewer: User, forward: Forward
) -> None:
    equipped(drafter, forward)
    sign_in("drafter", PASSWORD, client=client)
    sign_in("reviewer", PASSWORD, client=client)
    assert client.session["_auth_user_id"] == str(reviewer.pk)
    assert "half" not in client.session
