"""确认归档: by a second person, with the errors as printed, once."""

import pytest

from govreport.agencies.models import User
from govreport.archive.decide import confirm, send_back
from govreport.archive.models import Item, ItemState
from govreport.archive.request import hand_in
from govreport.journal.models import Event
from govreport.publishing.models import Publication
from govreport.publishing.series import published_document
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Origin, State, Version
from govreport.reports.selectors import previous_document
from govreport.reports.services import start_report
from tests.archive.conftest import Upload
from tests.archive.copies import files, of_2018, of_2020, of_2023


def test_historic_versions_say_what_the_originals_printed(requested: list[Item], signatory: User) -> None:
    for item, document in zip(requested, (of_2018(), of_2020(), of_2023()), strict=True):
        publication = confirm(item=item, by=signatory)
        own = published_document(publication)
        assert own.figures == document.figures
        assert own.printed == document.printed
        assert own.to_json() == document_of(publication.version).to_json()
        version = publication.version
        assert (version.origin, version.state, version.number) == (Origin.HISTORIC, State.PUBLISHED, 1)
        assert (version.created_by, publication.published_by) == (item.batch.by, signatory)
        assert Item.objects.get(pk=item.pk).version == version


def test_the_journal_says_who_confirmed_what(requested: list[Item], signatory: User) -> None:
    publication = confirm(item=requested[0], by=signatory)
    event = Event.objects.get(action="version.archived")
    assert (event.actor, event.subject) == (signatory, publication.version.subject)
    assert event.payload == {
        "sha256": publication.sha256,
        "source": "2018年报.docx",
        "original": requested[0].sha256,
        "public": True,
    }


def test_the_supervising_office_confirms_for_the_agencies_under_it(requested: list[Item], supervisor: User) -> None:
    assert confirm(item=requested[0], by=supervisor).published_by == supervisor


def test_nobody_confirms_what_they_handed_in(upload: Upload, signatory: User, supervisor: User) -> None:
    for user in (signatory, supervisor):
        batch = upload([files()[0]], by=user)
        (item,) = hand_in(batch=batch, chosen=[batch.items.get().pk], by=user)
        with pytest.raises(NotAllowed, match="须由另一位签发人或主管部门确认"):
            confirm(item=item, by=user)
        with pytest.raises(NotAllowed):
            send_back(item=item, note="x", by=user)
    assert not Publication.objects.exists()


def test_only_signatories_and_supervising_offices_confirm(
    requested: list[Item], reviewer: User, viewer: User, stranger: User
) -> None:
    for user in (reviewer, viewer, stranger):
        with pytest.raises(NotAllowed, match="您没有这个岗位"):
            confirm(item=requested[0], by=user)


def test_an_item_is_settled_once(requested: list[Item], signatory: User, supervisor: User) -> None:
    confirm(item=requested[0], by=signatory)
    with pytest.raises(Refused, match="现在是“已归档”，不能办理"):
        confirm(item=requested[0], by=supervisor)
    with pytest.raises(Refused, match="现在是“已归档”，不能办理"):
        send_back(item=requested[0], note="x", by=supervisor)


def test_a_year_that_was_begun_meanwhile_is_refused(requested: list[Item], signatory: User, drafter: User) -> None:
    start_report(agency=signatory.memberships.get().agency, year=2018, by=drafter)
    with pytest.raises(Refused, match="正在编制，不能归档"):
        confirm(item=requested[0], by=signatory)
    assert Item.objects.get(pk=requested[0].pk).state == ItemState.REQUESTED


def test_a_published_year_is_refused(requested: list[Item], upload: Upload, signatory: User, drafter: User) -> None:
    confirm(item=requested[0], by=signatory)
    batch = upload([files()[0]])
    with pytest.raises(Refused, match="已经发布，不能再归档"):
        hand_in(batch=batch, chosen=[batch.items.get().pk], by=drafter)


def test_what_is_sent_back_can_be_handed_in_again(requested: list[Item], signatory: User, drafter: User) -> None:
    item = requested[0]
    with pytest.raises(Refused, match="请写明退回的原因"):
        send_back(item=item, note=" ", by=signatory)
    back = send_back(item=item, note="第 3 页读错了。", by=signatory)
    assert (back.state, back.note, back.decided_by) == (ItemState.RETURNED, "第 3 页读错了。", signatory)
    assert Event.objects.get(action="archive.returned").payload["note"] == "第 3 页读错了。"
    hand_in(batch=item.batch, chosen=[item.pk], by=drafter)
    assert confirm(item=item, by=signatory).version.report.year == 2018


def test_a_historic_report_is_last_year_for_the_next_one(requested: list[Item], signatory: User, drafter: User) -> None:
    publication = confirm(item=requested[2], by=signatory)
    following = start_report(agency=publication.version.report.agency, year=2024, by=drafter)
    assert previous_document(following) == document_of(publication.version)


def test_a_historic_version_is_edited_by_nobody(requested: list[Item], signatory: User, drafter: User) -> None:
    from govreport.reports.services import save_cells

    version = Version.objects.get(pk=confirm(item=requested[2], by=signatory).version_id)
    with pytest.raises(Refused):
        save_cells(version=version, cells={"t2.rules.issued": "9"}, by=drafter)
