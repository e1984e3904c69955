"""统一身份认证的账号: whose account it is, what is asked besides, and how one leaves."""

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from govreport.accounts import second_factor
from govreport.accounts.models import Credential, Identity
from govreport.agencies.models import User
from govreport.journal.models import Event
from tests.cast import PASSWORD
from tests.security.conftest import SignIn
from tests.security.oidc_steps import said, through
from tests.security.provider import Provider
from tests.security.test_second_factor import is_in

pytestmark = pytest.mark.django_db


class TestAccounts:
    """Whose account it is."""

    def test_nobody_gets_an_account_by_being_recognised(self, provider: Provider, drafter: User) -> None:
        provider.person = {"sub": "s-9", "preferred_username": "newcomer"}
        client = Client()
        through(client, provider)
        assert "没有您可用的账号（newcomer）" in said(client)
        assert not User.objects.filter(username="newcomer").exists()

    @pytest.mark.parametrize("name", [None, "", 7, ["drafter"], " "])
    def test_without_a_name_there_is_no_account(self, provider: Provider, drafter: User, name: object) -> None:
        provider.person = {"sub": "s-9", "preferred_username": name}
        client = Client()
        through(client, provider)
        assert not is_in(client)

    def test_the_claim_is_the_one_of_the_settings(
        self, provider: Provider, drafter: User, settings: LazySettings
    ) -> None:
        settings.OIDC_CLAIM = "employee"
        provider.person = {"sub": "s-9", "preferred_username": "reviewer", "employee": "drafter"}
        through(Client(), provider)
        assert Identity.objects.get().user == drafter

    def test_whoever_gets_the_name_later_does_not_get_the_account(
        self, provider: Provider, drafter: User, reviewer: User
    ) -> None:
        through(Client(), provider)
        provider.person = {"sub": "s-2", "preferred_username": "drafter"}
        client = Client()
        through(client, provider)
        assert not is_in(client)
        provider.person = {"sub": "s-1", "preferred_username": "reviewer"}
        through(client, provider)
        assert client.session["_auth_user_id"] == str(drafter.pk)

    def test_a_suspended_account_stays_closed(self, provider: Provider, drafter: User) -> None:
        for bound in (False, True):
            User.objects.update(is_active=bound)
            through(Client(), provider)
            User.objects.update(is_active=False)
            client = Client()
            through(client, provider)
            assert not is_in(client)

    def test_where_the_setting_says_so_an_account_is_opened_without_password_and_post(
        self, provider: Provider, settings: LazySettings
    ) -> None:
        settings.OIDC_CREATE_ACCOUNTS = True
        provider.person = {"sub": "s-9", "preferred_username": "newcomer", "name": "新来的 人"}
        client = Client()
        through(client, provider)
        user = User.objects.get(username="newcomer")
        assert user.full_name == "新来的 人"
        assert not user.has_usable_password()
        assert not user.memberships.exists()
        assert is_in(client)

    def test_an_account_is_not_opened_under_an_impossible_name(
        self, provider: Provider, settings: LazySettings
    ) -> None:
        settings.OIDC_CREATE_ACCOUNTS = True
        for name in ("a b", "<script>", "x" * 200):
            provider.person = {"sub": "s-9", "preferred_username": name}
            client = Client()
            through(client, provider)
            assert not is_in(client)
            assert "<script>" not in said(client)
        assert not User.objects.exists()

    def test_after_the_provider_has_moved_the_name_counts_again(self, provider: Provider, drafter: User) -> None:
        through(Client(), provider)
        call_command("forget_identity", "drafter")
        provider.person = {"sub": "s-2", "preferred_username": "drafter"}
        client = Client()
        through(client, provider)
        assert is_in(client)
        assert Event.objects.filter(action="account.identity.forgotten").count() == 1
        for name in ("nobody", "drafter"):
            Identity.objects.all().delete()
            with pytest.raises(CommandError):
                call_command("forget_identity", name)


class TestSecondFactor:
    """The provider's, where the settings know its word for it; else ours."""

    @pytest.fixture(autouse=True)
    def equipped(self, provider: Provider, drafter: User) -> None:
        second_factor.propose(drafter)
        second_factor.SecondFactor.objects.update(confirmed_at=drafter.date_joined)

    def test_ours_is_asked_for(self, provider: Provider) -> None:
        client = Client()
        assert through(client, provider, "/desk/jobs/")["Location"] == "/accounts/code/"
        assert not is_in(client)

    def test_the_providers_counts_when_the_settings_name_it(self, provider: Provider, settings: LazySettings) -> None:
        settings.OIDC_ACR = ["urn:two"]
        for acr, where in (("urn:one", "/accounts/code/"), ("urn:two", "/desk/"), (["urn:two"], "/accounts/code/")):
            provider.person["acr"] = acr
            client = Client()
            assert through(client, provider)["Location"] == where
        assert provider.asked[-1]["acr_values"] == "urn:two"

    def test_without_the_setting_no_word_of_the_provider_counts(self, provider: Provider) -> None:
        provider.person["acr"] = ""
        assert through(Client(), provider)["Location"] == "/accounts/code/"


def test_whoever_must_have_a_second_factor_sets_it_up_and_no_password_is_asked_to_be_changed(
    provider: Provider, signatory: User, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_FOR = "posts"
    Credential.objects.create(user=signatory, set_at=signatory.date_joined, must_change=True)
    provider.person["preferred_username"] = "signatory"
    client = Client()
    through(client, provider)
    assert client.get("/desk/")["Location"] == "/accounts/second/"


class TestLocalLogin:
    """Switched off, but for the administrators."""

    @pytest.fixture(autouse=True)
    def off(self, provider: Provider, settings: LazySettings) -> None:
        settings.LOCAL_LOGIN = False

    def test_a_right_password_reads_like_a_wrong_one(self, sign_in: SignIn, drafter: User) -> None:
        right, wrong = sign_in("drafter", PASSWORD), sign_in("drafter", "wrong")
        assert right.status_code == wrong.status_code == 200
        assert "用户名或密码不对" in right.content.decode()
        assert Event.objects.filter(action="account.sign_in.failed").count() == 2

    def test_administrators_get_in(self, sign_in: SignIn, security_admin: User) -> None:
        assert sign_in("security_admin", PASSWORD)["Location"] == "/desk/"

    def test_the_page_leads_to_the_provider(self) -> None:
        page = said(Client())
        assert "用统一身份认证登录" in page
        assert "系统、安全、审计管理员登录" in page


def test_signing_out_leads_to_signing_out_there_where_that_is_wanted(
    provider: Provider, drafter: User, settings: LazySettings
) -> None:
    for wanted in (True, False):
        settings.OIDC_LOGOUT = wanted
        client = Client()
        through(client, provider)
        answer = client.post("/accounts/logout/")
        assert not is_in(client)
        assert (answer["Location"] == "/accounts/oidc/left/") is wanted
        page = client.get("/accounts/oidc/left/").text
        assert (f"{provider.issuer}/leave?id_token_hint=" in page) is wanted
        assert "id_token_hint" not in client.get("/accounts/oidc/left/").text


def test_the_provider_leads_back_to_the_address_of_the_site(
    provider: Provider, drafter: User, settings: LazySettings
) -> None:
    settings.OIDC_LOGOUT = True
    client = Client()
    through(client, provider)
    settings.SITE_URL = "https://nb.example.gov.cn"
    client.post("/accounts/logout/")
    page = client.get("/accounts/oidc/left/").text
    assert "post_logout_redirect_uri=https%3A%2F%2Fnb.example.gov.cn%2F&amp;" in page


def test_whoever_came_by_password_signs_out_here_alone(
    provider: Provider, drafter: User, settings: LazySettings, sign_in: SignIn
) -> None:
    settings.OIDC_LOGOUT = True
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    assert client.post("/accounts/logout/")["Location"] == "/"
