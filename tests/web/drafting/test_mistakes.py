"""读者意见页: the agency's own people read and settle what readers say; nobody else sees who said it."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.publishing.mistakes import report_mistake
from govreport.publishing.models import Mistake, MistakeState, Publication
from tests.web.drafting.conftest import SignIn
from tests.web.portal.conftest import plain_pdf, published, release

__all__ = ["plain_pdf", "published", "release"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def mistake(published: Publication) -> Mistake:
    """What a reader said about the bureau's report."""
    return report_mistake(publication=published, text="总计有错", place="t3.new_received.total", contact="a@b.example")


@pytest.fixture
def page(published: Publication) -> str:
    """The address of the list."""
    return f"/desk/reports/{published.version.report_id}/mistakes/"


def test_the_agency_reads_what_was_said_where_and_by_whom(
    sign_in: SignIn, viewer: User, mistake: Mistake, page: str
) -> None:
    text = sign_in(viewer).get(page).content.decode()
    assert "总计有错" in text
    assert "a@b.example" in text
    assert "本年新收政府信息公开申请数量" in text
    assert "记下处理结果" not in text
    answer = sign_in(viewer).post(page, {"mistake": mistake.pk, "state": "right", "note": "看过"})
    assert (answer.status_code, Mistake.objects.get().state) == (403, MistakeState.NEW)


def test_the_office_above_does_not(sign_in: SignIn, supervisor: User, mistake: Mistake, page: str) -> None:
    answer = sign_in(supervisor).get(page)
    assert answer.status_code == 403
    assert "a@b.example" not in answer.content.decode()


def test_somebody_of_the_agency_settles_it(sign_in: SignIn, drafter: User, mistake: Mistake, page: str) -> None:
    client: Client = sign_in(drafter)
    answer = client.post(page, {"mistake": mistake.pk, "state": "right", "note": "确为笔误，已起草更正"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    text = client.get(page).content.decode()
    assert "确为笔误，已起草更正" in text
    assert "没有待处理的读者意见" in text
    assert "a@b.example" not in text
    again = client.post(page, {"mistake": mistake.pk, "state": "wrong", "note": "再看"})
    assert again.status_code == 422
    assert "已经处理" in again.content.decode()


@pytest.mark.parametrize(
    "given", [{"state": "right"}, {"note": "看过"}, {"state": "new", "note": "看过"}, {"state": "x"}]
)
def test_an_answer_without_result_or_reason_comes_back(
    sign_in: SignIn, drafter: User, mistake: Mistake, page: str, given: dict[str, str]
) -> None:
    answer = sign_in(drafter).post(page, {"mistake": mistake.pk, **given})
    assert answer.status_code == 422
    assert "请选择处理结果" in answer.content.decode()
    assert given.get("note", "") in answer.content.decode()
    mistake.refresh_from_db()
    assert mistake.state == MistakeState.NEW


def test_what_is_said_about_another_report_is_not_settled_here(
    sign_in: SignIn, drafter: User, mistake: Mistake, page: str
) -> None:
    client = sign_in(drafter)
    given = {"state": "right", "note": "看过"}
    assert client.post(page, {"mistake": mistake.pk + 1, **given}).status_code == 404
    for key in ("", "x", "9" * 30):
        assert client.post(page, {"mistake": key, **given}).status_code == 422
