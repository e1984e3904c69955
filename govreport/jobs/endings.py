"""任务结束以后: what rooms above do when a job is done or has failed (docs/adr/0056)."""

from collections.abc import Callable
from typing import Final

from govreport.jobs.models import Job

Follower = Callable[[Job], None]
_followers: Final[list[Follower]] = []


def follow(follower: Follower) -> None:
    """Have ``follower`` called with every job that is done or has failed, in the transaction that ends it.

    Whoever cancels a job knows of it.
    """
    if follower not in _followers:
        _followers.append(follower)


def tell(job: Job) -> None:
    """Call everybody who follows."""
    for follower in _followers:
        follower(job)
