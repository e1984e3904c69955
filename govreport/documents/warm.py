"""预热: the first PDF of a process reads the fonts and the style sheet; done at its start, nobody waits."""

import logging
from threading import Thread

from govreport.documents.services import render_pdf
from govreport.standards import all_editions
from govreport.standards.document import Document
from govreport.standards.figures import Figures

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Set a blank report of the newest format as a draft; a failure is logged and left to the first reader."""
    newest = max(all_editions(), key=lambda edition: edition.from_year)
    try:
        render_pdf(Document(edition=newest.code, year=newest.from_year, figures=Figures.blank(newest)), draft=True)
    except Exception:  # a server that cannot set PDF must still serve its pages
        logger.exception("the renderer could not be warmed up")


def warm_up_behind() -> Thread:
    """The same beside the start of a server process: after the fork, for a lock held by a thread is lost in a child."""
    thread = Thread(target=warm_up, name="warm-up")
    thread.start()
    return thread
