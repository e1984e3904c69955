"""Kinds of jobs whose every step leaves a trace and waits for the test where it is told to."""

import time
from pathlib import Path
from typing import Any

from govreport.jobs.registry import handler
from govreport.jobs.work import JobError, Work
from govreport.journal import actions
from govreport.journal.services import record


@handler("test.count", label="逐项计数", queue="bulk")
def count(work: Work) -> dict[str, Any]:
    """Each part leaves one event in the journal; at ``stop_at`` it waits until the file ``go`` is there."""
    folder = Path(work.payload.get("folder", "/nonexistent"))
    for item in work.todo():
        if item.key == work.payload.get("stop_at"):
            folder.joinpath(f"reached-{item.key}").touch()
            while not folder.joinpath("go").exists():
                time.sleep(0.02)
        if item.key == "bad":
            work.fail(item, "这一项读不了。")
            continue
        item.result = {"said": item.key}
        with work.settle(item):
            record(actions.NOTICE_MADE, by=None, agency=None, subject=f"item:{item.key}")
    return {"counted": work.job.items.count()}


@handler("test.single", label="一步完成")
def single(work: Work) -> dict[str, Any] | None:
    """Does what ``payload`` says: refuses, breaks, or counts to three."""
    match work.payload.get("what"):
        case "refuse":
            raise JobError("没有可以办理的年报。")
        case "break":
            raise RuntimeError("a fault in the program")
        case "full":
            raise OSError(28, "No space left on device")
    for number in range(1, 4):
        work.progress(number, 3)
    return {"said": "三"}
