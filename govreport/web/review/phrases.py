"""常用意见: what this person has written before when deciding, the most frequent first."""

from typing import Final

from django.db.models import Count, Max
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import User
from govreport.workflow.models import Decision

_MOST: Final = 5
_LONGEST: Final = 40
# What everybody begins with.
FIRST: Final = {
    "approve": (_("同意。"), _("同意，请签发。")),
    "return": (_("请按各处意见修改后再报。"), _("请核对数据后再报。")),
}


def phrases(user: User, verb: str) -> list[str]:
    """Up to seven short opinions for agreeing (``approve``) or sending back (``return``); one query."""
    verbs = ("return", "send_back") if verb == "return" else ("approve", "accept")
    own = Decision.objects.filter(by=user, verb__in=verbs).exclude(note="").annotate(size=Length("note"))
    counted = own.filter(size__lte=_LONGEST).values("note").annotate(times=Count("pk"), last=Max("at"))
    written = [row["note"] for row in counted.order_by("-times", "-last")[:_MOST]]
    return list(dict.fromkeys([*written, *(str(text) for text in FIRST[verb])]))
