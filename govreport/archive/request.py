"""申请归档: files handed in by one person, settled one by one, and sent to a second person for confirmation."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.archive.judging import judge_all
from govreport.archive.models import OPEN, Batch, Item, ItemState
from govreport.archive.packing import unpacked
from govreport.archive.permissions import may_request_for
from govreport.documents.imports.pictures import remove_folder
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models.report import FIRST_YEAR, LAST_YEAR

READING: Final = "archive.read"


def start_batch(*, files: Iterable[tuple[str, bytes]], public: bool, by: User) -> Batch:
    """Keep the originals; reading them is a job of its own (``READING``), asked for by the caller.

    Raises ``Refused`` for a person who hands in for nobody, and for archives that cannot be opened or are too large.
    """
    if not may_request_for(by).exists():
        raise NotAllowed(_("归档历史年报由起草人、签发人或主管部门办理，您没有这些岗位。"))
    members = unpacked(files)
    if not members:
        raise Refused(_("请选择要归档的年报文件。"))
    with transaction.atomic():
        batch = Batch.objects.create(by=by, public=public, language=get_language() or "zh-hans")
        for name, data in members:
            item = Item(batch=batch, name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())
            item.original.save(name, ContentFile(data), save=False)
            item.save()
    return batch


@transaction.atomic
def place(*, item: Item, agency: Agency | None, year: int | None, by: User) -> Item:
    """Say whose report of which year it is. Raises ``Refused`` for one that is not open or not the person's own."""
    current = own_open(item, by)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(_("年度“%(year)s”不对，应在 %(first)s 年以后。") % {"year": year, "first": FIRST_YEAR})
    if agency is not None and not may_request_for(by).filter(pk=agency.pk).exists():
        raise NotAllowed(_("您没有“%(agency)s”的岗位，不能归档它的年报。") % {"agency": agency})
    current.agency, current.year = agency, year
    current.save(update_fields=["agency", "year"])
    return current


def remove(*, item: Item, by: User) -> None:
    """Take an item out of its batch, with its original. Raises ``Refused`` once it was handed in."""
    with transaction.atomic():
        current = _locked(item)
        _refuse_other(current, by)
        if current.state not in (*OPEN, ItemState.UNREADABLE, ItemState.WAITING):
            raise Refused(_("“%(name)s”已提交确认，不能移除。") % {"name": current.name})
        original, pictures = current.original, current.pictures
        current.delete()
        transaction.on_commit(lambda: original.delete(save=False), robust=True)
        transaction.on_commit(lambda: remove_folder(pictures), robust=True)


@transaction.atomic
def hand_in(*, batch: Batch, chosen: Collection[int], by: User) -> Sequence[Item]:
    """Send items on to a second person, all or none of those chosen; returns them.

    Raises ``Refused`` with the first reason for an item that cannot be archived as it stands.
    """
    items = list(_rows().filter(batch=batch, pk__in=chosen, state__in=OPEN))
    if batch.by_id != by.pk:
        raise NotAllowed(_("只有上传的人可以提交这批文件。"))
    if not items:
        raise Refused(_("没有选中可以提交的文件。请至少选择一个。"))
    judged = judge_all(items)
    if bad := [item for item in judged if not item.ready]:
        message = ngettext(
            "有 %(count)s 个文件还不能提交。“%(name)s”：%(problem)s",
            "有 %(count)s 个文件还不能提交。“%(name)s”：%(problem)s",
            len(bad),
        )
        raise Refused(message % {"count": len(bad), "name": bad[0].item.name, "problem": bad[0].problems[0]})
    now = timezone.now()
    for item in items:
        item.state, item.requested_at, item.note = ItemState.REQUESTED, now, ""
        item.save(update_fields=["state", "requested_at", "note"])
        payload = {"year": item.year, "source": item.name, "original": item.sha256}
        record(actions.ARCHIVE_REQUESTED, by=by, agency=item.agency, subject=item.subject, payload=payload)
    return items


def own_open(item: Item, by: User) -> Item:
    """The item as it is now, its row locked; raises ``Refused`` unless it is open and the person's own."""
    current = _locked(item)
    _refuse_other(current, by)
    if not current.open:
        raise Refused(
            _("“%(name)s”现在是“%(state)s”，不能修改。")
            % {
                "name": current.name,
                "state": current.get_state_display(),
            }
        )
    return current


def _refuse_other(item: Item, by: User) -> None:
    if item.batch.by_id != by.pk:
        raise NotAllowed(_("只有上传的人可以修改这个文件的读取结果。"))


def _locked(item: Item) -> Item:
    return _rows().get(pk=item.pk)


def _rows() -> "QuerySet[Item]":
    return Item.objects.select_for_update(of=("self",)).select_related("batch__by", "agency")
