"""预热: a server process has set its first document before anybody asks, and serves its pages if that fails."""

import importlib
import logging
import sys

import pytest

from govreport.documents import warm
from govreport.documents.render import pdf


def test_the_renderer_is_ready_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    render = warm.render_pdf
    monkeypatch.setattr(warm, "render_pdf", lambda *args, **options: made.append(render(*args, **options)))
    warm.warm_up()
    assert made[0].startswith(b"%PDF")
    assert pdf._press.cache_info().currsize == 1


def test_a_renderer_that_fails_is_logged_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object, **options: object) -> bytes:
        raise OSError("no fonts")

    monkeypatch.setattr(warm, "render_pdf", fail)
    with caplog.at_level(logging.ERROR):
        thread = warm.warm_up_behind()
        thread.join()
    assert "could not be warmed up" in caplog.text


def test_every_server_process_does_it_at_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(warm, "warm_up_behind", lambda: asked.append(True))
    sys.modules.pop("govreport.wsgi", None)
    importlib.import_module("govreport.wsgi")
    assert asked == [True]
