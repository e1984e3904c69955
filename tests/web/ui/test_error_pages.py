"""Error pages: the look of the site, what happened, what to do; they stand without a request or a database."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/somewhere/")


def test_a_missing_page_says_so(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.text
    assert 'action="/search/"' in answer.text


def test_a_refusal_names_the_way_out(request_: HttpRequest) -> None:
    answer = defaults.permission_denied(request_, PermissionError())
    assert answer.status_code == 403
    assert "系统管理员" in answer.text


def test_a_bad_request_says_that_nothing_was_saved(request_: HttpRequest) -> None:
    answer = defaults.bad_request(request_, ValueError())
    assert answer.status_code == 400
    assert "没有保存" in answer.text


def test_a_stale_form_says_what_to_do(request_: HttpRequest) -> None:
    answer = csrf_failure(request_)
    assert answer.status_code == 403
    assert "刷新后再提交一次" in answer.text


def test_a_fault_of_ours_needs_neither_request_nor_database(
    request_: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise AssertionError("the error page asked the database")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
    answer = defaults.server_error(request_)
    assert answer.status_code == 500
    assert "系统出了问题" in answer.text


def test_a_refusal_may_carry_its_own_sentence(request_: HttpRequest) -> None:
    answer = defaults.permission_denied(request_, PermissionError("只有签发人可以发布。"))
    assert "只有签发人可以发布。" in answer.text
