"""口令策略: what a password must be, in one of two profiles that contradict each other (ADR 41)."""

from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

_DJANGO: Final = "django.contrib.auth.password_validation"
_OURS: Final = "govreport.accounts.passwords"

PROFILES: Final[dict[str, list[dict[str, Any]]]] = {
    # 等保 level 3: complex, changed regularly, no old one again.
    "dengbao": [
        {"NAME": f"{_DJANGO}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
        {"NAME": f"{_OURS}.ClassesValidator"},
        {"NAME": f"{_DJANGO}.CommonPasswordValidator"},
        {"NAME": f"{_DJANGO}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("username",)}},
        {"NAME": f"{_OURS}.OwnWordsValidator"},
        {"NAME": f"{_OURS}.UsedBeforeValidator"},
    ],
    # ASVS 5.0: long, of any characters, never changed without a reason.
    "asvs": [
        {"NAME": f"{_DJANGO}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
        {"NAME": f"{_DJANGO}.CommonPasswordValidator"},
        {"NAME": f"{_OURS}.OwnWordsValidator"},
    ],
}
# Whether a key must check its holder (PIN, finger, face) where it comes after the password, in the words of WebAuthn.
VERIFICATION: Final = {"dengbao": "required", "asvs": "preferred"}
# Whether a passkey that has checked its holder opens an account without the password.
PASSKEYS: Final = {"dengbao": False, "asvs": True}
# Days after which a password has to be changed; None: never.
DAYS: Final[dict[str, int | None]] = {"dengbao": 90, "asvs": None}
# For whom a second factor is a must.
NOBODY: Final = "nobody"
POSTS: Final = "posts"
ALL: Final = "all"


def whom(said: str, *, switch: bool | None, usual: str) -> str:
    """必须两步验证的范围: what is said, else what the older switch means, else what is usual.

    Raises ``ImproperlyConfigured`` for a word that is none.
    """
    if said not in ("", NOBODY, POSTS, ALL):
        raise ImproperlyConfigured(f"GOVREPORT_SECOND_FACTOR_FOR must be nobody, posts or all, not {said!r}")
    if said or switch is None:
        return said or usual
    return POSTS if switch else NOBODY


def validators(profile: str) -> list[dict[str, Any]]:
    """The setting ``AUTH_PASSWORD_VALIDATORS``; raises ``ImproperlyConfigured`` for a profile that is none."""
    if profile not in PROFILES:
        raise ImproperlyConfigured(f"GOVREPORT_PROFILE must be one of {', '.join(PROFILES)}, not {profile!r}")
    return PROFILES[profile]
