"""The whole line on the services: imported with broken totals, corrected, approved by another, published."""

import pytest

from govreport import checks
from govreport.agencies.models import Agency, User
from govreport.publishing.series import published_document
from govreport.publishing.services import publish
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells, start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import wrong_totals
from tests.reasons import answer_warnings


def test_a_report_with_broken_totals_is_corrected_approved_and_published(
    agency: Agency, drafter: User, reviewer: User, signatory: User
) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=wrong_totals(), source_name="2020.txt")
    found = checks.findings(document_of(version))
    assert [(f.rule, f.target) for f in found] == [
        ("T3-02", "t3.total_processed.natural_person"),
        ("T3-02", "t3.total_processed.total"),
        ("T3-03", "t3.total_processed.natural_person"),
        ("T3-03", "t3.total_processed.total"),
        ("C-06", "t2.procurement.amount"),
    ]
    with pytest.raises(Refused, match="还有 4 处须更正"):
        submit(version=version, by=drafter)

    save_cells(version=version, cells={"t3.total_processed.natural_person": "2"}, by=drafter)
    saved = save_cells(version=version, cells={"t3.total_processed.total": "2"}, by=drafter)
    assert [f.rule for f in checks.findings(saved.document)] == ["C-06"]

    with pytest.raises(Refused, match="还有 1 处须说明原因，不能提交审核"):
        submit(version=version, by=drafter)
    answer_warnings(version, drafter)
    submit(version=version, by=drafter)
    approve(version=version, by=reviewer)
    publication = publish(version=version, by=signatory)
    assert Version.objects.get(pk=version.pk).state == State.PUBLISHED
    assert published_document(publication) == document_of(publication.version)
    assert published_document(publication).printed == {"t2.procurement.amount": "4299 万元"}
