"""依据的英文: the basis of every rule in English, to stand beside the official words that findings carry."""

from collections.abc import Mapping
from functools import cache

from govreport.checks.catalogue import catalogue


@cache
def bases() -> Mapping[str, str]:
    """Rule → its basis in English."""
    return {entry.id: entry.rule.basis_en for entry in catalogue()}
