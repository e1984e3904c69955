"""体检结果（PDF）: what was read of a file and every finding, set for printing on A4."""

from datetime import datetime

from django.template.loader import get_template
from django.utils.html import strip_spaces_between_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.documents.findings.checked import Checked
from govreport.documents.findings.xlsx import summary
from govreport.documents.render.pdf import print_pages
from govreport.documents.render.text import printable

SHEETS = ("print.css", "letters/form.css", "findings/list.css")


def render_findings_pdf(item: Checked, moment: datetime) -> bytes:
    """The result as PDF/A-3a dated ``moment`` (aware), in the reader's language; same values, same bytes."""
    found = item.listing()
    english = (get_language() or "").startswith("en")
    context = {
        "language": "en" if english else "zh-CN",
        "title": _("年报体检结果"),
        "subject": found,
        "item": item,
        "found": found,
        "ways": item.ways,
        "name": printable(item.document.title) or found.title,
        "result": summary(found),
        "moment": moment,
        "created": moment.isoformat(timespec="seconds"),
    }
    html = strip_spaces_between_tags(get_template("documents/findings/list.html").render(context))
    if english:
        # Document fonts give the typographic apostrophe the square of a Chinese quotation mark.
        html = html.replace("’", "'")
    return print_pages(lambda _cuts: (html, ()), sheets=SHEETS, moment=moment)
