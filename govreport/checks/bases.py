"""依据的英文: the basis of every rule in English, to stand beside the official words that findings carry."""

from collections.abc import Mapping
from functools import cache

from govreport.checks.catalogue import catalogue


@cache
def bases() -> Mapping[str, str]:
    """Rule → its basis in English."""
    return {entry.id: entry.rule.basis_en for entry in catalogue()}


@cache
def grounded() -> frozenset[str]:
    """The rules that rest on a regulation or the form itself; the basis of the others is a reason, never a ground."""
    return frozenset(entry.id for entry in catalogue() if entry.rule.official)
