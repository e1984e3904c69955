"""登记人员: give a person an account (with a password made for it, printed once) and a role at an agency."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext

from govreport.accounts.passwords import hand_out
from govreport.agencies.models import Agency, Role, Scope, User
from govreport.agencies.services import PostConflict, appoint


class Command(BaseCommand):
    help = "Add a person and a role; repeating it with another role or agency adds that role to the same account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--agency", required=True, metavar="CODE")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--subtree", action="store_true", help="also for every agency placed under it")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(gettext("没有代码为“%(code)s”的机关，请先登记它。") % {"code": options["agency"]})
        user, created = User.objects.get_or_create(
            username=options["username"], defaults={"full_name": options["full_name"]}
        )
        scope = Scope.SUBTREE if options["subtree"] else Scope.OWN
        try:
            membership = appoint(user=user, agency=agency, role=Role(options["role"]), scope=scope)
        except PostConflict as conflict:
            raise CommandError(str(conflict)) from conflict
        words = {"name": str(user), "agency": agency.name, "role": membership.get_role_display()}
        self.stdout.write(gettext("%(name)s：%(agency)s，%(role)s。") % words)
        if created:
            password = secrets.token_urlsafe(12)
            user.set_password(password)
            user.save(update_fields=["password"])
            hand_out(user)
            self.stdout.write(
                gettext("用户名 %(username)s，密码 %(password)s。密码只显示这一次，请本人登录后修改。")
                % {"username": user.username, "password": password}
            )
