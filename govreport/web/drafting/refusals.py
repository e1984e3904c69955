"""没有保存的内容: what a form sent without script could not store, as lines that lead to their fields."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from govreport.reports.services import Conflict
from govreport.standards.edition import Edition, Section
from govreport.web.desk.panel import anchor
from govreport.web.drafting.meeting import place_of


def refusals(
    declined: Mapping[str, str], conflicts: Iterable[Conflict], edition: Edition, part: Section
) -> list[tuple[str, str]]:
    """(id of the field, sentence) for every text that was declined or that somebody else has written meanwhile."""
    met = {
        conflict.name: _("%(place)s：他人也改过这里，请选定一个。") % {"place": place_of(conflict.name, edition)}
        for conflict in conflicts
    }
    return [(anchor(edition, part.code, name), sentence) for name, sentence in [*declined.items(), *met.items()]]
