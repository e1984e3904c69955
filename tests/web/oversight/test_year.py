"""开启年度、通知公告、电话催报单、日历订阅: the pages around the list of progress."""

import io
from datetime import timedelta

import pdfplumber
import pytest
from django.test import Client
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.calls.allow import name_contact
from govreport.calls.models import CalendarKey, Obligation, Opening
from govreport.jobs.models import Job
from govreport.jobs.run import run
from govreport.reports.models import Report, State, Version
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/oversight/"
YEAR = timezone.localdate().year - 1


def test_a_year_is_opened_after_a_look_at_what_it_does(office: Client, clerk: Client, agency: Agency) -> None:
    where = f"{PAGE}opening/?year={YEAR}"
    text = office.get(where).content.decode()
    assert text.count('name="agency"') == text.count("checked>") == 2
    assert not Opening.objects.exists()
    assert "没有选中应报的机关" in office.post(where).content.decode()
    text = office.post(where, {"agency": ["yunxi-lincao"]}, follow=True).content.decode()
    assert "应报年报 1 份，已通知。" in text
    assert not Obligation.objects.get(agency__code="yunxi").owes
    assert "开始编制" in clerk.get("/desk/").content.decode()
    text = office.get(where).content.decode()
    assert "已于" in text
    assert text.count("checked>") == 1


def test_an_announcement_stands_on_the_desk_until_it_is_read(
    office: Client, clerk: Client, stranger: User, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    sent = {"title": "业务培训", "text": "周五下午", "role": "", "from_day": today.isoformat()}
    bad = office.post(f"{PAGE}announcements/", {**sent, "until_day": (today - timedelta(days=1)).isoformat()})
    assert bad.status_code == 422
    assert "早于起始日期" in bad.content.decode()
    text = office.post(f"{PAGE}announcements/", {**sent, "until_day": today.isoformat()}, follow=True).content.decode()
    assert "通知公告已发布。" in text
    assert "已读 0，共 1 人" in text
    page = clerk.get("/desk/")
    assert "业务培训" in page.content.decode()
    pk = office.get(f"{PAGE}announcements/").context["lines"][0][0].pk
    assert sign_in(stranger).post(f"{PAGE}announcements/{pk}/read/").status_code == 404
    assert "业务培训" not in clerk.post(f"{PAGE}announcements/{pk}/read/", follow=True).content.decode()
    assert "已读 1，共 1 人" in office.get(f"{PAGE}announcements/").content.decode()


def test_the_call_list_names_whom_to_ring_up_and_how_late_they_are(
    office: Client, in_review: Version, supervisor: User, agency: Agency
) -> None:
    name_contact(agency=agency, name="王芳", phone="0571-8800", by=supervisor)
    response = office.get(f"{PAGE}call-list.pdf?year=2023&state=in_review")
    assert response["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(response.content)) as pdf:
        [rows] = pdf.pages[0].extract_tables()
    days = (timezone.localdate() - timezone.datetime(2024, 1, 31).date()).days  # type: ignore[attr-defined]
    plain = [[(cell or "").replace("\n", "") for cell in row] for row in rows]
    assert plain[1:] == [["云溪县林业和草原局", "王芳", "0571-8800", "审核中", "2024-01-31", str(days), ""]]


def test_a_calendar_is_read_with_its_secret_until_that_is_replaced_or_revoked(
    clerk: Client, drafter: User, agency: Agency
) -> None:
    assert "生成订阅地址" in clerk.get(f"{PAGE}calendar/").content.decode()
    clerk.post(f"{PAGE}calendar/", {"verb": "renew"})
    first = CalendarKey.objects.get(person=drafter).secret
    where = f"{PAGE}calendar/{first}.ics"
    assert where in clerk.get(f"{PAGE}calendar/").content.decode()
    answer = Client().get(where)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    text = answer.content.decode().replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{YEAR + 1}0131\r\n" in text
    assert f"SUMMARY:云溪县林业和草原局{YEAR}年度年报公布期限\r\n" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    clerk.post(f"{PAGE}calendar/", {"verb": "renew"})
    assert Client().get(where).status_code == 404
    second = CalendarKey.objects.get(person=drafter).secret
    User.objects.filter(pk=drafter.pk).update(is_active=False)
    assert Client().get(f"{PAGE}calendar/{second}.ics").status_code == 404
    User.objects.filter(pk=drafter.pk).update(is_active=True)
    clerk.post(f"{PAGE}calendar/", {"verb": "revoke"})
    assert Client().get(f"{PAGE}calendar/{second}.ics").status_code == 404


def test_a_calendar_leaves_out_what_is_public(clerk: Client, drafter: User, agency: Agency) -> None:
    Version.objects.create(report=Report.objects.create(agency=agency, year=YEAR), created_by=drafter)
    Version.objects.update(state=State.PUBLISHED)
    clerk.post(f"{PAGE}calendar/", {"verb": "renew"})
    text = Client().get(f"{PAGE}calendar/{CalendarKey.objects.get().secret}.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == 1


def test_while_many_people_are_told_the_page_says_how_far_it_is(
    office: Client, drafter: User, reviewer: User, signatory: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.notifications.hearing.AT_ONCE", 1)
    today = timezone.localdate().isoformat()
    sent = {"title": "业务培训", "text": "周五下午", "role": "", "from_day": today, "until_day": today}
    text = office.post(f"{PAGE}announcements/", sent, follow=True).content.decode()
    assert "消息和邮件在后台分批发出" in text
    part = f"{PAGE}announcements/?part=progress"
    first = office.get(part)
    assert 'class="nums">0 / 1<' in first.content.decode()
    same = office.get(part, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    run(Job.objects.get().pk)
    over = office.get(part)
    assert (over.status_code, "hx-trigger" in over.text, "HX-Refresh" in over) == (200, False, False)
    assert "在后台分批发出" not in office.get(f"{PAGE}announcements/").content.decode()
