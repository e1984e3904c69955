"""零申请确认 on the decision page: the signatory ticks each channel; what is missing is named, ticks stay."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.models import ZeroConfirmation
from govreport.workflow.submit import submit
from govreport.workflow.zero import ITEMS
from tests.builders import without_applications
from tests.web.drafting.conftest import SignIn

HEADS_UP = "本报告申请数全部为 0，签发时须逐项确认收件渠道"


@pytest.fixture
def silent(agency: Agency, drafter: User) -> Version:
    return start_report(agency=agency, year=2023, by=drafter, document=without_applications())


@pytest.fixture
def for_signature(silent: Version, drafter: User, reviewer: User) -> Version:
    submit(version=silent, by=drafter)
    return approve(version=silent, by=reviewer)


def page_of(client: Client, version: Version) -> str:
    return client.get(f"/desk/review/{version.pk}/").content.decode()


def publish(client: Client, version: Version, items: list[str]) -> str:
    address = f"/desk/review/{version.pk}/publish/"
    return client.post(address, {"confirmed": items}, follow=True).content.decode()


def test_the_author_is_told_beforehand(clerk: Client, silent: Version) -> None:
    assert HEADS_UP in clerk.get(f"/desk/reports/{silent.report_id}/").content.decode()


def test_an_author_with_applications_is_told_nothing(clerk: Client, complete: Version) -> None:
    assert HEADS_UP not in clerk.get(f"/desk/reports/{complete.report_id}/").content.decode()


def test_the_signatory_is_asked_for_every_item(sign_in: SignIn, signatory: User, for_signature: Version) -> None:
    page = page_of(sign_in(signatory), for_signature)
    for item, label in ITEMS.items():
        assert f'name="confirmed" value="{item}"' in page
        assert str(label) in page


def test_the_reviewer_sees_what_is_open_and_can_tick_nothing(
    sign_in: SignIn, reviewer: User, for_signature: Version
) -> None:
    page = page_of(sign_in(reviewer), for_signature)
    assert 'name="confirmed"' not in page
    assert page.count("未确认") == len(ITEMS)


def test_a_report_with_applications_is_published_without_ticks(
    sign_in: SignIn, signatory: User, approved: Version
) -> None:
    assert 'name="confirmed"' not in page_of(sign_in(signatory), approved)


def test_what_is_missing_is_named_and_what_was_ticked_stays(
    sign_in: SignIn, signatory: User, for_signature: Version
) -> None:
    client = sign_in(signatory)
    page = publish(client, for_signature, ["in_person", "letter", "online", "email"])
    assert "还没有确认的有 2 项：传真、复议诉讼数与司法行政部门核对。" in page
    assert page.count('name="confirmed"') == 2
    assert "签发人郑岚" in page.split('class="zeros"')[1].split("</fieldset>")[0]
    assert "已经发布" in publish(client, for_signature, ["fax", "disputes"])
    assert Version.objects.get().state == State.PUBLISHED


def test_the_confirmation_stands_in_the_history(sign_in: SignIn, signatory: User, for_signature: Version) -> None:
    client = sign_in(signatory)
    publish(client, for_signature, list(ITEMS))
    history = page_of(client, for_signature).split('class="history"')[1]
    assert "零申请确认" in history
    assert "当面、信函（邮寄）、传真、网络在线平台、电子邮箱、复议诉讼数与司法行政部门核对" in history


def test_nonsense_in_the_form_is_declined_in_words(sign_in: SignIn, signatory: User, for_signature: Version) -> None:
    page = publish(sign_in(signatory), for_signature, ["pigeon"])
    assert "没有“pigeon”这个确认事项" in page
    assert Version.objects.get().state == State.APPROVED


def test_people_from_elsewhere_and_other_posts_confirm_nothing(
    sign_in: SignIn, stranger: User, reviewer: User, drafter: User, for_signature: Version
) -> None:
    address = f"/desk/review/{for_signature.pk}/publish/"
    assert sign_in(stranger).post(address, {"confirmed": list(ITEMS)}).status_code == 404
    assert sign_in(drafter).post(address, {"confirmed": list(ITEMS)}).status_code == 403
    assert "您的岗位不能确认" in publish(sign_in(reviewer), for_signature, list(ITEMS))
    assert not ZeroConfirmation.objects.exists()
