"""已校核: what the lists of the supervising office say of a report that was checked."""

from govreport.documents.findings import Listing
from govreport.documents.findings.notice import needs_notice
from govreport.standards.finding import Severity


class Judged:
    """已校核的年报: whoever has a ``result`` can say how much is to be done."""

    __slots__ = ()

    result: Listing

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Severity and number, worst first; severities without findings are left out."""
        return tuple((level.value, count) for level in Severity if (count := self.result.count(level)))

    @property
    def needs_notice(self) -> bool:
        """Whether there is something to correct or to explain."""
        return needs_notice(self.result)
