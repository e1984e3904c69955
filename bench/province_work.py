"""The works of ``bench.province`` over the province in ``DATABASE_URL``: prints the milliseconds of each as JSON."""

import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

import django

ROUNDS = 9
PAPERS = 10


def main(agencies: int, years: int) -> None:
    """Load the province, then measure."""
    from django.conf import settings
    from django.test import Client

    from govreport.agencies.models import User
    from govreport.demo.province.load import Order, load

    settings.ALLOWED_HOSTS = ["testserver"]
    began = perf_counter()
    done = load(Order(agencies, years, seed=1, wrong=30))
    seconds = perf_counter() - began
    office = Client()
    office.force_login(User.objects.get(username="supervisor"))

    def page(address: str) -> Callable[[], None]:
        def ask() -> None:
            answer = office.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")

        return ask

    works = {
        "oversight list": page("/desk/oversight/"),
        "sums of all cells, with the page": page("/desk/oversight/rollup/"),
        "search of a word that stands everywhere": page("/search/?q=公开"),
        "list of a year": page("/reports/2024/" if years > 1 else "/agencies/"),
        "save of a cell": saving(),
    }
    found = {name: _median(work) for name, work in works.items()}
    found["publication with its PDF"] = publishing()
    found["one of many PDFs in a row"] = papers()
    told = {"milliseconds": found, "seconds": seconds, "reports": done.reports, "rows": done.rows}
    print(json.dumps(told))


def _median(work: Callable[[], None]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        work()
        times.append((perf_counter() - began) * 1000)
    return median(times)


def saving() -> Callable[[], None]:
    """A drafter's cell, another number each time."""
    from govreport.reports.models import State, Version
    from govreport.reports.services import save_cells

    version = Version.objects.with_report().filter(state=State.DRAFTING).select_related("created_by").first()
    if version is None:
        raise RuntimeError("no draft in so small a province")
    number = 0

    def save() -> None:
        nonlocal number
        number += 1
        cell = "t3.new_received.natural_person"
        save_cells(version=version, cells={cell: str(1000 + number)}, by=version.created_by)

    return save


def publishing() -> float:
    """Milliseconds of a publication, PDF included: median of those reports that may be published as they are."""
    from govreport.agencies.models import User
    from govreport.publishing.services import publish
    from govreport.reports.errors import Refused
    from govreport.reports.figures import document_of
    from govreport.reports.models import State, Version
    from govreport.workflow.zero import confirm_zeros, unconfirmed

    times = []
    for version in Version.objects.with_report().filter(state=State.APPROVED)[: ROUNDS * 2]:
        by = User.objects.get(username=f"{version.report.agency.code}-signatory")
        if items := unconfirmed(version, document_of(version)):
            confirm_zeros(version=version, items=items, by=by)
        began = perf_counter()
        try:
            publish(version=version, by=by)
        except Refused:
            continue  # one of those that are wrong on purpose
        times.append((perf_counter() - began) * 1000)
    return median(times[1:] or times)


def papers() -> float:
    """Milliseconds of each of some PDFs made one after the other."""
    from govreport.documents.services import render_pdf
    from govreport.publishing.models import Publication
    from govreport.publishing.series import published_document

    publications = Publication.objects.order_by("-pk")[: PAPERS + 1]
    documents = [published_document(item) for item in publications]
    render_pdf(documents[0])
    began = perf_counter()
    for document in documents[1:]:
        render_pdf(document)
    return (perf_counter() - began) * 1000 / max(1, len(documents) - 1)


def sums(agencies: int) -> None:
    """A nation, one year: the sums of all cells, without a page around them."""
    from govreport.agencies.models import Agency
    from govreport.demo.province.load import Order, load
    from govreport.reports.rollup import rollup

    order = Order(agencies, 2, seed=1, wrong=30)
    began = perf_counter()
    done = load(order)
    seconds = perf_counter() - began
    year = order.all_years[0]
    spent = _median(lambda: None if rollup(Agency.objects.values("pk"), year).reports else sys.exit("nothing added"))
    told = {"milliseconds": {"sums": spent}, "seconds": seconds, "reports": done.reports, "rows": done.rows}
    print(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "sums":
        sums(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]), int(sys.argv[2]))
