"""行政机关、隶属关系、岗位: agencies, who is under whom in which years, and who works where in which role."""

from typing import ClassVar, Final

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.agencies.querysets import AgencyQuerySet


class User(AbstractUser):
    """用户: a person who signs in; what the person may do follows from the memberships alone."""

    full_name = models.CharField(_("姓名"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name shown to others."""
        return str(self)


class Level(models.TextChoices):
    """层级: codes as in the exchange format."""

    NATIONAL = "national", _("国家级")
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")


class Kind(models.TextChoices):
    """机关类别: codes as in the exchange format."""

    GOVERNMENT = "government", _("人民政府")
    GOVERNMENT_OFFICE = "government_office", _("政府办公厅（室）")
    DEPARTMENT = "department", _("政府部门")
    OTHER = "other", _("其他机关和组织")


class Agency(models.Model):
    """行政机关: a body that owes an annual report; ``code`` stands in public addresses and never changes."""

    name = models.CharField(_("机关全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=60, blank=True)
    code = models.SlugField(_("机关代码"), max_length=60, unique=True)
    level = models.CharField(_("层级"), max_length=20, choices=Level)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind)
    has_rule_making = models.BooleanField(_("有规章制定权"), default=False)
    sort = models.PositiveIntegerField(_("排列次序"), default=0)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("行政机关")
        # Administrative order, not pinyin.
        ordering: ClassVar = ["sort", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="agency_level_known"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="agency_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Placement(models.Model):
    """隶属关系: where an agency stands in the tree from one report year to another.

    ``path`` holds the codes from the root down to the agency itself, joined by ``/``; only
    ``agencies.services.place`` writes it.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Agency, models.PROTECT, related_name="child_placements", null=True, blank=True)
    from_year = models.PositiveSmallIntegerField(_("起始年度"))
    to_year = models.PositiveSmallIntegerField(_("截止年度"), null=True, blank=True)
    path = models.CharField(max_length=400, db_index=True)

    class Meta:
        verbose_name = _("隶属关系")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "from_year"], name="placement_once_per_start"),
            models.UniqueConstraint(
                fields=["agency"], condition=models.Q(to_year__isnull=True), name="placement_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(to_year__isnull=True) | models.Q(to_year__gte=models.F("from_year")),
                name="placement_years_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("agency")),
                name="placement_not_below_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Role(models.TextChoices):
    """岗位: what a person does for an agency."""

    DRAFTER = "drafter", _("起草人")
    REVIEWER = "reviewer", _("审核人")
    SIGNATORY = "signatory", _("签发人")
    VIEWER = "viewer", _("查看人")
    SUPERVISOR = "supervisor", _("主管部门人员")
    LEAD = "lead", _("年报负责人")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


# 三员: who keeps the system. An account holds one of these posts or posts of the other kind, never both.
ADMINISTRATORS: Final = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
# The posts of an agency's own staff.
STAFF: Final = (Role.DRAFTER, Role.REVIEWER, Role.SIGNATORY, Role.VIEWER, Role.LEAD)


class Scope(models.TextChoices):
    """岗位范围: the agency alone, or the agency and everything placed under it."""

    OWN = "own", _("本机关")
    SUBTREE = "subtree", _("本机关及所属")


class Membership(models.Model):
    """岗位: a role of a person at an agency."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="memberships")
    role = models.CharField(_("岗位"), max_length=20, choices=Role)
    scope = models.CharField(_("范围"), max_length=10, choices=Scope, default=Scope.OWN)

    class Meta:
        verbose_name = _("岗位")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "agency", "role"], name="membership_once"),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(role__in=ADMINISTRATORS), name="membership_one_administration"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(condition=models.Q(scope__in=Scope.values), name="membership_scope_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.agency} {self.get_role_display()}"


class Substitution(models.Model):
    """代办: from one day to another (both included) somebody else acts in a post, on behalf of its holder."""

    post = models.ForeignKey(Membership, models.CASCADE, related_name="substitutions")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="substitutions")
    from_day = models.DateField(_("起始日期"))
    until_day = models.DateField(_("截止日期"))
    reason = models.CharField(_("事由"), max_length=100, blank=True)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(_("提前结束"), null=True, blank=True)

    class Meta:
        verbose_name = _("代办")
        ordering: ClassVar = ["from_day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_day__gte=models.F("from_day")), name="substitution_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} {self.post} {self.from_day}–{self.until_day}"
