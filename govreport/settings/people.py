"""账号: how people sign in, and what a password must be (docs/security.md)."""

from govreport.accounts.profiles import validators
from govreport.settings.environment import SECURE, env

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
# Whether signatories and administrators must sign in with a second factor.
REQUIRE_SECOND_FACTOR = env.bool("GOVREPORT_REQUIRE_SECOND_FACTOR", default=SECURE and PROFILE == "dengbao")
# What secrets in the database are encrypted with; empty: with a key drawn from SECRET_KEY.
DATA_KEY = env.str("GOVREPORT_DATA_KEY", default="")
DATA_KEY_FALLBACKS = env.list("GOVREPORT_DATA_KEY_FALLBACKS", default=[])
# A code for the first sign-in is good for a day.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
