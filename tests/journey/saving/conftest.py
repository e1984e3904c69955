"""不丢失: what is typed reaches the server, through a lost connection, a lapsed session, a closed page."""

from govreport.reports.figures import document_of
from govreport.reports.models import Version

CELL = "t3.new_received.commercial"
# Nothing leaves the page any more, not even what a browser still sends while it closes.
DEAD = "() => { window.fetch = () => Promise.reject(new TypeError('no server')); }"
INPUT = f"[id='cell-{CELL}']"


def stored() -> object:
    return document_of(Version.objects.get()).figures[CELL]
