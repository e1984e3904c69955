"""演示人员: the accounts of a demonstration, and for each agency the colleagues who made its earlier reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from govreport.agencies.models import Agency, Membership, Role, User
from govreport.demo.accounts import ACCOUNTS, DEMO_PASSWORD

_ROLES = (Role.DRAFTER, Role.REVIEWER, Role.SIGNATORY)
_SURNAMES = "赵钱孙李王冯褚卫蒋沈韩杨朱秦许吕张孔曹严华金魏陶姜"
_GIVEN = ("文清", "立新", "晓岚", "建平", "思远", "春和", "雨桐", "志成", "明达", "静宜", "海峰", "若水", "书宁")


@dataclass(frozen=True, slots=True)
class Staff:
    """一个机关的人员: who drafts, who reviews and who signs."""

    drafter: User
    reviewer: User
    signatory: User


def engage(agencies: Mapping[str, Agency]) -> dict[str, Staff]:
    """Create accounts and colleagues with their roles; colleagues cannot sign in. Staff by agency code."""
    users = {user.username: user for user in User.objects.bulk_create(_users(agencies))}
    memberships = [
        Membership(user=users[_colleague(code, role)], agency=agency, role=role)
        for code, agency in agencies.items()
        for role in _ROLES
    ]
    for account in ACCOUNTS:
        for code in (account.agency, *account.also_at):
            user = users[account.username]
            memberships.append(Membership(user=user, agency=agencies[code], role=account.role, scope=account.scope))
    Membership.objects.bulk_create(memberships)
    return {code: _staff(code, users) for code in agencies}


def _colleague(code: str, role: Role) -> str:
    return f"{code}-{role}"


def _users(agencies: Iterable[str]) -> list[User]:
    # One hash for all: hashing is slow on purpose, and everybody is told the password anyway.
    password = make_password(DEMO_PASSWORD)
    people = [User(username=item.username, full_name=item.name, password=password) for item in ACCOUNTS]
    names = [_colleague(code, role) for code in agencies for role in _ROLES]
    for number, username in enumerate(names):
        # The second list shifts with every round of the first one: no two colleagues share a name.
        rounds = number // len(_SURNAMES)
        name = _SURNAMES[number % len(_SURNAMES)] + _GIVEN[(number * 5 + rounds) % len(_GIVEN)]
        people.append(User(username=username, full_name=name, password=make_password(None)))
    return people


def _staff(code: str, users: Mapping[str, User]) -> Staff:
    """The account drafts where there is one: it goes on with its own reports; colleagues decide on the past ones."""
    drafters = {item.agency: item.username for item in ACCOUNTS if item.role is Role.DRAFTER}
    return Staff(
        drafter=users[drafters.get(code, _colleague(code, Role.DRAFTER))],
        reviewer=users[_colleague(code, Role.REVIEWER)],
        signatory=users[_colleague(code, Role.SIGNATORY)],
    )
