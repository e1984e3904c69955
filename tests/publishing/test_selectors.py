"""公布稿的查询: the current publication of an agency and year, and each version by its number."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.publishing.models import Publication
from govreport.publishing.selectors import current_publications, publication_for
from govreport.publishing.services import publish
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced


def second_version(publication: Publication) -> Publication:
    """A later version of the same report, and the first one replaced by it."""
    first = publication.version
    Version.objects.filter(pk=first.pk).update(state=State.SUPERSEDED)
    version = Version.objects.create(report=first.report, number=2, state=State.PUBLISHED, created_by=first.created_by)
    return Publication.objects.create(
        version=version,
        sha256="1" * 64,
        data="{}",
        published_at=timezone.now(),
        published_by=publication.published_by,
    )


def test_the_current_publication_is_the_one_in_force(publication: Publication) -> None:
    assert publication_for(2023, "yunxi-lincao") == publication
    later = second_version(publication)
    assert publication_for(2023, "yunxi-lincao") == later
    assert list(current_publications()) == [later]


def test_every_version_keeps_its_address(publication: Publication) -> None:
    later = second_version(publication)
    assert publication_for(2023, "yunxi-lincao", 1) == publication
    assert publication_for(2023, "yunxi-lincao", 2) == later


def test_what_is_not_published_is_not_found(publication: Publication, approved: Version) -> None:
    for year, code, number in (
        (2022, "yunxi-lincao", None),
        (2023, "yunxi", None),
        (2023, "yunxi-lincao", 2),
        (2023, "nobody", None),
    ):
        assert publication_for(year, code, number) is None


def test_a_withdrawn_report_is_not_current(publication: Publication) -> None:
    Version.objects.filter(pk=publication.version_id).update(state=State.WITHDRAWN)
    assert publication_for(2023, "yunxi-lincao") is None
    assert not current_publications()


def test_the_agency_s_own_report_comes_before_a_wider_one(
    agency: Agency, drafter: User, reviewer: User, signatory: User, publication: Publication
) -> None:
    wide = start_report(
        agency=agency, year=2023, scope="territory", by=drafter, document=balanced().replace(scope="territory")
    )
    submit(version=wide, by=drafter)
    approve(version=wide, by=reviewer)
    publish(version=wide, by=signatory, render=False)
    assert publication_for(2023, "yunxi-lincao") == publication


def test_publications_come_with_their_agency(
    publication: Publication, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(1):
        assert [item.version.report.agency.name for item in current_publications()] == ["云溪县林业和草原局"]
