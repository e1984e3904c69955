"""/desk/review/<version>/public/: releasing at a set time, correcting and withdrawing from the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from govreport.agencies.models import User
from govreport.publishing.models import Correction, Publication, TimedRelease, Withdrawal
from govreport.publishing.services import publish
from govreport.reports.models import State, Version
from tests.web.review.conftest import SignIn

pytestmark = pytest.mark.django_db


def words(page: str) -> str:
    return " ".join(html.fromstring(page).xpath("string(//main)").split())


@pytest.fixture
def published(approved: Version, signatory: User) -> Version:
    return publish(version=approved, by=signatory, render=False).version


def test_a_correction_is_begun_and_its_reason_reworded(sign_in: SignIn, published: Version, drafter: User) -> None:
    clerk, where = sign_in(drafter), f"/desk/review/{published.pk}/public/"
    assert "开始更正" in clerk.get(where).text
    answer = clerk.post(f"{where}correct/", {"reason": "表四漏计 1 件。"}, follow=True)
    assert answer.redirect_chain == [(f"/desk/reports/{published.report_id}/", 302)]
    draft = Version.objects.get(number=2)
    assert (draft.state, draft.correction.reason) == (State.DRAFTING, "表四漏计 1 件。")
    page = clerk.get(f"/desk/review/{draft.pk}/public/")
    assert "正在办理的更正稿（第 2 版）" in page.text
    clerk.post(f"/desk/review/{draft.pk}/public/correct/", {"reason": "表四漏计 2 件。", "reword": "1"})
    assert Correction.objects.get().reason == "表四漏计 2 件。"


def test_without_a_reason_nothing_is_begun_and_a_sentence_says_so(
    sign_in: SignIn, published: Version, drafter: User
) -> None:
    answer = sign_in(drafter).post(f"/desk/review/{published.pk}/public/correct/", {"reason": " "})
    assert (answer.status_code, "请写明更正的原因" in answer.text) == (422, True)
    assert not Correction.objects.exists()


def test_a_report_is_withdrawn_by_two_people(
    sign_in: SignIn, published: Version, drafter: User, signatory: User
) -> None:
    where = f"/desk/review/{published.pk}/public/"
    clerk, head = sign_in(drafter), sign_in(signatory)
    clerk.post(f"{where}withdraw/", {"kind": "mistake", "reason": "发错了文件。"})
    assert "批准撤回" not in clerk.get(where).text
    assert clerk.post(f"{where}withdraw/settle/", {"verb": "approve"}).status_code == 403
    assert "发错了文件。" in words(head.get(where).text)
    head.post(f"{where}withdraw/settle/", {"verb": "approve"})
    assert Version.objects.get().state == State.WITHDRAWN
    assert "最后一版已于" in words(clerk.get(where).text)


def test_what_is_declined_keeps_what_was_typed_until_there_is_a_reason(
    sign_in: SignIn, published: Version, drafter: User, signatory: User
) -> None:
    where = f"/desk/review/{published.pk}/public/"
    sign_in(drafter).post(f"{where}withdraw/", {"kind": "errors", "reason": "数字有误。"})
    head = sign_in(signatory)
    long = head.post(f"{where}withdraw/settle/", {"verb": "decline", "note": "长" * 501})
    assert (long.status_code, "长" * 501 in long.text) == (422, True)
    head.post(f"{where}withdraw/settle/", {"verb": "decline", "note": "请用更正。"})
    assert (Withdrawal.objects.get().state, Version.objects.get().state) == ("declined", State.PUBLISHED)


def test_a_signatory_who_asked_does_not_approve(sign_in: SignIn, published: Version, signatory: User) -> None:
    where, head = f"/desk/review/{published.pk}/public/", sign_in(signatory)
    head.post(f"{where}withdraw/", {"kind": "mistake", "reason": "发错了文件。"})
    assert head.post(f"{where}withdraw/settle/", {"verb": "approve"}).status_code == 403
    assert Version.objects.get().state == State.PUBLISHED


def test_a_time_is_set_moved_and_cancelled(sign_in: SignIn, approved: Version, signatory: User) -> None:
    head, where = sign_in(signatory), f"/desk/review/{approved.pk}/public/"
    assert "公布期限" in words(head.get(where).text) or "法定期限" in words(head.get(where).text)
    for days in (3, 5):
        at = timezone.localtime() + timedelta(days=days)
        head.post(f"{where}time/", {"at": f"{at:%Y-%m-%dT%H:%M}", "seen": str(approved.lock)})
        assert TimedRelease.objects.get().at == at.replace(second=0, microsecond=0)
    assert "自动发布，由签发人郑岚设定。" in words(head.get(where).text)
    head.post(f"{where}time/", {"verb": "cancel"})
    assert TimedRelease.objects.get().state == "cancelled"


@pytest.mark.parametrize("at", ["", "明天", "2001-01-01T09:00", "2024-13-45 99:99"])
def test_a_time_that_is_none_gets_a_sentence(sign_in: SignIn, approved: Version, signatory: User, at: str) -> None:
    answer = sign_in(signatory).post(f"/desk/review/{approved.pk}/public/time/", {"at": at})
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert not TimedRelease.objects.exists()


def test_a_stranger_finds_nothing(sign_in: SignIn, published: Version, stranger: User) -> None:
    browser, where = sign_in(stranger), f"/desk/review/{published.pk}/public/"
    assert browser.get(where).status_code == 404
    for step in ("time/", "correct/", "withdraw/", "withdraw/settle/"):
        assert browser.post(f"{where}{step}", {"reason": "x", "verb": "approve"}).status_code == 404


def test_a_correction_is_given_up_on_the_page(sign_in: SignIn, published: Version, drafter: User) -> None:
    clerk, where = sign_in(drafter), f"/desk/review/{published.pk}/public/"
    clerk.post(f"{where}correct/", {"reason": "漏了一段。"})
    draft = Version.objects.get(number=2)
    assert "废止更正稿" in clerk.get(where).content.decode()
    refused = clerk.post(f"/desk/review/{draft.pk}/public/abandon/", {"reason": " "})
    assert (refused.status_code, "请写明废止更正稿的原因。" in refused.content.decode()) == (422, True)
    answer = clerk.post(f"/desk/review/{draft.pk}/public/abandon/", {"reason": "核实无误。"}, follow=True)
    assert "更正稿已废止，公布的内容没有变化。" in answer.content.decode()
    assert Version.objects.get(number=2).state == State.ABANDONED
    # What is public can be corrected anew.
    assert "开始更正" in answer.content.decode()


def test_after_a_correction_was_withdrawn_another_one_can_be_begun(
    sign_in: SignIn, published: Version, drafter: User, signatory: User
) -> None:
    clerk, head = sign_in(drafter), sign_in(signatory)
    clerk.post(f"/desk/review/{published.pk}/public/correct/", {"reason": "漏了一段。"})
    draft = Version.objects.get(number=2)
    Version.objects.filter(pk=draft.pk).update(state=State.APPROVED)
    publish(version=draft, by=signatory, render=False)
    where = f"/desk/review/{draft.pk}/public/"
    clerk.post(f"{where}withdraw/", {"kind": "mistake", "reason": "发错了文件。", "number": "2"})
    head.post(f"{where}withdraw/settle/", {"verb": "approve"})
    assert Version.objects.get(number=2).state == State.WITHDRAWN
    page = words(clerk.get(where).text)
    assert ("正在办理的更正稿" in page, "开始更正" in page) == (False, True)


def test_the_version_to_withdraw_is_chosen_where_there_are_several(
    sign_in: SignIn, published: Version, drafter: User, signatory: User
) -> None:
    Version.objects.filter(pk=published.pk).update(state=State.SUPERSEDED)
    newer = Version.objects.create(report=published.report, number=2, state=State.APPROVED, created_by=drafter)
    old = Publication.objects.get()
    Version.objects.filter(pk=newer.pk).update(state=State.PUBLISHED)
    Publication.objects.create(
        version=newer, sha256=old.sha256, data=old.data, published_at=old.published_at, published_by=signatory
    )
    clerk, where = sign_in(drafter), f"/desk/review/{newer.pk}/public/"
    assert 'name="number"' in clerk.get(where).content.decode()
    clerk.post(f"{where}withdraw/", {"kind": "mistake", "reason": "发错了文件。", "number": "1"})
    assert Withdrawal.objects.get().publication.version == published
    page = sign_in(signatory).get(where).content.decode()
    assert "等待批准的撤回申请（第 1 版）" in page
