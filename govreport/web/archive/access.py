"""归档的取用权限: the one way views of this room get at batches and items: the object, or 404 for strangers."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.archive.models import Batch, Item
from govreport.archive.permissions import takes_part
from govreport.archive.selectors import batches_of, items_for


def batch_for(user: User, pk: int) -> Batch:
    """A batch the person handed in; Http404 for anyone else."""
    found = batches_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def item_for(user: User, pk: int) -> Item:
    """An item the person handed in or may settle; Http404 for anyone else."""
    found = items_for(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def refuse_others(user: User) -> None:
    """PermissionDenied with a sentence for a person without a post for it."""
    if not takes_part(user):
        raise PermissionDenied(_("归档历史年报由起草人、签发人或主管部门办理，您没有这些岗位。"))
