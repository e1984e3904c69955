"""口令: which are accepted, when one has to be changed, and the ones used before."""

import unicodedata
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.accounts.lockout import agency_of
from govreport.accounts.models import Credential, UsedPassword
from govreport.accounts.profiles import DAYS
from govreport.agencies.models import Agency, User
from govreport.journal import actions
from govreport.journal.services import record

KEPT: Final = 5
CLASSES: Final = 3
# Words that everybody guesses first here; names and codes of the person's agencies come beside them.
PRODUCT: Final = ("govreport", "nianbao", "zhengwu", "xinxigongkai", "年报", "政府信息公开")
SHORTEST_WORD: Final = 4


class ClassesValidator:
    """三种字符: capital letters, small letters, digits, others; three of the four."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Raises ``ValidationError``."""
        found = sum(
            any(test(character) for character in password)
            for test in (str.isupper, str.islower, str.isdigit, lambda character: not character.isalnum())
        )
        if found < CLASSES:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("密码要含大写字母、小写字母、数字、符号四类中的至少三类。")


class OwnWordsValidator:
    """单位名称和系统名称: names of the person's agencies, their codes, and words of the product."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Raises ``ValidationError``."""
        text = unicodedata.normalize("NFKC", password).casefold()
        for word in (*PRODUCT, *_own_words(user)):
            if word in text:
                raise ValidationError(
                    _("密码中不能有“%(word)s”：单位和系统的名称容易被猜到。") % {"word": word}, code="password_own_word"
                )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("密码中不能有本机关的名称、代码和本系统的名称。")


class UsedBeforeValidator:
    """用过的密码: the one in use and those before it, five together."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Raises ``ValidationError``."""
        if not isinstance(user, User) or not user.pk:
            return
        used = UsedPassword.objects.filter(user=user).values_list("encoded", flat=True)[:KEPT]
        if any(check_password(password, encoded) for encoded in {user.password, *used}):
            raise ValidationError(self.get_help_text(), code="password_used")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("最近 %(count)s 次用过的密码不能再用。") % {"count": KEPT}


def _own_words(user: object | None) -> set[str]:
    if not isinstance(user, User) or not user.pk:
        return set()
    agencies = Agency.objects.filter(memberships__user=user)
    words = {
        part.casefold()
        for agency in agencies
        for part in (agency.name, agency.short_name, agency.code, *agency.code.split("-"))
    }
    return {word for word in words if len(word) >= SHORTEST_WORD}


def days() -> int | None:
    """After how many days a password has to be changed in the profile in use; never in a demonstration."""
    return None if settings.DEMO else DAYS[settings.PROFILE]


def due(user: User) -> str:
    """Why the person has to choose another password: ``given``, ``old``, or nothing."""
    state = Credential.objects.filter(user=user).first()
    if state and state.must_change:
        return "given"
    since, most = state.set_at if state else user.date_joined, days()
    return "old" if most is not None and timezone.now() - since >= timedelta(days=most) else ""


def hand_out(user: User) -> None:
    """The password of this new account was made by somebody else: its holder changes it after signing in."""
    _keep(user, must_change=True)


@transaction.atomic
def changed(user: User, *, before: str = "") -> None:
    """修改密码, done by the person: note it, with the hash used ``before``."""
    if before and not UsedPassword.objects.filter(user=user, encoded=before).exists():
        UsedPassword.objects.create(user=user, encoded=before)
    _keep(user, must_change=False)
    record(
        actions.PASSWORD_CHANGED,
        by=user,
        agency=agency_of(user),
        subject=f"user:{user.pk}",
        payload={"note": str(user)},
    )


def _keep(user: User, *, must_change: bool) -> None:
    facts = {"set_at": timezone.now(), "must_change": must_change}
    Credential.objects.update_or_create(user=user, defaults=facts)
    UsedPassword.objects.create(user=user, encoded=user.password)
    kept = UsedPassword.objects.filter(user=user).values_list("pk", flat=True)[:KEPT]
    UsedPassword.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
