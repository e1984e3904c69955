"""任务结束以后: what rooms above do when a job has come to its end (docs/adr/0056)."""

from collections.abc import Callable
from typing import Final

from govreport.jobs.models import Job

Follower = Callable[[Job], None]
_followers: Final[list[Follower]] = []


def follow(follower: Follower) -> None:
    """Have ``follower`` called with every job that was done, failed or cancelled, in the transaction that ends it."""
    if follower not in _followers:
        _followers.append(follower)


def tell(job: Job) -> None:
    """Call everybody who follows."""
    for follower in _followers:
        follower(job)
