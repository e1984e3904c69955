"""审签单: the printable sheet on which a report's way through the agency is read, and signed by hand."""

from collections.abc import Sequence
from typing import Final

from django.template.loader import get_template
from django.utils.html import strip_spaces_between_tags

from govreport.documents.letters.steps import SheetRound, Subject
from govreport.documents.render.pdf import print_pages

TITLE: Final = "政府信息公开工作年度报告审签单"
# Who signs by hand where the way of approval names nobody else, in the order of the file's way.
SIGNERS: Final = ("拟稿人", "审核人", "签发人")


def sheet_pdf(subject: Subject, rounds: Sequence[SheetRound], code: str, signers: Sequence[str] = SIGNERS) -> bytes:
    """The sheet as PDF/A-3a, dated by its last step; ``code`` is that of the content now.

    Raises ``ValueError`` without a step: a report that nobody has submitted has no sheet.
    """
    taken = [line.at for each in rounds for line in each.lines if line.at]
    if not taken:
        raise ValueError("a sheet needs a step")
    moment = max(taken)
    context = {
        "title": TITLE,
        "subject": subject,
        "rounds": rounds,
        "code": code,
        "signers": signers,
        "created": moment.isoformat(timespec="seconds"),
    }
    html = strip_spaces_between_tags(get_template("documents/letters/sheet.html").render(context))
    return print_pages(lambda _cuts: (html, ()), sheets=("print.css", "letters/form.css"), moment=moment)
