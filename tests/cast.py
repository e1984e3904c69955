"""固定人物: the people of all tests: who drafts, decides, signs, oversees, and a stranger from another agency.

The tree: 云溪县人民政府 above 云溪县林草局 (where the drafter, the reviewer and the signatory work) and, elsewhere,
临江县人民政府 with the stranger's own bureau.
"""

import pytest

from govreport.agencies import services
from govreport.agencies.models import Agency, Kind, Level, Role, Scope, User

PASSWORD = "only-for-tests-7"


def person(username: str, full_name: str) -> User:
    """A user who can sign in with ``PASSWORD``."""
    return User.objects.create_user(username, password=PASSWORD, full_name=full_name)


@pytest.fixture
def government(db: None) -> Agency:
    """The county government above the bureau."""
    return services.register(code="yunxi", name="云溪县人民政府", level=Level.COUNTY, kind=Kind.GOVERNMENT, sort=10)


@pytest.fixture
def agency(government: Agency) -> Agency:
    """The bureau whose report is made."""
    return services.register(
        code="yunxi-lincao",
        name="云溪县林业和草原局",
        short_name="云溪县林草局",
        level=Level.COUNTY,
        kind=Kind.DEPARTMENT,
        sort=11,
        parent=government,
    )


@pytest.fixture
def other_agency(db: None) -> Agency:
    """A bureau of another county."""
    other = services.register(code="linjiang", name="临江县人民政府", level=Level.COUNTY, kind=Kind.GOVERNMENT, sort=20)
    return services.register(
        code="linjiang-lincao",
        name="临江县林业和草原局",
        level=Level.COUNTY,
        kind=Kind.DEPARTMENT,
        sort=21,
        parent=other,
    )


@pytest.fixture
def drafter(agency: Agency) -> User:
    """起草人 of the bureau."""
    user = person("drafter", "起草人周宁")
    services.appoint(user=user, agency=agency, role=Role.DRAFTER)
    return user


@pytest.fixture
def reviewer(agency: Agency) -> User:
    """审核人 of the bureau."""
    user = person("reviewer", "审核人吴敏")
    services.appoint(user=user, agency=agency, role=Role.REVIEWER)
    return user


@pytest.fixture
def signatory(agency: Agency) -> User:
    """签发人 of the bureau."""
    user = person("signatory", "签发人郑岚")
    services.appoint(user=user, agency=agency, role=Role.SIGNATORY)
    return user


@pytest.fixture
def viewer(agency: Agency) -> User:
    """查看人 of the bureau."""
    user = person("viewer", "查看人冯静")
    services.appoint(user=user, agency=agency, role=Role.VIEWER)
    return user


@pytest.fixture
def supervisor(government: Agency) -> User:
    """主管部门人员 of the county government, with everything under it."""
    user = person("supervisor", "主管部门陈立")
    services.appoint(user=user, agency=government, role=Role.SUPERVISOR, scope=Scope.SUBTREE)
    return user


@pytest.fixture
def stranger(other_agency: Agency) -> User:
    """A drafter, reviewer and signatory of another county's bureau."""
    user = person("stranger", "外县人员")
    for role in (Role.DRAFTER, Role.REVIEWER, Role.SIGNATORY):
        services.appoint(user=user, agency=other_agency, role=role)
    return user


@pytest.fixture
def lead(agency: Agency) -> User:
    """年报负责人 of the bureau."""
    user = person("lead", "负责人沈青")
    services.appoint(user=user, agency=agency, role=Role.LEAD)
    return user


@pytest.fixture
def system_admin(government: Agency) -> User:
    """系统管理员 of the county and everything under it."""
    return administrator(government, Role.SYSTEM_ADMIN, "系统管理员秦朗")


@pytest.fixture
def security_admin(government: Agency) -> User:
    """安全管理员 of the county and everything under it."""
    return administrator(government, Role.SECURITY_ADMIN, "安全管理员陶然")


@pytest.fixture
def audit_admin(government: Agency) -> User:
    """审计管理员 of the county and everything under it."""
    return administrator(government, Role.AUDIT_ADMIN, "审计管理员杜衡")


def administrator(office: Agency, role: Role, full_name: str) -> User:
    """An account of one of the three administrators."""
    user = person(role.value, full_name)
    services.appoint(user=user, agency=office, role=role, scope=Scope.SUBTREE)
    return user
