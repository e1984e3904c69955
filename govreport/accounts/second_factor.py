"""两步验证: codes of an authenticator (TOTP, RFC 6238: SHA-1, six digits, 30 seconds) and 备用码."""

import base64
import secrets
import time
from typing import Final
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from govreport.accounts import vault
from govreport.accounts.lockout import agency_of
from govreport.accounts.models import Key, RecoveryCode, SecondFactor
from govreport.accounts.profiles import ALL, POSTS
from govreport.agencies.models import ADMINISTRATORS, Role, User
from govreport.agencies.querysets import posts
from govreport.journal import actions
from govreport.journal.services import record

SECONDS: Final = 30
DIGITS: Final = 6
# A clock may be wrong by one stretch of 30 seconds.
APART: Final = (0, -1, 1)
RECOVERY: Final = 10
MANDATORY: Final = frozenset({Role.SIGNATORY, *ADMINISTRATORS})


def is_set(user: User) -> bool:
    """Whether a code or a key is asked for after the password."""
    return has_codes(user) or Key.objects.filter(user=user).exists()


def has_codes(user: User) -> bool:
    """Whether the person has an authenticator."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def required(user: User) -> bool:
    """必须启用: for everybody, or for whoever acts as signatory or administrator, also in somebody else's post."""
    if settings.SECOND_FACTOR_FOR == POSTS:
        return any(post.role in MANDATORY for post in posts(user.pk))
    return bool(settings.SECOND_FACTOR_FOR == ALL)


def propose(user: User) -> str:
    """A secret to put into an authenticator, in letters and digits; the same until it is confirmed."""
    found = SecondFactor.objects.filter(user=user, confirmed_at__isnull=True).first()
    secret = vault.unseal(found.secret) if found else None
    if secret is None:
        secret = secrets.token_bytes(20)
        facts = {"secret": vault.seal(secret), "confirmed_at": None, "last_step": 0}
        SecondFactor.objects.update_or_create(user=user, defaults=facts)
    return base64.b32encode(secret).decode("ascii")


def address(user: User, secret: str) -> str:
    """What the square code says (otpauth:)."""
    issuer = quote(_("政府信息公开年报"))
    return f"otpauth://totp/{issuer}:{quote(user.username)}?secret={secret}&issuer={issuer}"


@transaction.atomic
def confirm(user: User, code: str) -> list[str] | None:
    """启用 with a first code; the recovery codes, which are told this once, or None when the code is wrong."""
    factor = SecondFactor.objects.filter(user=user, confirmed_at__isnull=True).first()
    if factor is None or not _take(factor, code):
        return None
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed_at=timezone.now())
    _note(actions.SECOND_FACTOR_SET, user, user)
    return new_recovery_codes(user)


def first_recovery_codes(user: User) -> list[str] | None:
    """备用码 with the first key; None where there are some already."""
    return None if RecoveryCode.objects.filter(user=user).exists() else new_recovery_codes(user)


@transaction.atomic
def verify(user: User, code: str) -> bool:
    """Whether this is the code of now, or one of the recovery codes; either counts once."""
    text = "".join(code.split()).replace("-", "").casefold()
    factor = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()
    if factor and _take(factor, text):
        return True
    return bool(text) and RecoveryCode.objects.filter(user=user, digest=_digest(user, text)).delete()[0] == 1


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """备用码, ten, of 80 bits each; the ones before are worth nothing any more."""
    codes = [base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower() for _number in range(RECOVERY)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(user, code)) for code in codes)
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in codes]


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """换新的备用码, asked for by the person, in the journal."""
    _note(actions.RECOVERY_CODES_MADE, user, user)
    return new_recovery_codes(user)


@transaction.atomic
def remove(user: User, *, by: User) -> bool:
    """重置: no code, no key any more, for somebody who has lost them; whether there was one."""
    RecoveryCode.objects.filter(user=user).delete()
    found = SecondFactor.objects.filter(user=user).delete()[0] + Key.objects.filter(user=user).delete()[0] > 0
    if found:
        _note(actions.SECOND_FACTOR_REMOVED, user, by)
    return found


@transaction.atomic
def remove_codes(user: User) -> None:
    """停用 the authenticator; keys stay, and without any the recovery codes go too."""
    if SecondFactor.objects.filter(user=user).delete()[0]:
        _note(actions.SECOND_FACTOR_REMOVED, user, user)
    forget_recovery(user)


def forget_recovery(user: User) -> None:
    """Recovery codes open nothing where neither an authenticator nor a key is left."""
    if not is_set(user):
        RecoveryCode.objects.filter(user=user).delete()


def _take(factor: SecondFactor, code: str) -> bool:
    """Whether the code is right and of a later stretch of time than the last one taken, which it then is itself."""
    secret = vault.unseal(factor.secret)
    text = "".join(code.split())
    if secret is None or len(text) != DIGITS or not text.isascii() or not text.isdecimal():
        return False
    now = int(time.time()) // SECONDS
    made = TOTP(secret, DIGITS, SHA1(), SECONDS)  # noqa: S303 (what authenticators speak)
    for step in (now + apart for apart in APART):
        if constant_time_compare(made.generate(step * SECONDS).decode("ascii"), text):
            later = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
            return later.update(last_step=step) == 1
    return False


def _digest(user: User, code: str) -> str:
    return salted_hmac(f"govreport.recovery.{user.pk}", code, algorithm="sha256").hexdigest()


def _note(action: str, user: User, by: User) -> None:
    record(action, by=by, agency=agency_of(user), subject=f"user:{user.pk}", payload={"note": str(user)})
