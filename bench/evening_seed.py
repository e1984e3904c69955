"""A fresh database for ``bench.evening``: an agency for each drafter, with last year's report and this year's."""

import json

import django

DRAFTERS = 1000


def main() -> None:
    """Print, for each drafter, session, token, report, version and user as JSON."""
    from django.db import transaction
    from django.middleware.csrf import _get_new_csrf_string

    with transaction.atomic():
        people = [_person(number) for number in range(DRAFTERS)]
    print(json.dumps({"token": _get_new_csrf_string(), "people": people}))


def _person(number: int) -> dict[str, object]:
    from django.test import Client

    from bench.reports import report
    from govreport.agencies import services
    from govreport.agencies.models import Kind, Level, Role, User
    from govreport.reports.services import start_report

    user = User.objects.create_user(f"drafter-{number}", password=None, full_name=f"起草人{number}")
    agency = services.register(
        code=f"evening-{number}",
        name=f"云溪县第{number}局",
        level=Level.COUNTY,
        kind=Kind.DEPARTMENT,
        sort=number,
    )
    services.appoint(user=user, agency=agency, role=Role.DRAFTER)
    start_report(agency=agency, year=2022, by=user, document=report().replace(year=2022))
    version = start_report(agency=agency, year=2023, by=user)
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    return {"session": session, "report": version.report_id, "version": version.pk, "user": user.pk}


if __name__ == "__main__":
    django.setup()
    main()
