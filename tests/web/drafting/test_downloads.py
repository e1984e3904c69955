"""下载留痕: a copy that leaves the system is in the journal, with who took it and from where."""

import pytest
from django.test import Client

from govreport.journal.models import Event
from govreport.reports.models import Version


@pytest.mark.parametrize("name", ["draft.docx", "draft.xlsx", "draft.txt", "findings.xlsx", "findings.docx"])
def test_who_takes_a_copy_of_a_draft_is_recorded(clerk: Client, blank: Version, name: str) -> None:
    answer = clerk.get(f"/desk/reports/{blank.report_id}/{name}", REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 200
    event = Event.objects.get(action="draft.downloaded")
    assert (str(event.actor), event.agency_key, event.address) == ("起草人周宁", "yunxi-lincao", "192.0.2.7")
    assert event.subject == f"draft:{blank.pk}"
    assert event.payload["file"].endswith(name.rpartition(".")[2])


def test_asking_only_for_the_head_takes_nothing(clerk: Client, blank: Version) -> None:
    assert clerk.head(f"/desk/reports/{blank.report_id}/draft.txt").status_code == 200
    assert not Event.objects.filter(action="draft.downloaded").exists()


def test_a_copy_refused_is_no_copy(clerk: Client, blank: Version) -> None:
    assert clerk.get(f"/desk/reports/{blank.report_id}/draft.exe").status_code == 404
    assert not Event.objects.filter(action="draft.downloaded").exists()
