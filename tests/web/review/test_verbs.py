"""审签办理: agree, return, publish; twice is once."""

from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.test import Client

from govreport.agencies.models import User
from govreport.publishing.models import Publication
from govreport.reports.models import State, Version
from govreport.workflow.models import Decision
from tests.web.drafting.conftest import SignIn


def press(client: Client, version: Version, verb: str, data: Mapping[str, str] | None = None) -> HttpResponse:
    return client.post(f"/desk/review/{version.pk}/{verb}/", data or {}, follow=True)


def words(response: HttpResponse) -> str:
    return response.content.decode()


def test_agreeing_approves_and_keeps_the_opinion(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    response = press(sign_in(reviewer), in_review, "approve", {"note": "数据与台账一致。"})
    assert "等待签发人发布" in words(response)
    assert Version.objects.get().state == State.APPROVED
    assert Decision.objects.get(verb="approve").note == "数据与台账一致。"


def test_agreeing_twice_is_one_decision_and_a_sentence(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    client = sign_in(reviewer)
    press(client, in_review, "approve")
    assert "可能有人已经办理" in words(press(client, in_review, "approve"))
    assert Decision.objects.filter(verb="approve").count() == 1


def test_a_return_needs_its_reason(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    response = press(sign_in(reviewer), in_review, "return", {"note": "  "})
    assert response.status_code == 422
    assert "请写明退回的原因，并说明要改哪里。" in words(response)
    assert Version.objects.get().state == State.IN_REVIEW


def test_a_return_with_its_reason_goes_back_to_the_author(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    response = press(sign_in(reviewer), in_review, "return", {"note": "请核对表三。", "place": "t3"})
    assert response.redirect_chain == [("/desk/review/", 302)]  # type: ignore[attr-defined]
    assert Version.objects.get().state == State.RETURNED
    assert Decision.objects.get(verb="return").note == "请核对表三。"


def test_the_signatory_publishes_for_everybody(sign_in: SignIn, signatory: User, approved: Version) -> None:
    assert "已经发布" in words(press(sign_in(signatory), approved, "publish"))
    assert Client().get("/reports/2023/yunxi-lincao/").status_code == 200


def test_publishing_twice_is_one_publication(sign_in: SignIn, signatory: User, approved: Version) -> None:
    client = sign_in(signatory)
    press(client, approved, "publish")
    assert "现在是“已发布”" in words(press(client, approved, "publish"))
    assert Publication.objects.count() == 1


def test_a_reviewer_who_tries_to_publish_is_told_why_not(sign_in: SignIn, reviewer: User, approved: Version) -> None:
    assert "岗位不能办理“发布”" in words(press(sign_in(reviewer), approved, "publish"))
    assert Publication.objects.count() == 0


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_an_overlong_opinion_is_shown_again(verb: str, sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    response = press(sign_in(reviewer), in_review, verb, {"note": "很" * 2001})
    assert response.status_code == 422
    assert "意见有 2001 字，最多 2000 字。请删减后再提交。" in words(response)
    assert "很" * 2001 in words(response)
    assert Version.objects.get().state == State.IN_REVIEW
