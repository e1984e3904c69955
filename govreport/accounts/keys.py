"""安全密钥与通行密钥 (WebAuthn): registering a key, and believing what one has signed.

Site and addresses come from the settings, never from the request; what is checked is py_webauthn's.
"""

import struct
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from govreport.accounts.lockout import agency_of
from govreport.accounts.models import Key
from govreport.accounts.profiles import VERIFICATION
from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record

# Nobody carries more; and characters of an answer, which is a few hundred bytes.
MOST: Final = 10
LONGEST: Final = 20_000
# What the library and the decoders below it raise for what is no answer of a key.
FAULTS: Final = (
    WebAuthnException,
    UnsupportedAlgorithm,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RecursionError,
    struct.error,
)


class KeyRefusedError(Exception):
    """What a key answered does not count; the text is for the log, never for the page."""


def of(user: User) -> list[Key]:
    """The keys of a person, the oldest first."""
    return list(Key.objects.filter(user=user))


def handle_of(user: User) -> str:
    """By what a passkey names its holder (base64url): the same for all of a person, also when the secret changes."""
    mine = Key.objects.filter(user=user).first()
    return mine.handle if mine else bytes_to_base64url(salted_hmac("govreport.key-handle", str(user.pk)).digest())


def verification() -> UserVerificationRequirement:
    """Whether a key must check its holder where it comes after the password."""
    return UserVerificationRequirement(VERIFICATION[settings.PROFILE])


def options_to_add(user: User, challenge: bytes) -> str:
    """What ``navigator.credentials.create()`` is called with, as JSON."""
    return options_to_json(
        generate_registration_options(
            rp_id=settings.WEBAUTHN_RP_ID,
            rp_name=_("政府信息公开年报"),
            user_id=base64url_to_bytes(handle_of(user)),
            user_name=user.username,
            user_display_name=str(user),
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED, user_verification=verification()
            ),
            exclude_credentials=[_descriptor(key) for key in of(user)],
        )
    )


def options_to_ask(user: User | None, challenge: bytes) -> str:
    """What ``navigator.credentials.get()`` is called with, as JSON; for nobody: any passkey that checks its holder."""
    allowed = [_descriptor(key) for key in of(user)] if user else []
    wanted = verification() if user else UserVerificationRequirement.REQUIRED
    return options_to_json(
        generate_authentication_options(
            rp_id=settings.WEBAUTHN_RP_ID, challenge=challenge, allow_credentials=allowed, user_verification=wanted
        )
    )


@transaction.atomic
def add(user: User, *, name: str, answer: str, challenge: bytes) -> Key:
    """登记 a key under a name; raises ``KeyRefusedError``."""
    try:
        parsed = parse_registration_credential_json(_bounded(answer))
        made = verify_registration_response(
            credential=parsed,
            expected_challenge=challenge,
            expected_rp_id=settings.WEBAUTHN_RP_ID,
            expected_origin=settings.WEBAUTHN_ORIGINS,
            require_user_verification=verification() is UserVerificationRequirement.REQUIRED,
        )
    except FAULTS as error:
        raise KeyRefusedError(str(error)) from error
    User.objects.select_for_update().get(pk=user.pk)
    credential = bytes_to_base64url(made.credential_id)
    if Key.objects.filter(credential=credential).exists() or Key.objects.filter(user=user).count() >= MOST:
        raise KeyRefusedError("registered already, or too many")
    key = Key.objects.create(
        user=user,
        name=name,
        credential=credential,
        public_key=made.credential_public_key,
        handle=handle_of(user),
        count=made.sign_count,
        transports=[transport.value for transport in parsed.response.transports or []],
        since=timezone.now(),
    )
    _note(actions.KEY_ADDED, key, user)
    return key


@transaction.atomic
def use(answer: str, *, challenge: bytes, user: User | None) -> Key:
    """The key that signed this challenge, its use noted; raises ``KeyRefusedError``.

    ``user`` None: whoever the key belongs to; it must then name its holder itself and have checked them.
    """
    try:
        parsed = parse_authentication_credential_json(_bounded(answer))
        key = _known(bytes_to_base64url(parsed.raw_id), user)
        if user is None and parsed.response.user_handle != base64url_to_bytes(key.handle):
            raise KeyRefusedError("the key names another holder")
        found = verify_authentication_response(
            credential=parsed,
            expected_challenge=challenge,
            expected_rp_id=settings.WEBAUTHN_RP_ID,
            expected_origin=settings.WEBAUTHN_ORIGINS,
            credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.count,
            require_user_verification=user is None or verification() is UserVerificationRequirement.REQUIRED,
        )
    except FAULTS as error:
        raise KeyRefusedError(str(error)) from error
    # The count is still what was looked at: the same answer sent twice at once counts once.
    unused = Key.objects.filter(pk=key.pk, count=key.count)
    if unused.update(count=found.new_sign_count, used=timezone.now()) != 1:
        raise KeyRefusedError("used meanwhile")
    return key


@transaction.atomic
def remove(key: Key, *, by: User) -> None:
    """删除 one key."""
    Key.objects.filter(pk=key.pk).delete()
    _note(actions.KEY_REMOVED, key, by)


def _known(credential: str, user: User | None) -> Key:
    mine = Key.objects.select_related("user").filter(credential=credential, user__is_active=True)
    key = (mine.filter(user=user) if user else mine).first()
    if key is None:
        raise KeyRefusedError("no such key")
    return key


def _bounded(answer: str) -> str:
    if len(answer) > LONGEST:
        raise KeyRefusedError("too long")
    return answer


def _descriptor(key: Key) -> PublicKeyCredentialDescriptor:
    known = {transport.value for transport in AuthenticatorTransport}
    transports = [AuthenticatorTransport(name) for name in key.transports if name in known]
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential), transports=transports or None)


def _note(action: str, key: Key, by: User) -> None:
    payload = {"note": f"{key.user}：{key.name}"}
    record(action, by=by, agency=agency_of(key.user), subject=f"user:{key.user_id}", payload=payload)
