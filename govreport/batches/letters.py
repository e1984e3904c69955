"""批量检查的整改通知: what is wrong with a confirmed report, addressed by the agency's official name."""

from dataclasses import replace

from govreport.batches.models import Reading
from govreport.documents.findings import Listing, listing
from govreport.documents.findings.notice import needs_notice


def letter_listing(reading: Reading) -> Listing | None:
    """What a letter is made of, in Chinese; None where nobody has confirmed whose report it is or nothing is wrong."""
    item = reading.checked
    if item is None or reading.confirmed_at is None or reading.agency is None:
        return None
    named = item.document.replace(agency=replace(item.document.agency, name=reading.agency.name), year=reading.year)
    found = listing(named, item.findings, "zh-hans")
    return found if needs_notice(found) else None
