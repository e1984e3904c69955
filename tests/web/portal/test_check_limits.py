"""体检的限度: how often, how much, and who asks."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile as File
from django.test import Client

from govreport.agencies.models import User
from govreport.web.portal import check_limit

pytestmark = pytest.mark.django_db

PAGE = "/check/"
NOTHING = {"text": " "}


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test begins at nought, and in the middle of ten minutes."""
    monkeypatch.setattr("time.time", lambda: 1_000_000 * check_limit.WINDOW + 480.0)
    cache.clear()
    yield
    cache.clear()


def use_up(client: Client, **extra: str) -> None:
    for _ in range(check_limit.CHECKS.most):
        assert client.post(PAGE, NOTHING, **extra).status_code == 422  # type: ignore[arg-type]


def test_too_many_checks_from_one_address_have_to_wait(client: Client) -> None:
    use_up(client)
    answer = client.post(PAGE, NOTHING)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "120"
    assert "请 2 分钟后再试。" in answer.text
    assert client.get(PAGE).status_code == 200


def test_another_address_may_go_on(client: Client) -> None:
    use_up(client)
    assert client.post(PAGE, NOTHING, REMOTE_ADDR="192.0.2.7").status_code == 422


def test_after_ten_minutes_the_address_may_go_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    use_up(client)
    monkeypatch.setattr("time.time", lambda: 1_000_001 * check_limit.WINDOW + 1.0)
    assert client.post(PAGE, NOTHING).status_code == 422


def test_an_address_that_the_browser_makes_up_does_not_help(client: Client) -> None:
    use_up(client)
    assert client.post(PAGE, NOTHING, headers={"x-forwarded-for": "198.51.100.9"}).status_code == 429


def test_behind_the_proxy_its_last_address_counts(client: Client, settings: LazySettings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(check_limit.CHECKS.most):
        claimed = f"203.0.113.{number}, 198.51.100.9"
        assert client.post(PAGE, NOTHING, headers={"x-forwarded-for": claimed}).status_code == 422
    assert client.post(PAGE, NOTHING, headers={"x-forwarded-for": "198.51.100.9"}).status_code == 429
    assert client.post(PAGE, NOTHING, headers={"x-forwarded-for": "198.51.100.10"}).status_code == 422


def test_people_who_are_signed_in_count_for_themselves(client: Client, supervisor: User) -> None:
    use_up(client)
    client.force_login(supervisor)
    assert client.post(PAGE, NOTHING).status_code == 422


def test_more_than_twenty_files_are_declined(client: Client) -> None:
    answer = client.post(PAGE, {"uploads": [File(f"{n}.txt", b"x") for n in range(21)]})
    assert answer.status_code == 422
    assert "一次最多体检 20 份，您选了 21 份。" in answer.text


def test_a_file_above_ten_megabytes_is_declined_by_name(client: Client, settings: LazySettings) -> None:
    settings.REPORT_FILE_MAX_SIZE = 1024
    answer = client.post(PAGE, {"uploads": File("大.txt", b"x" * 2048), "previous": File("去年.txt", b"x" * 2048)})
    assert answer.status_code == 422
    assert "“大.txt”有 2.0" in answer.text
    assert "“去年.txt”有 2.0" in answer.text


def test_a_request_above_forty_megabytes_is_not_read(client: Client) -> None:
    answer = client.post(PAGE, NOTHING, CONTENT_LENGTH=str(41 * 1024 * 1024))
    assert answer.status_code == 413
    assert "一次上传的文件合计最大 40 MB。" in answer.text


def test_more_text_than_the_server_takes_is_declined_with_a_sentence(client: Client) -> None:
    answer = client.post(PAGE, {"text": "x" * (6 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "上传的内容太多，没有读取。" in answer.text


def test_more_files_than_the_server_takes_are_declined_with_a_sentence(client: Client) -> None:
    answer = client.post(PAGE, {"uploads": [File(f"{n}.txt", b"x") for n in range(101)]})
    assert answer.status_code == 413


def test_a_form_from_elsewhere_is_declined() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(PAGE, {"text": "年报"}).status_code == 403
    assert strict.post("/check/files/", {"packed": "x"}).status_code == 403


def test_the_form_with_its_token_is_taken() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(PAGE)
    token = strict.cookies["csrftoken"].value
    assert strict.post(PAGE, {**NOTHING, "csrfmiddlewaretoken": token}).status_code == 422
