"""统一身份: which account a person has whom an OpenID Connect provider has recognised, and who may do without it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from govreport.accounts import sessions
from govreport.accounts.lockout import agency_of
from govreport.accounts.models import Identity
from govreport.accounts.oidc import Proof
from govreport.agencies.models import ADMINISTRATORS, User
from govreport.agencies.querysets import posts
from govreport.journal import actions
from govreport.journal.services import record


class NoAccountError(Exception):
    """Nobody here is that person; the text is for the journal."""


@transaction.atomic
def account(proof: Proof) -> User:
    """The account of a proven person; raises ``NoAccountError``.

    The first time it is found by the claim of the settings and bound to issuer and subject; a name that is given to
    somebody else later opens nothing.
    """
    known = Identity.objects.select_related("user").filter(issuer=proof.issuer, subject=proof.subject).first()
    if known is None:
        user = User.objects.select_for_update().filter(username=proof.name).first() if proof.name else None
        return _bound(user or _opened(proof), proof)
    if not known.user.is_active:
        raise NoAccountError("suspended")
    return known.user


def local(user: User) -> bool:
    """Whether password and keys of this system open the account: always, or for administrators only."""
    return bool(settings.LOCAL_LOGIN) or any(post.role in ADMINISTRATORS for post in posts(user.pk))


@transaction.atomic
def forget(user: User, *, by: User | None = None) -> int:
    """解除: the person is found by name again, for instance after the provider has moved; how many were forgotten.

    Whoever came in as that identity, rightly or not, is signed out.
    """
    found = Identity.objects.filter(user=user).delete()[0]
    if found:
        sessions.end_all(user)
        _note(actions.IDENTITY_FORGOTTEN, user, by)
    return found


def _bound(user: User, proof: Proof) -> User:
    if not user.is_active:
        raise NoAccountError("suspended")
    if Identity.objects.filter(issuer=proof.issuer, user=user).exists():
        raise NoAccountError("the account is somebody else's")
    Identity.objects.create(user=user, issuer=proof.issuer, subject=proof.subject, since=timezone.now())
    _note(actions.IDENTITY_BOUND, user)
    return user


def _opened(proof: Proof) -> User:
    """A new account without password and post, where the settings allow it."""
    if not settings.OIDC_CREATE_ACCOUNTS or not proof.name:
        raise NoAccountError("no account")
    name = proof.claims.get("name")
    full_name = name if isinstance(name, str) else ""
    user = User(username=proof.name, full_name=" ".join(full_name.split())[:50] or proof.name)
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        raise NoAccountError(f"no usable name: {error}") from error
    user.save()
    _note(actions.ACCOUNT_OPENED, user)
    return user


def _note(action: str, user: User, by: User | None = None) -> None:
    payload = {"note": str(user)}
    record(action, by=by, agency=agency_of(user), subject=f"user:{user.pk}", payload=payload)
