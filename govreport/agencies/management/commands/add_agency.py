"""登记机关: add an agency and its place in the tree, so that an empty system can be put to use."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from govreport.agencies.models import Agency, Kind, Level
from govreport.agencies.services import PlacementError, register


class Command(BaseCommand):
    help = "Add an agency: its code (stands in public addresses and never changes), full name, level and kind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="letters, digits and hyphens, e.g. county-water")
        parser.add_argument("name", help="registered full name")
        parser.add_argument("--level", required=True, choices=Level.values)
        parser.add_argument("--kind", required=True, choices=Kind.values)
        parser.add_argument("--under", metavar="CODE", help="the agency above it")
        parser.add_argument("--short-name", default="")
        parser.add_argument("--rules", action="store_true", help="it may make rules (规章)")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = None
        if options["under"]:
            parent = Agency.objects.filter(code=options["under"]).first()
            if parent is None:
                raise CommandError(gettext("没有代码为“%(code)s”的机关，请先登记它。") % {"code": options["under"]})
        try:
            agency = register(
                code=options["code"],
                name=options["name"],
                level=Level(options["level"]),
                kind=Kind(options["kind"]),
                short_name=options["short_name"],
                has_rule_making=options["rules"],
                parent=parent,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PlacementError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(gettext("已登记“%(name)s”，代码 %(code)s。") % {"name": agency.name, "code": agency.code})
