"""The PDF of a report against other ways of making one, and against itself: longer, again and again, on two workers.

Chromium prints the same pages on a warm page, tagged, without PDF/A and data: it is what a browser would give.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from typing import Any

import pikepdf
from django.template.loader import get_template

from bench.pdf_process import first_job, memory, two_workers
from bench.reports import report
from bench.timing import Result, interleaved_ratios
from bench.typst_peer import typst
from govreport.documents.fonts import ensure_environment
from govreport.documents.render import pdf
from govreport.documents.render.model import paper
from govreport.documents.services import render_pdf

Work = Callable[[], object]
NAIVE, CHROMIUM, TYPST, LINEAR = 0.75, 1.3, 5, 1.25


def measure() -> Iterator[Result]:
    """Editions 2021 and 2019 side by side with others; then growth, memory, workers and the first job."""
    for code in ("e2021", "e2019"):
        yield from _compared(code)
    yield from _tuning()
    yield _growth()
    yield memory()
    yield two_workers()
    yield first_job()


def _compared(code: str) -> list[Result]:
    turns = count()
    with WarmChromium(code, turns) as chromium:
        works = {
            "ours": lambda: render_pdf(report(code, next(turns))),
            "naive": naive(code, turns),
            "chromium": chromium,
            "typst": typst(code, turns),
        }
        times, ratios = interleaved_ratios(works, "ours")
    ours = f"PDF/A-3a of one report ({code}), warm: justified, squeezed, tagged, data attached"
    return [
        _against(ours, times, ratios, "naive", "naive WeasyPrint, PDF/A-3a, ragged, no data", NAIVE),
        _against(ours, times, ratios, "chromium", "warm Chromium page, tagged, no PDF/A, ragged, no data", CHROMIUM),
        _against(
            ours, times, ratios, "typst", "warm Typst compiler, PDF/A-3a, data attached, no cell headers", TYPST, "aim"
        ),
    ]


def _against(
    what: str,
    times: dict[str, float],
    ratios: dict[str, float],
    name: str,
    words: str,
    goal: float,
    kind: str = "ratio",
) -> Result:
    return Result(
        what=what,
        milliseconds=times["ours"],
        against=f"{words}: {times[name]:.0f} ms",
        ratio=ratios[name],
        goal=f"{kind} ≤ {goal}",
        met=ratios[name] <= goal,
    )


def naive(code: str, turns: Iterator[int]) -> Work:
    """WeasyPrint as its manual shows it: ``HTML(string=...).write_pdf(...)``."""
    pdf._press()
    import weasyprint

    from govreport.documents.render import weasy

    style = get_template("documents/print.css").render()

    def work() -> object:
        html = _page(code, next(turns), style)
        with weasy.without():
            return weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")

    return work


def _page(code: str, turn: int, style: str) -> str:
    document = report(code, turn)
    html = pdf.print_html(paper(document), pdf.end_of_year(document))
    return html.replace("</head>", f"<style>{style}</style></head>")


class WarmChromium:
    """A Chromium page that is open already, with the document fonts."""

    def __init__(self, code: str, turns: Iterator[int]) -> None:
        self.code, self.turns = code, turns

    def __enter__(self) -> Work:
        from playwright.sync_api import sync_playwright

        style = get_template("documents/print.css").render()
        self.playwright = sync_playwright().start()
        # The browser takes the fonts from the configuration that ours are set with, which must be known before.
        ensure_environment()
        self.browser = self.playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page: Any = self.browser.new_page()

        def work() -> object:
            page.set_content(_page(self.code, next(self.turns), style))
            return page.pdf(tagged=True, prefer_css_page_size=True)

        return work

    def __exit__(self, *_error: object) -> None:
        self.browser.close()
        self.playwright.stop()


def _growth() -> Result:
    """Milliseconds a page of a long text against those of one a tenth as long."""
    turns = count()

    def work(times: int) -> Work:
        def long() -> object:
            document = report("e2021", next(turns))
            sections = {**document.sections, "sec1": "\n".join([document.sections["sec1"]] * times)}
            return render_pdf(document.replace(sections=sections))

        return long

    works = {"short": work(10), "long": work(100)}
    pages = {name: len(pikepdf.open(BytesIO(make())).pages) for name, make in works.items()}  # type: ignore[arg-type]
    times, ratios = interleaved_ratios(works, "long", rounds=3)
    ratio = ratios["short"] * pages["short"] / pages["long"]
    return Result(
        what=f"a page of a report of {pages['long']} pages",
        milliseconds=times["long"] / pages["long"],
        against=f"of {pages['short']} pages: {times['short'] / pages['short']:.1f} ms",
        ratio=ratio,
        goal=f"ratio ≤ {LINEAR}",
        met=ratio <= LINEAR,
    )


def _tuning() -> list[Result]:
    """What each addition for speed is worth: ours against ours without it."""
    from govreport.documents.render import weasy

    turns = count()

    def without(name: str) -> Work:
        def work() -> object:
            with weasy.without(name):
                return render_pdf(report("e2021", next(turns)))

        return work

    names = {
        "texts": "texts measured once",
        "lengths": "lengths resolved once",
        "deflate": "streams deflated once",
        "fonts": "font files not copied",
    }
    works: dict[str, Work] = {"ours": lambda: render_pdf(report("e2021", next(turns)))}
    times, ratios = interleaved_ratios(works | {name: without(name) for name in names}, "ours")
    return [
        Result(
            what=f"the same, {words}",
            milliseconds=times["ours"],
            against=f"without: {times[name]:.0f} ms",
            ratio=ratios[name],
            goal="",
        )
        for name, words in names.items()
    ]
