"""来源地址: from which network address the person acts whose request is being answered."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_address: ContextVar[str] = ContextVar("journal_address", default="")


@contextmanager
def acting_from(address: str) -> Iterator[None]:
    """Events recorded inside carry this address; what is none (an address is told by others) is left out."""
    token = _address.set(_valid(address))
    try:
        yield
    finally:
        _address.reset(token)


def current() -> str:
    """The address of the request that is being answered; empty in the background."""
    return _address.get()


def _valid(address: str) -> str:
    try:
        return str(ipaddress.ip_address(address.strip()))
    except ValueError:
        return ""
