"""A warm PDF of one report against WeasyPrint as its manual shows it: ``HTML(string=...).write_pdf(...)``."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count

from django.template.loader import get_template

from bench.reports import report
from bench.timing import Result, ratio_of_pairs
from govreport.documents.render import pdf
from govreport.documents.render.model import paper
from govreport.documents.services import render_pdf

GOAL = 0.75
MOMENT = datetime(2024, 1, 1, tzinfo=UTC)


def measure() -> list[Result]:
    """Editions 2021 and 2019; the text changes in every round."""
    return [_compare(code) for code in ("e2021", "e2019")]


def _compare(code: str) -> Result:
    turns = count()
    ours, naive, ratio = ratio_of_pairs(lambda: render_pdf(report(code, next(turns))), _naive(code, turns))
    return Result(
        what=f"PDF/A-3a of one report ({code}), warm, justified, data attached",
        milliseconds=ours,
        against=f"naive WeasyPrint, no data, ragged: {naive:.0f} ms",
        ratio=ratio,
        goal=f"ratio ≤ {GOAL}",
        met=ratio <= GOAL,
    )


def _naive(code: str, turns: Iterator[int]) -> Callable[[], object]:
    pdf._press()
    import weasyprint

    from govreport.documents.render import weasy

    style = get_template("documents/print.css").render()

    def work() -> object:
        html = pdf.print_html(paper(report(code, next(turns))), MOMENT).replace(
            "</head>", f"<style>{style}</style></head>"
        )
        with weasy.without():
            return weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")

    return work
