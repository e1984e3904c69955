"""核验: the auditor presses a button and reads in sentences whether the journal is whole."""

import re

import pytest
from django.test import Client

from govreport.journal.models import Event
from govreport.reports.models import Version
from tests.journal.test_verify import tamper


def test_a_whole_journal_is_called_whole(auditor: Client, version: Version) -> None:
    page = auditor.post("/audit/verify/").content.decode()
    assert "已核验 2 条，没有改动、缺少、插入或调换。" in page
    event = Event.objects.get(action="journal.verified")
    assert (str(event.actor), event.agency_key, event.succeeded) == ("审计管理员杜衡", "yunxi", True)
    assert event.payload == {"events": 2, "broken": []}


def test_a_changed_journal_is_told_with_agency_place_and_fault(auditor: Client, version: Version) -> None:
    tamper("UPDATE journal_event SET subject = 'version:999' WHERE position = 2")
    page = auditor.post("/audit/verify/").content.decode()
    assert "云溪县林业和草原局：第 2 条，内容被改动。" in page
    assert not Event.objects.get(action="journal.verified").succeeded


def test_what_lies_outside_the_auditor_s_reach_is_not_told(
    auditor: Client, version: Version, elsewhere: Version
) -> None:
    tamper("UPDATE journal_event SET subject = 'version:999' WHERE agency_key = 'linjiang-lincao'")
    assert "没有改动" in auditor.post("/audit/verify/").content.decode()


def test_a_long_journal_is_gone_on_with(
    auditor: Client, version: Version, failed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.web.audit.verification.MOST", 2)
    page = auditor.post("/audit/verify/").content.decode()
    assert "还没有核验完" in page
    for _turn in range(9):
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
        fields.pop("csrfmiddlewaretoken", None)
        if "position" not in fields:
            break
        page = auditor.post("/audit/verify/", fields).content.decode()
    assert re.search(r"已核验 \d+ 条，没有改动", page)


@pytest.mark.parametrize("fields", [{"position": "x"}, {"position": "9" * 30}, {"agency": "nowhere", "position": "7"}])
def test_whatever_is_posted_there_is_an_answer(auditor: Client, version: Version, fields: dict[str, str]) -> None:
    assert auditor.post("/audit/verify/", fields).status_code == 200
