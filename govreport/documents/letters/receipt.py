"""回执: a page that says which version was handed over, approved or published, when, by whom, with which content."""

from typing import Final

from django.template.loader import get_template
from django.utils.html import strip_spaces_between_tags

from govreport.documents.letters.steps import Step, Subject
from govreport.documents.render.pdf import print_pages

TITLE: Final = "政府信息公开工作年度报告{step}回执"


def receipt_pdf(subject: Subject, step: Step) -> bytes:
    """The receipt as PDF/A-3a, dated by its step; the same step gives the same bytes whatever came later.

    Raises ``ValueError`` for a step whose content was not sealed.
    """
    if not step.sha256:
        raise ValueError("a receipt needs the hash of the content")
    context = {
        "title": TITLE.format(step=step.name),
        "subject": subject,
        "step": step,
        "created": step.at.isoformat(timespec="seconds"),
    }
    html = strip_spaces_between_tags(get_template("documents/letters/receipt.html").render(context))
    return print_pages(lambda _cuts: (html, ()), sheets=("print.css", "letters/form.css"), moment=step.at)
