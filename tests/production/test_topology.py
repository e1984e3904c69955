"""正式环境全程: the processes of docker-compose.yml behind nginx: a report goes its way, failures are sentences."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.fixtures.browser import Watch
from tests.fixtures.queue import eventually
from tests.journey.people import ready, sign_in
from tests.journey.test_whole_line import OWN, approve, correct_the_totals, give_reasons, publish
from tests.production.topology import Topology

NewContext = Callable[..., BrowserContext]
pytestmark = pytest.mark.xdist_group("topology")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Seven services share the machine with the browser: pages may take their time."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def new_page(new_context: NewContext) -> Callable[[], Page]:
    """A further person at a further machine, who trusts the certificate of this test."""
    return lambda: new_context(ignore_https_errors=True).new_page()


def test_a_report_goes_its_whole_way_through_the_proxy(topology: Topology, new_page: Callable[[], Page]) -> None:
    clerk = new_page()
    sign_in(clerk, topology.address, "drafter")
    cookies = {cookie["name"]: cookie for cookie in clerk.context.cookies()}
    assert cookies["__Host-sessionid"]["secure"]
    clerk.goto(f"{topology.address}/desk/start/")
    clerk.locator("input[name=source][value=file]").check()
    clerk.locator("input[type=file]").set_input_files(OWN)
    clerk.get_by_role("button", name="下一步").click()
    clerk.wait_for_selector("#import[data-ready]")
    clerk.get_by_text("全部照读入确认…").click()
    clerk.get_by_role("button", name="确定，全部照读入确认").click()
    clerk.get_by_role("button", name="确认导入").click()
    clerk.wait_for_url("**/desk/reports/*/")
    correct_the_totals(clerk)
    clerk.get_by_role("link", name="提交审核").click()
    give_reasons(clerk)
    clerk.get_by_role("button", name="提交审核").click()
    expect(clerk.get_by_text("等待另一位审核人办理")).to_be_visible()
    approve(new_page(), topology.address)
    publish(new_page(), topology.address)
    public = new_page()
    public.goto(topology.address)
    public.get_by_role("link", name="2020").first.click()
    public.get_by_role("link", name="云溪县林业和草原局").first.click()
    link = public.get_by_role("link", name="PDF").first.get_attribute("href")
    answer = public.request.get(f"{topology.address}{link}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_two_workers_share_the_queues_and_do_what_is_asked(topology: Topology) -> None:
    ask = (
        "import json; from celery import current_app; "
        "found = current_app.control.inspect(timeout=5, limit=2).active_queues() or {}; "
        "print(json.dumps([[queue['name'] for queue in queues] for queues in found.values()]))"
    )
    # A worker that is busy answers late, and then not in this round.
    eventually(
        lambda: (
            sorted(sorted(names) for names in json.loads(topology.python(ask))) == [["bulk"], ["default", "render"]]
        ),
        "both workers say which queues they serve",
        patience=60,
    )
    topology.python(
        "from govreport.agencies.models import User; from govreport.jobs.services import enqueue; "
        "enqueue('render_publication', 'again', {'publication': 0}, by=User.objects.first())"
    )
    state = "from govreport.jobs.models import Job; print(Job.objects.get(key='render_publication:again').state)"
    # There is no such publication: the worker says so, which it can only have done by taking the job.
    eventually(lambda: topology.python(state) not in {"queued", "running"}, "a worker has done it", patience=60)


def test_a_file_beyond_the_cap_is_answered_with_a_sentence(topology: Topology) -> None:
    status, text = topology.ask("/check/", b"x" * (13 * 1024 * 1024))
    assert status == 413
    assert "文件太大" in text
    assert "10 MB" in text
    assert topology.status("/_pages/page.css") == 200


def test_plain_requests_are_sent_on_to_tls(topology: Topology) -> None:
    assert topology.ask("/", address=f"http://127.0.0.1:{topology.ports['http']}")[0] == 308


def test_figures_are_had_inside_and_not_through_the_proxy(topology: Topology) -> None:
    assert topology.status("/metrics") == 404
    status, text = topology.ask("/metrics", address=f"http://127.0.0.1:{topology.ports['web']}")
    assert status == 200
    assert 'govreport_requests_total{method="GET"' in text
    assert "govreport_database_up 1.0" in text


def test_one_id_runs_through_the_log_of_the_proxy_and_that_of_the_system(topology: Topology) -> None:
    topology.status("/rules/?q=secret")
    # Both write their lines after the answer is out.
    name = awaited(
        lambda: [line["request"] for line in lines_of(topology.folder / "proxy.log") if line["path"] == "/rules/"]
    )
    own = awaited(lambda: [line for line in lines_of(topology.folder / "web.log") if name in line.values()])
    assert (own["logger"], own["path"], own["status"]) == ("govreport.access", "/rules/", 200)
    assert "secret" not in (topology.folder / "web.log").read_text(encoding="utf-8")


def lines_of(log: Path) -> list[dict[str, Any]]:
    """The lines of a log that are JSON and complete."""
    whole = log.read_text(encoding="utf-8").rpartition("\n")[0]
    return [json.loads(line) for line in whole.splitlines() if line.startswith("{")]


def awaited(find: Callable[[], list[Any]]) -> Any:
    """The last of what is found, as soon as there is any."""
    for _ in range(100):
        if found := find():
            return found[-1]
        time.sleep(0.1)
    raise AssertionError("no such line was written")


def test_while_the_database_is_away_what_is_typed_waits_in_the_browser_and_is_saved_afterwards(
    topology: Topology, new_page: Callable[[], Page], watch: Watch
) -> None:
    watch.expect("status of 503")
    clerk = new_page()
    sign_in(clerk, topology.address, "drafter")
    topology.python(
        "from govreport.agencies.models import Agency, User; from govreport.reports.services import start_report; "
        "from tests.builders import balanced; "
        "start_report(agency=Agency.objects.get(code='yunxi-lincao'), year=2023,"
        " by=User.objects.get(username='drafter'), document=balanced(year=2023))"
    )
    pk = topology.python("from govreport.reports.models import Report; print(Report.objects.get(year=2023).pk)")
    clerk.goto(f"{topology.address}/desk/reports/{pk}/sec2/")
    ready(clerk)
    cell = clerk.locator("input[id^='cell-t2']").first
    topology.cluster.stop()
    try:
        cell.fill("31")
        expect(clerk.locator("#save-state")).to_have_attribute("data-state", "failed", timeout=60_000)
        status, text = topology.ask("/")
        assert status == 503
        assert "数据库暂时连接不上" in text
        assert topology.status("/health/live") == 200
        assert topology.status("/health/ready") == 503
    finally:
        topology.cluster.start()
    # The page asks again by itself, less and less often.
    expect(clerk.locator("#save-state")).to_have_attribute("data-state", "saved", timeout=90_000)
    clerk.reload()
    expect(cell).to_have_value("31")


def test_while_the_system_is_maintained_a_sentence_is_shown(topology: Topology) -> None:
    file = topology.folder / "state" / "maintenance"
    file.write_text("22:30", encoding="utf-8")
    try:
        status, text = topology.ask("/")
    finally:
        file.unlink()
    assert status == 503
    assert "预计 22:30 恢复" in text


def test_with_the_web_server_gone_the_proxy_says_so(topology: Topology) -> None:
    web = topology.running.pop("web")
    web.terminate()
    web.wait(60)
    try:
        status, text = topology.ask("/")
        assert status == 503
        assert "系统暂时无法使用" in text
    finally:
        topology.start("web")
        eventually(lambda: topology.status("/health/ready") == 200, "the web server is back", patience=90)
