"""网页: the report as HTML, alone on a page or as a fragment of one."""

from django.template.loader import get_template
from django.utils.safestring import mark_safe

from govreport.documents.render.json import script_data
from govreport.documents.render.model import paper
from govreport.standards.document import Document


def render_html(document: Document) -> bytes:
    """A page that needs no other file and runs no script; it carries the figures as JSON (``#govreport``)."""
    context = {
        "paper": paper(document),
        "caption": True,
        # Our own style sheet and JSON without "<", ">" and "&": nothing of them is markup.
        "style": mark_safe(get_template("documents/page.css").render()),  # noqa: S308
        "data": mark_safe(script_data(document)),  # noqa: S308
    }
    return get_template("documents/page.html").render(context).encode("utf-8")


def render_html_fragment(document: Document) -> str:
    """``<article class="document">`` with the parts of the report, for a page that brings its own style and title."""
    context = {"paper": paper(document), "caption": True}
    return mark_safe(get_template("documents/fragment.html").render(context))  # noqa: S308
