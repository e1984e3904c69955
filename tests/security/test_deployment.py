"""生产环境: the settings behind TLS leave Django nothing to warn of; wrong ones stop the start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from govreport.accounts.profiles import whom
from tests.paths import ROOT

PRODUCTION = {
    "GOVREPORT_SECURE": "1",
    "GOVREPORT_BEHIND_PROXY": "1",
    "SECRET_KEY": "k7-" + "Zq3xv9Lw" * 8,
    "ALLOWED_HOSTS": "nb.example.gov.cn",
    "DEBUG": "0",
}


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in an environment of its own."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    given = kept | {"GOVREPORT_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "govreport.settings"} | environment
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def told(folder: Path, expression: str, **environment: str) -> str:
    """What a setting is in such an environment."""
    done = run(folder, "-c", f"from django.conf import settings; print({expression})", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_nothing_is_left_to_warn_of(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


def test_the_cookies_belong_to_this_host_and_travel_over_tls_only(tmp_path: Path) -> None:
    names = "settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE"
    assert told(tmp_path, names, **PRODUCTION) == "__Host-sessionid __Host-csrftoken True"


def test_the_language_that_was_chosen_travels_over_tls_only_too(tmp_path: Path) -> None:
    names = "settings.LANGUAGE_COOKIE_SECURE, settings.LANGUAGE_COOKIE_HTTPONLY, settings.LANGUAGE_COOKIE_SAMESITE"
    assert told(tmp_path, names, **PRODUCTION) == "True True Lax"


# All that a browser is given without an account: preferences, switched on and off, and a sentence for the next page.
EVERY_COOKIE = """
import django
django.setup()
from django.test import Client
client = Client(SERVER_NAME="nb.example.gov.cn", headers={"X-Forwarded-Proto": "https"})
steps = [
    ("/elder/", {"elder": "1"}), ("/reading/", {"size": "l", "contrast": "1"}), ("/i18n/setlang/", {"language": "en"}),
    ("/elder/", {"elder": "0"}),
]
for where, form in steps:
    for cookie in client.post(where, form).cookies.values():
        print(cookie.OutputString())
for cookie in client.get("/accounts/code/").cookies.values():
    print(cookie.OutputString())
"""


def test_every_cookie_behind_tls_is_bound_to_this_host(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", EVERY_COOKIE, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    names = [line.split("=")[0].removeprefix("__Host-") for line in lines]
    assert names == ["elder", "size", "contrast", "django_language", "elder", "messages"]
    for line in lines:
        assert line.startswith("__Host-"), line
        assert "; Secure" in line, line
        assert "; Path=/" in line, line
        assert "Domain" not in line, line
        assert "SameSite=Lax" in line, line
    # Switching off removes the cookie of that name; a removal that a browser ignored would leave it.
    assert [line for line in lines if "__Host-elder=" in line][1].startswith('__Host-elder=""')


def test_without_tls_cookies_keep_their_plain_names(tmp_path: Path) -> None:
    names = "settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.COOKIE_PREFIX"
    assert told(tmp_path, names) == "sessionid django_language"


def test_behind_tls_everybody_needs_a_second_factor_unless_told_otherwise(tmp_path: Path) -> None:
    wanted = "settings.PROFILE, settings.SECOND_FACTOR_FOR"
    assert told(tmp_path, wanted, **PRODUCTION) == "dengbao all"
    assert told(tmp_path, wanted, **PRODUCTION, GOVREPORT_PROFILE="asvs") == "asvs all"
    assert told(tmp_path, wanted, **PRODUCTION, GOVREPORT_SECOND_FACTOR_FOR="posts") == "dengbao posts"
    assert told(tmp_path, wanted, **PRODUCTION, GOVREPORT_DEMO_SHOWN="1") == "dengbao nobody"
    assert told(tmp_path, wanted) == "dengbao nobody"


@pytest.mark.parametrize(
    ("said", "switch", "meant"),
    [
        ("", None, "usual"),
        ("", True, "posts"),
        ("", False, "nobody"),
        ("all", False, "all"),
        ("nobody", True, "nobody"),
    ],
)
def test_the_older_switch_means_what_it_meant_and_the_newer_word_counts_first(
    said: str, switch: bool | None, meant: str
) -> None:
    assert whom(said, switch=switch, usual="usual") == meant


def test_the_older_switch_is_still_read(tmp_path: Path) -> None:
    wanted = "settings.SECOND_FACTOR_FOR"
    assert told(tmp_path, wanted, **PRODUCTION, GOVREPORT_REQUIRE_SECOND_FACTOR="1") == "posts"
    assert told(tmp_path, wanted, **PRODUCTION, GOVREPORT_REQUIRE_SECOND_FACTOR="0") == "nobody"


def test_an_unknown_word_for_it_stops_the_start(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", GOVREPORT_SECOND_FACTOR_FOR="some")
    assert done.returncode != 0
    assert "GOVREPORT_SECOND_FACTOR_FOR must be nobody, posts or all" in done.stderr


def test_what_is_left_empty_is_as_if_it_were_not_set(tmp_path: Path) -> None:
    wanted = "settings.PASSKEYS_ALONE, settings.WEBAUTHN_RP_ID, settings.WEBAUTHN_ORIGINS, settings.DATA_KEY_FALLBACKS"
    names = ("GOVREPORT_PASSKEYS_ALONE", "WEBAUTHN_RP_ID", "WEBAUTHN_ORIGINS", "GOVREPORT_DATA_KEY_FALLBACKS")
    site = {"GOVREPORT_PROFILE": "asvs", "SITE_URL": "https://nb.example.gov.cn/"}
    usual = told(tmp_path, wanted, **site)
    assert usual == "True nb.example.gov.cn ['https://nb.example.gov.cn'] []"
    assert told(tmp_path, wanted, **site, **dict.fromkeys(names, "")) == usual
    assert told(tmp_path, "settings.PASSKEYS_ALONE", **site, GOVREPORT_PASSKEYS_ALONE="0") == "False"


def test_an_unknown_profile_stops_the_start(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", GOVREPORT_PROFILE="none")
    assert done.returncode != 0
    assert "GOVREPORT_PROFILE must be one of dengbao, asvs" in done.stderr


def test_passwords_are_kept_with_argon2(tmp_path: Path) -> None:
    assert told(tmp_path, "settings.PASSWORD_HASHERS[0]").endswith("Argon2PasswordHasher")
