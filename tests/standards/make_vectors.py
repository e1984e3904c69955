"""Write ``vectors/relations.json`` again: ``python -m tests.standards.make_vectors``.

The reports are random with a fixed seed; what must come of them is what the Python side says now. Read the difference
before committing it: it is a change of the rules. Figures stand in the order of the edition, blank is null.
"""

import json
from collections.abc import Iterator
from typing import Any

from govreport.standards import all_editions, edition
from govreport.standards.derive import derivations
from tests.standards.parity import Texts, outcome, random_reports
from tests.standards.vectors import FOLDER

SEED = 711
COUNT = 12
# Figures on and beside the bounds of rules, where “<” and “<=”, 1 and a millionth part ways; zero everywhere else.
BOUNDS = {
    "e2014": [("b1_responses b2_other", "4 4"), ("b1_responses b2_other", "4 5")],
    "e2019": [
        ("procurement.projects procurement.amount", "1 0"),
        ("procurement.projects procurement.amount", "0 0.000001"),
        ("procurement.projects procurement.amount", "1 0.000001"),
        ("licensing.prev_items licensing.delta", "3 -3"),
        ("licensing.prev_items licensing.delta", "3 -4"),
    ],
    "e2021": [
        ("total_processed.total other_misc.total", "10 2"),
        ("total_processed.total other_misc.total", "9 2"),
        ("total_processed.total other_misc.total", "11 2"),
        ("new_received.total carried_out.total", "10 3"),
        ("new_received.total carried_out.total", "10 4"),
    ],
}
TABLES = {"e2014": "t18", "e2019": "t2", "e2021": "t3"}
LETTERS = {"holds": "h", "broken": "b", "undetermined": "u", "not_applicable": "n"}


def numeric(code: str) -> list[str]:
    """Addresses of all cells with numbers, the fee statement included, in the order of the edition."""
    return [address for address, cell in edition(code).cells.items() if cell.numeric]


def bound_reports(code: str) -> Iterator[dict[str, Texts]]:
    """A report for each line of ``BOUNDS``."""
    for cells, texts in BOUNDS[code]:
        given = zip(cells.split(), texts.split(), strict=True)
        figures: Texts = dict.fromkeys(numeric(code), "0")
        figures |= {f"{TABLES[code]}.{cell}": text for cell, text in given}
        yield {"figures": figures, "prev": {}, "changes": {}}


def pack(code: str, report: dict[str, Texts], result: dict[str, Any]) -> dict[str, Any]:
    """A report and its outcome, short enough to be kept."""
    figures = report["figures"]
    return {
        "figures": [figures.get(address) for address in numeric(code)],
        "prev": [report["prev"].get(address) for address in numeric(code)],
        "changes": report["changes"],
        "states": "".join(LETTERS[state] for state in result["states"]),
        "messages": [finding["message"] for finding in result["findings"]],
        "computed": [result["computed"][cell] for cell, _ in derivations(code)],
        "declared": result["declared"],
        "settled": {cell: text for cell, text in result["settled"].items() if text != figures.get(cell)},
        "after": len(result["after"]),
    }


def unpack(code: str, case: dict[str, Any]) -> dict[str, Texts]:
    """The report of a vector."""
    prev = dict(zip(numeric(code), case["prev"], strict=True))
    return {
        "figures": dict(zip(numeric(code), case["figures"], strict=True)),
        "prev": {cell: text for cell, text in prev.items() if text is not None},
        "changes": case["changes"],
    }


def main() -> None:
    """Write the file, one report to a line."""
    editions = []
    for own in all_editions():
        reports = [*random_reports(own.code, SEED, COUNT), *bound_reports(own.code)]
        cases = [pack(own.code, report, outcome(own.code, report)) for report in reports]
        lines = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases)
        editions.append(f'"{own.code}": [\n{lines}\n]')
    (FOLDER / "relations.json").write_text("{\n" + ",\n".join(editions) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
