"""编制: everything that changes a report's text; verbs with ``by=user``, each one transaction.

All raise ``reports.errors.Refused`` with a sentence for the person, and change nothing then.
"""

from govreport.reports.services.apart import Conflict, Known, Overtaken
from govreport.reports.services.cells import Saved, adopt_totals, save_cells
from govreport.reports.services.links import Followed, acknowledge, link_figure, unlink
from govreport.reports.services.start import start_report
from govreport.reports.services.text import Written, save_fee, save_narrative, save_title, write_narrative
from govreport.reports.services.zeros import fill_zeros, unfill_zeros

__all__ = [
    "Conflict",
    "Followed",
    "Known",
    "Overtaken",
    "Saved",
    "Written",
    "acknowledge",
    "adopt_totals",
    "fill_zeros",
    "link_figure",
    "save_cells",
    "save_fee",
    "save_narrative",
    "save_title",
    "start_report",
    "unfill_zeros",
    "unlink",
    "write_narrative",
]
