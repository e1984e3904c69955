"""操作的后续: what rooms above do about an event, in the transaction that records it (docs/adr/0056)."""

from collections.abc import Callable
from typing import Final

from govreport.journal.models import Event

Follower = Callable[[Event], None]
_followers: Final[list[Follower]] = []


def follow(follower: Follower) -> None:
    """Have ``follower`` called with every event; what it raises undoes the event too. Told twice, it follows once."""
    if follower not in _followers:
        _followers.append(follower)


def tell(event: Event) -> None:
    """Call everybody who follows, in the order in which they began to."""
    for follower in _followers:
        follower(event)
