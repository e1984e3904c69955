"""机关性质: what can be told of an agency from its record or, where that is silent, from its name."""

import re
from typing import Final

from govreport.standards.document import AgencyName

_OFFICE: Final = re.compile(r"人民政府(?:办公厅|办公室)$")
_GOVERNMENT: Final = re.compile(r"人民政府$")
# 县、区人民政府办公室: the office of a government that makes no rules. 办公厅 is the office of a higher one.
_COUNTY_OFFICE: Final = re.compile(r"(?:[县区旗镇乡]|街道)人民政府办公室$")


def kind_of(agency: AgencyName) -> str | None:
    """government, government_office, department, other, or None where neither record nor name says."""
    if agency.kind:
        return agency.kind
    if _OFFICE.search(agency.name):
        return "government_office"
    return "government" if _GOVERNMENT.search(agency.name) else None


def is_county_office(agency: AgencyName) -> bool:
    """Whether the office belongs to a county or township, by record or by name."""
    if agency.level:
        return agency.level in ("county", "township")
    return bool(_COUNTY_OFFICE.search(agency.name))
