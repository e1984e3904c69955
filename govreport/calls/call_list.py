"""电话催报单（PDF）: whom an office rings up, under which number, where the report stands, how late it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Final

from django.template.loader import get_template
from django.utils import translation
from django.utils.html import strip_spaces_between_tags

from govreport.agencies.models import Agency
from govreport.calls.models import Contact
from govreport.calls.standing import Line
from govreport.documents.findings.notice import CHINA, chinese_date
from govreport.documents.render.pdf import print_pages
from govreport.documents.render.text import printable

SHEETS: Final = ("print.css", "letters/elements.css", "calls/list.css")
# So many agencies on one list; nobody rings up more in a day.
MOST: Final = 300


def call_list_pdf(office: Agency, year: int, lines: Sequence[Line], now: datetime) -> bytes:
    """The first ``MOST`` of the lines whose reports are still to come, the latest first; ``now`` is aware."""
    waiting = sorted((line for line in lines if not line.done), key=lambda line: (line.due.day, line.name))[:MOST]
    contacts = {item.agency_id: item for item in Contact.objects.filter(agency__in=[line.agency for line in waiting])}
    today = now.astimezone(CHINA).date()
    # The list is Chinese whatever language the page is shown in.
    with translation.override("zh-hans"):
        rows = [_row(line, contacts.get(line.agency)) for line in waiting]
    moment = datetime.combine(today, time(), CHINA)
    context = {
        "title": f"{year}年度年报电话催报单",
        "office": printable(office.name),
        "day": chinese_date(today),
        "rows": rows,
        "created": moment.isoformat(timespec="seconds"),
    }
    html = strip_spaces_between_tags(get_template("documents/calls/list.html").render(context))
    return print_pages(lambda _cuts: (html, ()), sheets=SHEETS, moment=moment)


def _row(line: Line, contact: Contact | None) -> Mapping[str, str]:
    return {
        "name": printable(line.name),
        "contact": printable(contact.name) if contact else "",
        "phone": printable(contact.phone) if contact else "",
        "state": str(line.state_name),
        "due": line.due.day.isoformat(),
        "late": str(line.days_late or ""),
    }
