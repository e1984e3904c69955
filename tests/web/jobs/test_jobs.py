"""后台任务页: one's own jobs, how far they are, and the buttons."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import User
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.web.desk.progress import time_left
from tests.fixtures.jobs import Ask
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/jobs/"


@pytest.fixture
def browser_of(sign_in: SignIn, drafter: User) -> Client:
    """The browser of the person whose jobs they are."""
    return sign_in(drafter)


def shown(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_without_jobs_the_page_says_what_will_stand_here(browser_of: Client) -> None:
    assert "没有后台任务" in shown(browser_of)


def test_a_job_is_shown_with_its_state_and_how_far_it_is(browser_of: Client, ask: Ask) -> None:
    job = ask()
    page = shown(browser_of)
    for words in ("逐项计数", "五项", "排队", "0 / 5", f"{PAGE}{job.pk}/cancel/"):
        assert words in page
    started = timezone.now() - timedelta(minutes=4)
    lease = timezone.now() + timedelta(minutes=1)
    Job.objects.update(state=JobState.RUNNING, done=2, started_at=started, lease_until=lease)
    page = shown(browser_of)
    assert "2 / 5" in page
    assert "还需约 6 分钟" in page
    assert '<progress class="job-bar" max="5" value="2"' in page


def test_a_job_that_is_done_leads_to_its_result(browser_of: Client, ask: Ask) -> None:
    job = ask()
    run(job.pk)
    Job.objects.update(url="/desk/")
    page = shown(browser_of)
    assert "看结果" in page
    assert "hx-trigger" not in page


def test_a_job_that_failed_says_why_and_can_go_on(
    browser_of: Client, ask: Ask, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    job = ask()
    Job.objects.update(state=JobState.FAILED, error="磁盘已满，没有完成。")
    assert "磁盘已满，没有完成。" in shown(browser_of)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser_of.post(f"{PAGE}{job.pk}/resume/").headers["Location"] == PAGE
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_job_is_cancelled_by_its_button(browser_of: Client, ask: Ask) -> None:
    job = ask()
    assert browser_of.post(f"{PAGE}{job.pk}/cancel/", {"next": "https://evil.example/"}).headers["Location"] == PAGE
    assert browser_of.post(f"{PAGE}{job.pk}/cancel/", {"next": "/desk/"}).headers["Location"] == "/desk/"
    assert "已取消" in shown(browser_of)


def test_a_list_that_asks_is_told_only_of_what_has_changed(browser_of: Client, ask: Ask) -> None:
    job = ask()
    first = browser_of.get(f"{PAGE}?part=list")
    assert first.content.decode().lstrip().startswith('<div id="jobs"')
    again = browser_of.get(f"{PAGE}?part=list", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    whole = browser_of.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert whole.status_code == 200
    run(job.pk)
    changed = browser_of.get(f"{PAGE}?part=list", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "完成" in changed.content.decode()


def test_other_peoples_jobs_are_neither_seen_nor_touched(
    sign_in: SignIn,
    stranger: User,
    ask: Ask,
) -> None:
    job = ask()
    other = sign_in(stranger)
    assert "五项" not in shown(other)
    for verb in ("cancel", "resume"):
        assert other.post(f"{PAGE}{job.pk}/{verb}/").status_code == 404
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_jobs_are_for_people_who_are_signed_in(client: Client, ask: Ask) -> None:
    job = ask()
    for response in (client.get(PAGE), client.post(f"{PAGE}{job.pk}/cancel/")):
        assert "/accounts/login/" in response.headers["Location"]


def test_a_job_of_a_kind_that_is_gone_is_still_shown(browser_of: Client, ask: Ask) -> None:
    run(ask().pk)
    Job.objects.update(kind="of.old")
    assert "of.old" in shown(browser_of)


def test_a_long_list_costs_as_many_queries_as_a_short_one(
    browser_of: Client, ask: Ask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        ask(str(number))
    browser_of.get(PAGE)
    with django_assert_max_num_queries(15):
        assert "第 1 页，共 2 页" in shown(browser_of)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, ""),
        (timedelta(seconds=20), "还需不到 1 分钟"),
        (timedelta(seconds=170), "还需约 3 分钟"),
        (timedelta(hours=1, minutes=5), "还需约 1 小时 5 分钟"),
    ],
)
def test_the_time_left_is_said_in_words(left: timedelta | None, words: str) -> None:
    assert time_left(left) == words


def test_the_menu_of_ones_name_leads_to_the_page(browser_of: Client) -> None:
    assert f'href="{PAGE}"' in browser_of.get("/desk/").content.decode()
