"""Files handed in, read, sent on, confirmed."""

from collections.abc import Callable

import pytest

from govreport.agencies.models import User
from govreport.archive.models import Batch, Item
from govreport.archive.reading import keep, read_item
from govreport.archive.request import hand_in, start_batch
from tests.archive.copies import files

Upload = Callable[..., Batch]


def read_all(batch: Batch) -> None:
    """What the job does, at once."""
    for item in batch.items.all():
        if (read := read_item(item.pk)) is not None:
            keep(read)


@pytest.fixture
def upload(drafter: User) -> Upload:
    """Hands in files and has them read: the drafter's three, unless told otherwise."""

    def upload(named: list[tuple[str, bytes]] | None = None, *, by: User = drafter, public: bool = False) -> Batch:
        batch = start_batch(files=files() if named is None else named, public=public, by=by)
        read_all(batch)
        return batch

    return upload


@pytest.fixture
def requested(upload: Upload, drafter: User) -> list[Item]:
    """The drafter's three, sent on; originals may be downloaded."""
    batch = upload(public=True)
    return list(hand_in(batch=batch, chosen=[item.pk for item in batch.items.all()], by=drafter))
