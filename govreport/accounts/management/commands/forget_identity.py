"""解除统一身份: the next sign-in through the provider finds the account by its user name again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from govreport.accounts.identities import forget
from govreport.agencies.models import User


class Command(BaseCommand):
    help = "Forget as whom a person is known to the OpenID Connect provider, for instance after the provider has moved."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(gettext("没有用户名为“%(name)s”的账号。") % {"name": options["username"]})
        if not forget(user):
            raise CommandError(gettext("%(name)s没有绑定统一身份。") % {"name": user})
        self.stdout.write(gettext("已解除%(name)s的统一身份，下次登录时按用户名重新绑定。") % {"name": user})
