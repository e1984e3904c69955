"""启动检查: settings of signing in that shut everybody out, or let in too many, stop the start."""

import pytest
from django.conf import LazySettings

from govreport.accounts.system_checks import check_sign_in


def found(settings: LazySettings, **changed: object) -> list[str]:
    """The ids of what is wrong with changed settings."""
    for name, value in changed.items():
        setattr(settings, name, value)
    return [message.id or "" for message in check_sign_in(None)]


def test_nothing_is_wrong_with_the_settings_as_they_are(settings: LazySettings) -> None:
    assert found(settings) == []


def test_a_provider_over_tls_is_in_order(settings: LazySettings) -> None:
    assert found(settings, OIDC_ISSUER="https://sso.example.gov.cn", OIDC_CLIENT_ID="a", LOCAL_LOGIN=False) == []


@pytest.mark.parametrize(
    ("changed", "ids"),
    [
        ({"LOCAL_LOGIN": False}, ["accounts.E001"]),
        ({"OIDC_ISSUER": "http://sso.example.gov.cn", "OIDC_CLIENT_ID": "a"}, ["accounts.E002"]),
        ({"OIDC_ISSUER": "https://sso.example.gov.cn"}, ["accounts.E003"]),
        ({"OIDC_ALGORITHMS": ["RS256", "none"]}, ["accounts.E005"]),
        ({"OIDC_ALGORITHMS": ["HS256"]}, ["accounts.E005"]),
        (
            {"WEBAUTHN_RP_ID": "example.gov.cn", "WEBAUTHN_ORIGINS": ["https://example.gov.cn.evil.cn"]},
            ["accounts.E006"],
        ),
        ({"WEBAUTHN_RP_ID": "gov.cn", "WEBAUTHN_ORIGINS": ["https://evilgov.cn"]}, ["accounts.E006"]),
        ({"WEBAUTHN_RP_ID": "example.gov.cn", "WEBAUTHN_ORIGINS": ["https://nb.example.gov.cn"]}, []),
    ],
)
def test_what_is_wrong_is_named(settings: LazySettings, changed: dict[str, object], ids: list[str]) -> None:
    assert found(settings, **changed) == ids


def test_without_the_optional_part_the_start_says_what_to_install(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.accounts.system_checks.find_spec", lambda name: None)
    assert found(settings, OIDC_ISSUER="https://sso.example.gov.cn", OIDC_CLIENT_ID="a") == ["accounts.E004"]
