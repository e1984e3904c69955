"""归档的查询: what a person handed in, what waits for the person, and what readers may see of an original."""

from django.db.models import QuerySet

from govreport.agencies.models import User
from govreport.archive.models import Batch, Item
from govreport.archive.permissions import to_confirm, visible


def items_for(user: User) -> "QuerySet[Item]":
    """The items the person may see, with whose and whence they are."""
    return Item.objects.select_related("batch__by", "agency", "decided_by", "version__report").filter(visible(user))


def batches_of(user: User) -> "QuerySet[Batch]":
    """What the person handed in, latest first."""
    return Batch.objects.filter(by=user).prefetch_related("items")


def waiting_for(user: User) -> "QuerySet[Item]":
    """What waits for the person's confirmation, oldest first."""
    found = Item.objects.select_related("batch__by", "agency").filter(to_confirm(user))
    return found.order_by("requested_at", "pk")
