"""docs/formats.md shows what the commands really take and give."""

import json
import re

from govreport.documents.pipeline import check_file
from govreport.documents.read import read
from tests.documents.read.reports import text_of
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
OBJECTS = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


def test_the_object_shown_has_the_keys_of_check_report() -> None:
    found = check_file("report.txt", read(text_of(t3__total_processed__total="3").encode()))
    shown = OBJECTS[0]
    assert list(shown) == list(found)
    for key in ("findings", "repairs"):
        assert list(shown[key][0]) == list(found[key][0])


def test_the_data_file_shown_can_be_read() -> None:
    document = read(json.dumps(OBJECTS[1]).encode()).document
    assert document.figures["t2.admin_fees.amount_wan"] is not None
    assert document.printed == OBJECTS[1]["printed"]
    assert document.fee["notice_count"] == 0
