"""A fresh database for ``bench.load``: agencies, their drafter, full reports, a session; what a client needs."""

import json

import django

AGENCIES = 10


def main() -> None:
    """Print session, token, reports and user as JSON."""
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from bench.reports import report
    from govreport.agencies import services
    from govreport.agencies.models import Kind, Level, Role, User
    from govreport.reports.services import start_report

    user = User.objects.create_user("drafter", password=None, full_name="起草人")
    reports = []
    for number in range(AGENCIES):
        agency = services.register(
            code=f"bench-{number}",
            name=f"云溪县第{number}局",
            level=Level.COUNTY,
            kind=Kind.DEPARTMENT,
            sort=number,
        )
        services.appoint(user=user, agency=agency, role=Role.DRAFTER)
        for year in (2022, 2023):
            version = start_report(agency=agency, year=year, by=user, document=report().replace(year=year))
        reports.append(version.report_id)
    client = Client()
    client.force_login(user)
    print(
        json.dumps(
            {
                "session": client.cookies["sessionid"].value,
                "token": _get_new_csrf_string(),
                "reports": reports,
                "user": user.pk,
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    main()
