"""Files handed in, read, sent on, confirmed."""

from collections.abc import Callable

import pytest

from govreport.agencies.models import User
from govreport.archive.correct import confirm_rest
from govreport.archive.models import Batch, Item, ItemState
from govreport.archive.reading import keep, read_item
from govreport.archive.request import hand_in, start_batch
from tests.archive.copies import files

Upload = Callable[..., Batch]


def read_all(batch: Batch) -> None:
    """What the job does, at once."""
    for item in batch.items.all():
        if (read := read_item(item.pk)) is not None:
            keep(read)


def decide_all(batch: Batch, by: User) -> None:
    """Everything in doubt is as it was read."""
    for item in batch.items.filter(state=ItemState.READ):
        confirm_rest(item=item, by=by)


@pytest.fixture
def upload(drafter: User) -> Upload:
    """Hands in files and has them read and looked at: the drafter's three, unless told otherwise."""

    def upload(named: list[tuple[str, bytes]] | None = None, *, by: User = drafter, public: bool = False) -> Batch:
        batch = start_batch(files=files() if named is None else named, public=public, by=by)
        read_all(batch)
        decide_all(batch, by)
        return batch

    return upload


@pytest.fixture
def requested(upload: Upload, drafter: User) -> list[Item]:
    """The drafter's three, sent on; originals may be downloaded."""
    batch = upload(public=True)
    return list(hand_in(batch=batch, chosen=[item.pk for item in batch.items.all()], by=drafter))
