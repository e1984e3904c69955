"""新版次: the next version of a report, with everything the one before it says."""

from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of, write_document
from govreport.reports.models import Explanation, FigureLink, Version
from govreport.reports.models.version import UNPUBLISHED


def next_version(*, version: Version, by: User) -> Version:
    """A draft that begins as a copy of ``version``; inside a transaction that holds the report locked.

    Figures, texts, printed words, linked numbers and reasons are handed down, the reviewer's rulings with them: they
    hold as long as the values they speak of. Raises ``Refused`` while another version is in work.
    """
    report = version.report
    last = report.versions.order_by("number").last()
    if last is not None and last.state in UNPUBLISHED:
        words = _("第 %(number)s 版正在办理（%(state)s），办完以前不能再开始新的版次。")
        raise Refused(words % {"number": last.number, "state": last.get_state_display()})
    draft = Version.objects.create(
        report=report,
        number=(last or version).number + 1,
        origin=version.origin,
        title=version.title,
        agency_name=version.agency_name,
        source_name=version.source_name,
        created_by=by,
    )
    write_document(draft, document_of(version))
    for item in FigureLink.objects.filter(version=version):
        FigureLink.objects.create(
            version=draft,
            section=item.section,
            address=item.address,
            start=item.start,
            length=item.length,
            seen=item.seen,
        )
    for reason in Explanation.objects.filter(version=version):
        reason.pk, reason.version, reason._state.adding = None, draft, True
        reason.save()
    return draft
