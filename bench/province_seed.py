"""An invented province for ``bench.public``: prints what its clients need.

``GOVREPORT_BENCH_AGENCIES`` says how many agencies (420).
"""

import json
import os
import sys

import django

# Twelve report years of 420 agencies are 5,000 reports.
AGENCIES = 420


def main() -> None:
    """Print session, number of reports and some addresses as JSON; progress goes to standard error."""
    from django.core.management import call_command
    from django.test import Client

    from govreport.agencies.models import User
    from govreport.publishing.models import Publication

    agencies = os.environ.get("GOVREPORT_BENCH_AGENCIES", str(AGENCIES))
    call_command("load_province", "--agencies", agencies, stdout=sys.stderr)
    client = Client()
    client.force_login(User.objects.get(username="supervisor"))
    reports = Publication.objects.with_report().without_text().order_by("pk")
    count = reports.count()
    chosen = [reports[place * count // 40].version.report for place in range(40)]
    print(
        json.dumps(
            {
                "session": client.cookies["sessionid"].value,
                "reports": count,
                "pages": [f"/reports/{report.year}/{report.agency.code}/" for report in chosen],
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    main()
