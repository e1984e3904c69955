"""账号: how people sign in, and what a password must be (docs/security.md)."""

from urllib.parse import urlsplit

from govreport.accounts.profiles import PASSKEYS, validators, whom
from govreport.settings.environment import SECURE, SITE_URL, env
from govreport.settings.operation import DEMO

AUTH_USER_MODEL = "agencies.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "drafting:home"
LOGOUT_REDIRECT_URL = "portal:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# 口令策略: dengbao (等保 level 3) or asvs (OWASP ASVS 5.0), which contradict each other (docs/security.md).
PROFILE = env.str("GOVREPORT_PROFILE", default="dengbao")
AUTH_PASSWORD_VALIDATORS = validators(PROFILE)
# 两步验证 is a must for whom: nobody, posts (signatories and administrators) or all; without a word everybody behind
# TLS, but for a demonstration. The older switch GOVREPORT_REQUIRE_SECOND_FACTOR means posts or nobody.
SECOND_FACTOR_FOR = whom(
    env.str("GOVREPORT_SECOND_FACTOR_FOR", default=""),
    switch=env.bool("GOVREPORT_REQUIRE_SECOND_FACTOR", default=None),
    usual="all" if SECURE and not DEMO else "nobody",
)
# 通行密钥: whether a passkey opens an account without the password; by default as the profile says.
PASSKEYS_ALONE = (
    env.bool("GOVREPORT_PASSKEYS_ALONE") if env.str("GOVREPORT_PASSKEYS_ALONE", default="") else PASSKEYS[PROFILE]
)
# For which site keys are made, and at which addresses they are used: those of SITE_URL, or of this machine
# (docs/security.md). A change of WEBAUTHN_RP_ID makes every key worthless.
WEBAUTHN_RP_ID = env.str("WEBAUTHN_RP_ID", default="") or urlsplit(SITE_URL).hostname or "localhost"
WEBAUTHN_ORIGINS = env.list("WEBAUTHN_ORIGINS", default=[]) or [
    "{0.scheme}://{0.netloc}".format(urlsplit(SITE_URL))
    if SITE_URL
    else f"http://localhost:{env.str('PORT', default='8000')}"
]
# What secrets in the database are encrypted with; empty: with a key drawn from SECRET_KEY.
DATA_KEY = env.str("GOVREPORT_DATA_KEY", default="")
DATA_KEY_FALLBACKS = env.list("GOVREPORT_DATA_KEY_FALLBACKS", default=[])
# A code for the first sign-in is good for a day.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
