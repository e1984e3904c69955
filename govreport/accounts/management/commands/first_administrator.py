"""首任管理员: an account without a password for one of the three administrators, and a code with which it begins."""

from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from govreport.agencies.models import ADMINISTRATORS, Agency, Role, Scope, User
from govreport.agencies.services import PostConflict, appoint
from govreport.journal import actions
from govreport.journal.services import record


class Command(BaseCommand):
    help = (
        "Open the account of an administrator and print a code for its first sign-in, good for one day and one use. "
        "Repeat it for an account that has not begun yet to get another code."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--agency", required=True, metavar="CODE")
        parser.add_argument("--role", choices=ADMINISTRATORS, default=Role.SECURITY_ADMIN.value)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(gettext("没有代码为“%(code)s”的机关，请先登记它。") % {"code": options["agency"]})
        user = _account(options["username"], options["full_name"])
        try:
            post = appoint(user=user, agency=agency, role=Role(options["role"]), scope=Scope.SUBTREE)
        except PostConflict as conflict:
            raise CommandError(str(conflict)) from conflict
        payload = {"note": f"{user}（{user.username}）：{post.get_role_display()}"}
        record(actions.ACCOUNT_BEGUN, by=None, agency=agency, subject=f"user:{user.pk}", payload=payload)
        words = {"name": user, "agency": agency, "role": post.get_role_display()}
        self.stdout.write(gettext("%(name)s：%(agency)s，%(role)s。") % words)
        code = {"username": user.username, "code": default_token_generator.make_token(user)}
        self.stdout.write(gettext("用户名 %(username)s，首次登录码 %(code)s，24 小时内有效，只能用一次。") % code)
        self.stdout.write(
            gettext("请本人在“登录”页点“有首次登录码”（%(path)s）。") % {"path": reverse("account:begin")}
        )


def _account(username: str, full_name: str) -> User:
    """The account that has not begun yet, or a new one that nobody can sign in with."""
    user = User.objects.filter(username=username).first()
    if user is not None:
        if user.has_usable_password():
            raise CommandError(gettext("账号“%(name)s”已经设过密码，不再发首次登录码。") % {"name": username})
        return user
    user = User(username=username, full_name=" ".join(full_name.split()))
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    user.save()
    return user
