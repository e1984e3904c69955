"""数据说明: reasons that go out with the report stand below it; others are nobody's business."""

import pytest
from django.test import Client
from lxml import html

from govreport.agencies.models import Agency, User
from govreport.publishing.services import publish
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.reasons import now, say

pytestmark = pytest.mark.django_db
WORDS = "采购项目和金额均按财政结算口径统计。"


def released(client: Client, people: tuple[Agency, User, User, User], *, published: bool) -> str:
    """The public page of a report with one explained warning."""
    agency, drafter, reviewer, signatory = people
    document = balanced("e2019").replace(printed={"t2.procurement.projects": "0（个）"})
    version = start_report(agency=agency, year=2020, by=drafter, document=document)
    for answer in now(version).asked:
        say(version, answer, drafter, WORDS, published=published)
    submit(version=version, by=drafter)
    approve(version=version, by=reviewer)
    publish(version=version, by=signatory)
    return client.get("/reports/2020/yunxi-lincao/").content.decode()


@pytest.fixture
def people(agency: Agency, drafter: User, reviewer: User, signatory: User) -> tuple[Agency, User, User, User]:
    return agency, drafter, reviewer, signatory


def test_a_reason_for_the_public_stands_under_the_report(
    client: Client, people: tuple[Agency, User, User, User]
) -> None:
    tree = html.fromstring(released(client, people, published=True))
    (notes,) = tree.xpath("//section[@id='data-notes']")
    assert "机关的说明：" in notes.text_content()
    assert WORDS in notes.text_content()
    assert "政府集中采购" in notes.xpath(".//dt")[0].text_content()
    assert "起草人周宁" not in notes.text_content()


def test_any_other_reason_stays_inside(client: Client, people: tuple[Agency, User, User, User]) -> None:
    text = released(client, people, published=False)
    assert WORDS not in text
    assert "机关的说明" not in text
    assert "相符" in text
