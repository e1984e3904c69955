"""Random reports whose sums are right, the figures of two samples, and a report of zeros."""

import random
from collections.abc import Mapping
from decimal import Decimal

from govreport.standards import edition
from govreport.standards.derive import computed
from govreport.standards.figures import Figures

COLUMNS = ("natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org")
ROWS = [row.code for row in edition("e2021").table("t3").rows]


def with_inputs(code: str, inputs: Mapping[str, int]) -> Figures:
    """All cells zero but for the inputs; totals computed."""
    zeros = {address: Decimal(0) if cell.numeric else None for address, cell in edition(code).figure_cells.items()}
    figures = Figures(zeros).replace({address: Decimal(value) for address, value in inputs.items()})
    return figures.replace(computed(code, figures))


def balanced(code: str, seed: int) -> Figures:
    """A report in which every relation of severity error holds; small numbers, many zeros."""
    chance = random.Random(seed)
    inputs = {
        address: chance.choice((0, 0, 0, 1, 2, 7, 30))
        for address, cell in edition(code).figure_cells.items()
        if cell.numeric and not cell.derived
    }
    if code == "e2014":
        channels = [address for address in inputs if address.startswith("t18.a2_")]
        inputs["t18.a1_disclosed_total"] = sum(inputs[address] for address in channels)
        inputs["t18.a1_normative_disclosed"] = min(inputs[channels[0]], 2)
        for principal in ("t18.b2_press_conf_principal", "t18.b2_interview_principal"):
            inputs[principal] = min(inputs[principal], inputs[principal.removesuffix("_principal")])
        return with_inputs(code, inputs)
    figures = with_inputs(code, inputs)
    for column in COLUMNS:
        # What came in and was not dealt with is carried over; what was dealt with must have come in.
        done, carried = (figures[f"t3.{row}.{column}"] or 0 for row in ("total_processed", "carried_in"))
        inputs[f"t3.new_received.{column}"] = max(0, int(done - carried)) + chance.randrange(3)
        rest = inputs[f"t3.new_received.{column}"] + carried - done
        inputs[f"t3.carried_out.{column}"] = int(rest)
    return with_inputs(code, inputs)


def of_2020() -> Figures:
    """The figures of sample 003: two applications, both answered, but the total of the results left at 0."""
    inputs = {
        "t3.new_received.natural_person": 2,
        "t3.disclosed_full.natural_person": 1,
        "t3.unable_not_held.natural_person": 1,
    }
    wrong = {"t3.total_processed.natural_person": Decimal(0), "t3.total_processed.total": Decimal(0)}
    return with_inputs("e2019", inputs).replace(wrong)


def of_2024() -> Figures:
    """The figures of sample 002, table three: three cells of natural persons lost in conversion."""
    natural = {"new_received": 97, "disclosed_full": 15, "disclosed_part": 12, "refused_process_info": 3}
    natural |= {"refused_admin_query": 1, "unable_not_held": 57, "unable_needs_creation": 2, "unprocessed_duplicate": 2}
    natural |= {"carried_out": 5}
    inputs = {f"t3.{row}.natural_person": value for row, value in natural.items()}
    inputs |= {"t3.new_received.commercial": 2, "t3.unable_not_held.commercial": 2}
    return with_inputs("e2021", inputs).replace(dict.fromkeys(LOST_2024))


LOST_2024 = [f"t3.{row}.natural_person" for row in ("carried_in", "disclosed_full", "total_processed")]
