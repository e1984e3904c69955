"""开放数据: what is in the files is what was published, streamed, and safe to open in a spreadsheet program."""

import csv
import io
import json
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.agencies.models import Agency, Kind, Level, User
from govreport.publishing import opendata
from govreport.publishing.models import Publication
from govreport.reports.models import Report, State, Version
from govreport.standards import edition
from tests.web.portal.conftest import Publish, plain_pdf, published, release

__all__ = ["plain_pdf", "published", "release"]
OWN = edition("e2021")


def address(item: Publication) -> str:
    return f"https://nb.example/{item.version.report.year}/"


def table(text: bytes) -> list[dict[str, str]]:
    assert text.startswith(opendata.BOM)
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


@pytest.mark.django_db
def test_the_table_holds_every_cell_of_every_report(published: Publication) -> None:
    (row,) = table(b"".join(opendata.csv_rows(OWN, opendata.of_year(2023), address)))
    data = json.loads(published.data)
    assert {cell: row[cell] for cell in data["figures"]} == {
        cell: value or "" for cell, value in data["figures"].items()
    }
    assert row["fee.notice_count"] == (data["fee"]["notice_count"] or "")
    assert (row["agency_code"], row["version"], row["sha256"]) == ("yunxi-lincao", "1", published.sha256)
    assert row["address"] == "https://nb.example/2023/"


@pytest.mark.django_db
def test_blank_is_empty_and_nought_is_nought(release: Publish) -> None:
    publication = release("e2019")
    data = json.loads(publication.data)
    (row,) = table(b"".join(opendata.csv_rows(edition("e2019"), opendata.of_year(2020), address)))
    assert {row[cell] for cell, value in data["figures"].items() if value is None} <= {""}
    assert {row[cell] for cell, value in data["figures"].items() if value == "0"} == {"0"}


@pytest.mark.django_db
def test_the_json_holds_every_report_as_sealed(published: Publication) -> None:
    (entry,) = json.loads(b"".join(opendata.json_rows(opendata.of_year(2023), address)))
    assert entry["report"] == json.loads(published.data)
    assert entry["sha256"] == published.sha256


@pytest.mark.django_db
def test_a_year_without_reports_gives_an_empty_list() -> None:
    assert json.loads(b"".join(opendata.json_rows(opendata.of_year(2023), address))) == []


@pytest.mark.django_db
def test_the_archive_is_whole_and_the_same_each_time(published: Publication) -> None:
    made = b"".join(opendata.zip_bytes(2023, OWN, opendata.of_year(2023), address))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "README.txt",
            "reports-2023.csv",
            "dictionary-e2021.csv",
            "json/yunxi-lincao.json",
        ]
        assert archive.read("json/yunxi-lincao.json").decode() == published.data
    assert made == b"".join(opendata.zip_bytes(2023, OWN, opendata.of_year(2023), address))


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_the_dictionary_explains_every_column_in_two_languages(code: str) -> None:
    own = edition(code)
    rows = table(b"".join(opendata.dictionary_rows(own)))
    assert [row["column"] for row in rows] == [*opendata.FACTS, *own.cells]
    assert all(row["place"] and row["place_en"] for row in rows)
    assert {row["unit"] for row in rows if row["type"] in ("count", "amount")} - {""}


@given(st.text(max_size=30))
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    shown = opendata.plain(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert shown.removeprefix("'") == text.removeprefix("'") or shown == text


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "json", "zip"])
def test_a_thousand_reports_need_little_memory(published: Publication, drafter: User, kind: str) -> None:
    many(published, drafter, 1000)
    publications = opendata.of_year(2023)
    parts = {
        "csv": lambda: opendata.csv_rows(OWN, publications, address),
        "json": lambda: opendata.json_rows(publications, address),
        "zip": lambda: opendata.zip_bytes(2023, OWN, publications, address),
    }[kind]()
    tracemalloc.start()
    size = sum(len(part) for part in parts)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 500_000
    assert peak < 40_000_000


def many(published: Publication, by: User, count: int) -> None:
    """The same report of further agencies."""
    codes = [f"more-{number}" for number in range(count)]
    Agency.objects.bulk_create(
        Agency(code=code, name=f"第{code}局", level=Level.COUNTY, kind=Kind.DEPARTMENT, sort=100) for code in codes
    )
    agencies = Agency.objects.filter(code__startswith="more-")
    reports = Report.objects.bulk_create(Report(agency=agency, year=2023) for agency in agencies)
    versions = Version.objects.bulk_create(
        Version(report=report, state=State.PUBLISHED, created_by=by, title="年报") for report in reports
    )
    Publication.objects.bulk_create(
        Publication(
            version=version,
            sha256=published.sha256,
            data=published.data,
            published_at=published.published_at,
            published_by=by,
        )
        for version in versions
    )
