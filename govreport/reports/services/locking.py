"""取用版次: a version with its row locked, for a person who may edit it."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Version


def locked(version: Version) -> Version:
    """The version as it is now, its row locked until the transaction ends."""
    return Version.objects.select_for_update(of=("self",)).select_related("report__agency").get(pk=version.pk)


def locked_for_edit(version: Version, by: User) -> Version:
    """The locked version; raises ``Refused`` unless the person drafts it and it is being drafted."""
    current = locked(version)
    if not may_edit(by, current.report.agency):
        raise NotAllowed(_("您不是“%(agency)s”的起草人，不能修改这份报告。") % {"agency": current.report.agency})
    if not current.editable:
        raise Refused(
            _("这份报告现在是“%(state)s”，不能修改。需要修改的，请先撤回送审或由审核人退回。")
            % {"state": current.get_state_display()}
        )
    return current


def touch(version: Version) -> None:
    """Count a save."""
    Version.objects.filter(pk=version.pk).update(lock=F("lock") + 1, changed_at=timezone.now())
