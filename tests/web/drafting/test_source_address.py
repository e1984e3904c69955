"""来源地址: what the journal keeps of where a request came from; only our own proxy may speak for others."""

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.journal.models import Event
from govreport.journal.sources import current
from govreport.reports.models import Version


@pytest.fixture
def copy(blank: Version) -> str:
    return f"/desk/reports/{blank.report_id}/draft.txt"


def address(client: Client, copy: str, **headers: str) -> str:
    client.get(copy, **headers)  # type: ignore[arg-type]
    return Event.objects.get(action="draft.downloaded").address


def test_without_a_proxy_nobody_tells_another_address(clerk: Client, copy: str) -> None:
    assert address(clerk, copy, REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="10.9.8.7") == "192.0.2.7"


def test_behind_our_proxy_the_last_address_it_names_counts(clerk: Client, copy: str, settings: LazySettings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    told = "10.9.8.7, 2001:DB8::0007"
    assert address(clerk, copy, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=told) == "2001:db8::7"


def test_what_is_no_address_leaves_no_trace_in_the_journal(clerk: Client, copy: str, settings: LazySettings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address(clerk, copy, HTTP_X_FORWARDED_FOR="x\x1b[2Jsigned in as root") == ""


def test_after_a_request_nothing_is_left_of_its_address(clerk: Client, copy: str) -> None:
    address(clerk, copy, REMOTE_ADDR="192.0.2.7")
    assert current() == ""
