"""督查的取用: the office, the year and the agencies of a page of progress; 403 for people of no office, else 404."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, Role, Scope, User
from govreport.agencies.querysets import posts
from govreport.calls.permissions import may_supervise
from govreport.calls.standing import Line, standing
from govreport.reports.models.report import FIRST_YEAR, LAST_YEAR
from govreport.web.oversight.selectors import offices


@dataclass(frozen=True, slots=True)
class Field:
    """督查范围: an office of the person's, a report year, and a line for each agency under it."""

    offices: Sequence[Agency]
    office: Agency
    year: int
    lines: Sequence[Line]

    def line(self, code: str) -> Line:
        """The line of an agency; Http404 for any other."""
        found = next((line for line in self.lines if line.code == code), None)
        if found is None:
            raise Http404
        return found


def own_offices(user: User) -> Sequence[Agency]:
    """The person's offices; PermissionDenied for people of none."""
    mine = offices(user)
    if not mine:
        raise PermissionDenied(_("报送进度由主管部门查看，您没有主管部门的岗位。"))
    return mine


def field_of(request: HttpRequest, user: User) -> Field:
    """What ``?office=`` and ``?year=`` name: the first office and the year that is due now when they name nothing."""
    mine, office, subtree = office_of(request, user)
    year = year_of(request)
    return Field(mine, office, year, standing(office, year, subtree=subtree))


def office_of(request: HttpRequest, user: User) -> tuple[Sequence[Agency], Agency, bool]:
    """The person's offices, the one asked for (else the first), and whether what stands under it is the person's too.

    PermissionDenied for people of no office.
    """
    mine = own_offices(user)
    asked = request.GET.get("office", "")
    office = next((item for item in mine if item.code == asked), mine[0])
    reach = {post.agency for post in posts(user.pk) if post.role == Role.SUPERVISOR and post.scope == Scope.SUBTREE}
    return mine, office, office.pk in reach


def year_of(request: HttpRequest) -> int:
    """The report year asked for; last year, whose reports are due now, for anything else."""
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year - 1


def agency_under(user: User, code: str) -> Agency:
    """An agency the person supervises; Http404 for any other, PermissionDenied for people of no office."""
    own_offices(user)
    agency = Agency.objects.filter(code=code).first()
    if agency is None or not may_supervise(user, agency):
        raise Http404
    return agency
