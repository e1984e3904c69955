"""发布: freezing an approved version together with its checked PDF."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.checks.tally import count_after_commit
from govreport.publishing.correct import correction_reason, supersede
from govreport.publishing.index import index_publication
from govreport.publishing.keeping import drop, file_bytes, keep
from govreport.publishing.making import MEDIA_TYPES, PLAIN
from govreport.publishing.manifest import add_manifest, manifest_text
from govreport.publishing.models import Publication, PublishedFile, ReleaseState, TimedRelease
from govreport.publishing.press import made_for_publication, print_for_publication
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.standards.seal import canonical_json, seal
from govreport.workflow.move import answered, move
from govreport.workflow.permissions import allowed_verbs
from govreport.workflow.zero import unconfirmed

logger = logging.getLogger(__name__)

# How many parts of the work are done, of how many.
Told = Callable[[int, int], None]
# The PDF is made, then read again; then every other file.
PARTS = 2 + len(PLAIN)


@dataclass(frozen=True, slots=True)
class _Proof:
    """付印前的稿子: the files of a version that may be published, stored and not yet named by any row.

    ``frozen`` is the publication they belong to, not saved yet; ``manifest`` their list.
    """

    frozen: Publication
    files: list[PublishedFile]
    manifest: str


def publish(
    *,
    version: Version,
    by: User,
    render: bool = True,
    seen: int | None = None,
    timed: TimedRelease | None = None,
    told: Told | None = None,
) -> Publication:
    """Release an approved version to the public; its text and figures are frozen with their hash and their files.

    All files are made, checked, signed and stored before the version is locked, so that nobody waits for them and
    nothing is public whose files may not be; ``told`` hears how far it is, and may end it by raising. With
    ``render=False`` they are made when first asked for. Raises ``Refused`` when the version is not approved, the person
    does not sign for the agency, or a file cannot be made or kept; nothing has changed then.
    A correction replaces what was in force. A second click on the page that showed ``seen`` (``Version.lock``) is
    given the publication that the first made. ``timed`` is the release that was asked for; one that waits is void when
    the version is published before.
    """
    proof = _proof(version, by, told or _nobody) if render else None
    released = False
    try:
        with transaction.atomic():
            if done := answered(version, "publish", by, seen):
                return Publication.objects.get(version=done)
            publication = _release(version, by, seen, timed, proof)
        released = True
    finally:
        if proof is not None and not released:
            drop(proof.files)
    return publication


def _nobody(done: int, total: int) -> None:
    """Nobody asks how far it is."""


def _release(
    version: Version, by: User, seen: int | None, timed: TimedRelease | None, proof: _Proof | None
) -> Publication:
    """The step itself, inside its transaction."""
    _settle_times(version, timed)
    reason = correction_reason(version)
    # Before the step, which the database allows only while no other version is in force.
    supersede(version, reason, by)
    facts = {"manifest": seal(proof.manifest)} if proof else {}
    current = move(version=version, verb="publish", by=by, seen=seen, facts=facts)
    data = canonical_json(document_of(current))
    if proof is not None and proof.frozen.data != data:
        raise Refused(_("《%(title)s》在办理发布时有变动，没有发布。请刷新后再看。") % {"title": current.title})
    publication = proof.frozen if proof else Publication(sha256=seal(data), data=data, published_at=timezone.now())
    publication.version, publication.reason, publication.published_by = current, reason, by
    publication.save()
    if proof is not None:
        for row in proof.files:
            row.publication = publication
            row.save()
        add_manifest(publication, proof.manifest)
    index_publication(publication)
    count_after_commit(current)
    return publication


def _settle_times(version: Version, timed: TimedRelease | None) -> None:
    """The set time is kept, or no longer needed; raises ``Refused`` when it was cancelled at the last moment."""
    now, waiting = timezone.now(), TimedRelease.objects.filter(version=version, state=ReleaseState.WAITING)
    if timed is not None and not waiting.filter(pk=timed.pk, at=timed.at).update(
        state=ReleaseState.DONE, settled_at=now
    ):
        raise Refused(_("定时发布已经取消或改期，没有发布。"))
    waiting.update(state=ReleaseState.CANCELLED, settled_at=now)


def _proof(version: Version, by: User, told: Told) -> _Proof | None:
    """The files of a version that the person may publish now; None leaves it to ``move`` to say why not."""
    current = Version.objects.select_related("report__agency").get(pk=version.pk)
    if "publish" not in allowed_verbs(by, current):
        return None
    document = document_of(current)
    if unconfirmed(current, document):
        return None
    data, moment = canonical_json(document), timezone.now()
    frozen = Publication(version=current, sha256=seal(data), data=data, published_at=moment)
    told(0, PARTS)
    made = print_for_publication(document, moment)
    told(2, PARTS)
    contents = {"pdf": made.content}
    for number, suffix in enumerate(PLAIN, 3):
        contents[suffix] = made_for_publication(document, suffix, moment)
        told(number, PARTS)
    frozen.layout, frozen.signer, frozen.signed_at = made.notes, made.signer, made.signed_at
    try:
        files = keep(frozen, {suffix: contents[suffix] for suffix in MEDIA_TYPES})
    except OSError as error:
        logger.exception("the files of version %s cannot be stored", current.pk)
        words = _("公布的文件没有存下，报告没有发布，状态没有变。请联系系统管理员检查磁盘，再点发布。")
        raise Refused(words) from error
    return _Proof(frozen, files, manifest_text(frozen, files))


def publication_pdf(publication: Publication) -> bytes:
    """The official PDF: the stored file, or one made and stored now if there is none yet."""
    return file_bytes(publication, "pdf")
