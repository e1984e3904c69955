"""确认归档: several at once, or one sent back; and what the public then sees."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.archive.decide import CONFIRMING, confirm
from govreport.archive.judging import judge
from govreport.archive.models import Item, ItemState
from govreport.archive.request import hand_in
from govreport.jobs.models import Job
from govreport.jobs.services import cancel
from govreport.publishing.models import Publication
from govreport.reports.services import start_report
from govreport.web.archive.rows import existing_url
from tests.archive.conftest import Upload, upload  # noqa: F401
from tests.archive.copies import NAME, files, paper
from tests.builders import balanced
from tests.documents.read.foreign import in_html
from tests.web.archive.conftest import text
from tests.web.drafting.conftest import SignIn

Callbacks = Callable[..., AbstractContextManager[list[Callable[[], None]]]]

PAGE = "/desk/archive/confirm/"
PUBLIC = "/reports/2020/yunxi-lincao/"


def confirm_all(items: list[Item], by: User) -> None:
    """All of them, one after the other."""
    for item in items:
        confirm(item=item, by=by)


def test_what_waits_is_listed_and_confirmed_by_a_job(
    sign_in: SignIn, signatory: User, waiting: list[Item], django_capture_on_commit_callbacks: Callbacks
) -> None:
    client = sign_in(signatory)
    page = text(client, "/desk/archive/")
    assert page.count('name="item"') == 3
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(PAGE, {"item": [item.pk for item in waiting]})
        assert not Publication.objects.exists()
    assert response.headers["Location"] == "/desk/archive/"
    page = text(client, "/desk/archive/")
    assert "正在归档 3 份" in page
    assert "3 / 3" in page
    assert {item.state for item in Item.objects.all()} == {ItemState.ARCHIVED}
    assert Publication.objects.count() == 3
    assert {publication.published_by for publication in Publication.objects.all()} == {signatory}


def test_what_a_job_is_confirming_is_not_offered_again(
    sign_in: SignIn, signatory: User, waiting: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.jobs.services.wake", lambda job: False)
    client = sign_in(signatory)
    client.post(PAGE, {"item": [item.pk for item in waiting[:2]]})
    page = text(client, "/desk/archive/")
    assert [f'id="item-{item.pk}"' in page for item in waiting] == [False, False, True]
    cancel(Job.objects.get())
    assert text(client, "/desk/archive/").count('name="item"') == 3


def test_one_that_cannot_be_confirmed_is_told_and_the_others_are(
    sign_in: SignIn,
    signatory: User,
    drafter: User,
    waiting: list[Item],
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    start_report(agency=waiting[0].agency, year=2018, by=drafter)  # type: ignore[arg-type]
    client = sign_in(signatory)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(PAGE, {"item": [item.pk for item in waiting]})
    page = text(client, "/desk/archive/")
    assert Publication.objects.count() == 2
    assert "2018年报.docx" in page
    assert "正在编制，不能归档" in page
    # The same again is a job of its own: the first one is over.
    with django_capture_on_commit_callbacks(execute=True):
        client.post(PAGE, {"item": [item.pk for item in waiting]})
    assert Job.objects.filter(kind=CONFIRMING).count() == 1


def test_one_is_confirmed_at_once(sign_in: SignIn, signatory: User, waiting: list[Item]) -> None:
    response = sign_in(signatory).post(PAGE, {"item": [waiting[0].pk]}, follow=True)
    assert "“2018年报.docx”已归档，公众可以看到。" in response.content.decode()
    assert Publication.objects.count() == 1


def test_the_report_that_stands_there_already_is_linked_for_those_who_may_see_it(
    sign_in: SignIn, signatory: User, drafter: User, clerk: Client, waiting: list[Item]
) -> None:
    report = start_report(agency=waiting[0].agency, year=2018, by=drafter).report  # type: ignore[arg-type]
    for client in (clerk, sign_in(signatory)):
        assert f'<a href="/desk/reports/{report.pk}/">看这一年度现有的报告' in text(
            client, f"/desk/archive/items/{waiting[0].pk}/"
        )
    confirm(item=waiting[1], by=signatory)
    Item.objects.filter(pk=waiting[2].pk).update(year=2020, state=ItemState.READ)
    batch = text(clerk, f"/desk/archive/{waiting[0].batch_id}/")
    assert '<a href="/reports/2020/yunxi-lincao/">看这一年度现有的报告' in batch
    assert f'<a href="/desk/reports/{report.pk}/">看这一年度现有的报告' in batch


def test_a_report_that_is_being_written_is_no_link_for_those_who_may_not_see_it(
    signatory: User, drafter: User, stranger: User, waiting: list[Item]
) -> None:
    start_report(agency=waiting[0].agency, year=2018, by=drafter)  # type: ignore[arg-type]
    judged = judge(waiting[0])
    assert existing_url(judged, stranger) == ""
    assert existing_url(judged, signatory) != ""


def test_the_author_is_told_to_leave_it_to_another(clerk: Client, waiting: list[Item]) -> None:
    page = clerk.post(PAGE, {"item": [waiting[0].pk]}, follow=True).content.decode()
    assert "须由另一位签发人或主管部门确认" in page
    assert "等待您确认" not in page
    assert not Publication.objects.exists()


def test_one_is_sent_back_with_reasons_and_its_author_reads_them(
    sign_in: SignIn, signatory: User, clerk: Client, waiting: list[Item]
) -> None:
    client = sign_in(signatory)
    response = client.post(PAGE, {"item": waiting[0].pk, "do": "return", "note": " "}, follow=True)
    assert "请写明退回的原因" in response.content.decode()
    response = client.post(PAGE, {"item": waiting[0].pk, "do": "return", "note": "长" * 2001})
    # What was typed stays in the field.
    assert (response.status_code, "长" * 2001 in response.content.decode()) == (422, True)
    response = client.post(PAGE, {"item": waiting[0].pk, "do": "return", "note": "标题读错了。"}, follow=True)
    assert "已退回“2018年报.docx”。" in response.content.decode()
    assert "标题读错了。" in text(clerk, f"/desk/archive/{waiting[0].batch_id}/")
    assert "标题读错了。" in text(clerk, f"/desk/archive/items/{waiting[0].pk}/")


def test_nothing_chosen_is_told(sign_in: SignIn, signatory: User, waiting: list[Item]) -> None:
    page = sign_in(signatory).post(PAGE, {"item": ["x"]}, follow=True).content.decode()
    assert "没有选中要归档的报告。请至少选择一份。" in page


def test_the_public_sees_the_report_as_printed_with_what_is_wrong_beside(
    sign_in: SignIn, signatory: User, waiting: list[Item], client: Client
) -> None:
    confirm_all(waiting, signatory)
    page = text(client, PUBLIC)
    assert "历史归档" in page
    assert "归档日期" in page
    assert "4299 万元" in page
    assert "T3-02" in page
    assert "机关没有公布说明" not in page
    agency = text(client, "/agencies/yunxi-lincao/")
    assert agency.count("历史归档") == 3
    assert client.get(f"{PUBLIC}report.pdf").status_code == 200


def test_the_public_has_the_original_only_where_that_was_chosen(
    sign_in: SignIn, signatory: User, waiting: list[Item], client: Client
) -> None:
    confirm_all(waiting, signatory)
    address = f"{PUBLIC}v1/original"
    assert address in text(client, PUBLIC)
    response = client.get(address)
    assert response.content == files()[1][1]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    batch = waiting[0].batch
    batch.public = False
    batch.save()
    assert address not in text(client, PUBLIC)
    assert client.get(address).status_code == 404
    assert client.get("/reports/2020/yunxi-lincao/v2/original").status_code == 404


def test_the_desk_leads_there(clerk: Client, sign_in: SignIn, supervisor: User, reviewer: User) -> None:
    for client in (clerk, sign_in(supervisor)):
        assert 'href="/desk/archive/"' in text(client, "/desk/")
    assert 'href="/desk/archive/"' not in text(sign_in(reviewer), "/desk/")


def test_the_desk_marks_it_and_offers_no_letter_for_it(
    clerk: Client, sign_in: SignIn, signatory: User, waiting: list[Item]
) -> None:
    confirm_all(waiting, signatory)
    page = text(clerk, "/desk/")
    assert page.count("#i-history") == 4  # three reports and the way to the archive
    assert "/letter/" not in page


def test_what_was_archived_is_no_news_and_yet_is_found(
    sign_in: SignIn, signatory: User, waiting: list[Item], client: Client
) -> None:
    confirm_all(waiting, signatory)
    assert PUBLIC not in text(client, "/")
    found = text(client, "/search/?q=云溪县林业和草原局 2020")
    assert PUBLIC in found
    assert "历史归档" in found


def test_private_findings_are_told_to_those_who_settle_it_and_to_nobody_else(
    sign_in: SignIn,
    signatory: User,
    drafter: User,
    upload: Upload,  # noqa: F811
    client: Client,
) -> None:
    document = balanced(name=NAME)
    words = {**document.sections, "sec5": document.sections["sec5"] + "申请人邮箱2088134567@qq.com。"}
    batch = upload([("2023.html", in_html(paper(document.replace(sections=words))))])
    (item,) = hand_in(batch=batch, chosen=[batch.items.get().pk], by=drafter)
    confirmer = sign_in(signatory)
    assert "20***@qq.com" in text(confirmer, f"/desk/archive/items/{item.pk}/").split('id="import-findings"')[1]
    confirmer.post(PAGE, {"item": [item.pk]})
    page = text(client, "/reports/2023/yunxi-lincao/")
    assert "#P-0" not in page
    assert "20***@qq.com" not in page
