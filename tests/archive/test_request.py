"""申请归档: only by people with a post, only one's own, and only what can be archived."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.archive.correct import confirm_rest, decide, undo
from govreport.archive.models import Batch, Item, ItemState
from govreport.archive.request import hand_in, place, remove, start_batch
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from tests.archive.conftest import Upload
from tests.archive.copies import doubtful, files


def test_people_without_a_post_hand_in_nothing(reviewer: User, viewer: User) -> None:
    for user in (reviewer, viewer):
        with pytest.raises(NotAllowed, match="您没有这些岗位"):
            start_batch(files=files(), public=False, by=user)
    assert not Batch.objects.exists()


def test_drafters_signatories_and_the_supervising_office_hand_in(
    upload: Upload, drafter: User, signatory: User, supervisor: User, agency: Agency
) -> None:
    for user in (drafter, signatory, supervisor):
        assert upload([files()[1]], by=user).items.get().agency == agency


def test_nothing_to_hand_in_is_told(drafter: User) -> None:
    with pytest.raises(Refused, match="请选择要归档的年报文件"):
        start_batch(files=[], public=False, by=drafter)


def test_what_is_handed_in_is_in_the_journal(requested: list[Item], drafter: User, agency: Agency) -> None:
    events = Event.objects.filter(action="archive.requested")
    assert [(event.actor, event.agency_key, event.subject) for event in events] == [
        (drafter, agency.code, item.subject) for item in requested
    ]
    first = requested[0]
    assert events[0].payload == {"year": 2018, "source": "2018年报.docx", "original": first.sha256}
    assert {item.state for item in requested} == {ItemState.REQUESTED}


def test_all_or_none_of_those_chosen_are_handed_in(upload: Upload, drafter: User) -> None:
    batch = upload()
    bad = batch.items.all()[1]
    place(item=bad, agency=bad.agency, year=None, by=drafter)
    with pytest.raises(Refused, match=r"有 1 个文件还不能提交。“2020年报.html”：没有认出是哪一年度的报告"):
        hand_in(batch=batch, chosen=[item.pk for item in batch.items.all()], by=drafter)
    assert not batch.items.filter(state=ItemState.REQUESTED).exists()
    with pytest.raises(Refused, match="没有选中"):
        hand_in(batch=batch, chosen=[], by=drafter)


def test_nobody_touches_what_another_handed_in(upload: Upload, drafter: User, signatory: User, stranger: User) -> None:
    batch = upload()
    item = batch.items.all()[0]
    for user in (signatory, stranger):
        with pytest.raises(NotAllowed):
            place(item=item, agency=item.agency, year=2017, by=user)
        with pytest.raises(NotAllowed):
            decide(item=item, texts={"t18.a2_website": "1"}, by=user)
        with pytest.raises(NotAllowed):
            remove(item=item, by=user)
        with pytest.raises(NotAllowed):
            hand_in(batch=batch, chosen=[item.pk], by=user)


def test_an_agency_of_others_is_refused(upload: Upload, drafter: User, other_agency: Agency) -> None:
    item = upload().items.all()[0]
    with pytest.raises(NotAllowed, match="您没有“临江县林业和草原局”的岗位"):
        place(item=item, agency=other_agency, year=2018, by=drafter)


def test_what_was_handed_in_is_changed_no_more(requested: list[Item], drafter: User) -> None:
    item = requested[0]
    with pytest.raises(Refused, match="现在是“待确认”，不能修改"):
        place(item=item, agency=item.agency, year=2017, by=drafter)
    with pytest.raises(Refused, match="现在是“待确认”，不能修改"):
        decide(item=item, texts={"t18.a2_website": "1"}, by=drafter)
    with pytest.raises(Refused, match="已提交确认，不能移除"):
        remove(item=item, by=drafter)


def test_a_removed_item_takes_its_original_with_it(
    upload: Upload, drafter: User, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    item = upload().items.all()[0]
    storage, name = item.original.storage, item.original.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        remove(item=item, by=drafter)
    assert not storage.exists(name)
    assert not Item.objects.filter(pk=item.pk).exists()


def test_what_was_misread_is_put_right_as_printed_and_nothing_is_computed(upload: Upload, drafter: User) -> None:
    item = upload().items.all()[1]
    before = item.reading
    assert before is not None
    texts = {
        "t3.new_received.natural_person": "7",
        "t2.procurement.amount": "４299万",
        "t4.review.other": "",
        "title": "改过的标题",
        "text.sec1": "第一段\n第二段",
    }
    decide(item=item, texts=texts, by=drafter)
    item = Item.objects.get(pk=item.pk)
    after = item.reading
    assert after is not None
    changed = after.document.figures.diff(before.document.figures)
    assert set(changed) <= {"t3.new_received.natural_person", "t2.procurement.amount", "t4.review.other"}
    assert after.document.figures["t3.new_received.natural_person"] == 7
    assert after.document.figures["t3.new_received.total"] == before.document.figures["t3.new_received.total"]
    assert after.document.figures["t4.review.other"] is None
    assert after.document.printed["t2.procurement.amount"] == "４299万"
    assert (after.document.title, after.document.sections["sec1"]) == ("改过的标题", "第一段\n第二段")
    event = Event.objects.get(action="archive.corrected")
    assert event.payload["texts"]["t3.new_received.natural_person"] == ["2", "7"]
    assert event.payload["texts"]["sec1"][1] == "第一段\n第二段"


def test_a_correction_is_taken_back_and_the_journal_has_both(upload: Upload, drafter: User) -> None:
    item = upload().items.all()[1]
    decide(item=item, texts={"t4.review.other": "5"}, by=drafter)
    undo(item=item, names=("t4.review.other",), by=drafter)
    after = Item.objects.get(pk=item.pk)
    assert after.reading == item.reading
    pairs = [event.payload["texts"]["t4.review.other"] for event in Event.objects.filter(action="archive.corrected")]
    assert [pair[1] for pair in pairs] == ["5", pairs[0][0]]


def test_what_cannot_stand_there_is_refused_and_nothing_is_stored(upload: Upload, drafter: User) -> None:
    item = upload().items.all()[1]
    for texts, words in (({"title": "长" * 201, "t4.review.other": "5"}, "现有 201 字"), ({"t9.none": "1"}, "没有")):
        with pytest.raises(Refused, match=words):
            decide(item=item, texts=texts, by=drafter)
    assert Item.objects.get(pk=item.pk).decisions == item.decisions


def test_while_a_doubt_is_undecided_nothing_is_handed_in(upload: Upload, drafter: User) -> None:
    batch = upload([("2023.html", doubtful())])
    item = batch.items.get()
    state = item.confirming
    assert state is not None
    undo(item=item, names=[own.name for own in state.items], by=drafter)
    with pytest.raises(Refused, match=f"还有 {len(state.items)} 处存疑没有确认"):
        hand_in(batch=batch, chosen=[item.pk], by=drafter)
    confirm_rest(item=item, by=drafter)
    assert hand_in(batch=batch, chosen=[item.pk], by=drafter)


def test_a_blank_that_the_equations_would_fill_stays_blank_and_is_looked_at(upload: Upload, drafter: User) -> None:
    batch = upload([("2023.html", doubtful())])
    state = batch.items.get().confirming
    assert state is not None
    blanks = [own for own in state.items if any("读出的是空白" in text for text in own.messages)]
    assert blanks
    assert all(own.read == "" and own.decided and not own.inferred for own in blanks)


def test_what_is_confirmed_together_has_one_entry_in_the_journal(upload: Upload, drafter: User, agency: Agency) -> None:
    item = upload([("2023.html", doubtful())]).items.get()
    state = item.confirming
    assert state is not None
    names = sorted(own.name for own in state.items)
    (event,) = Event.objects.filter(action="archive.read.confirmed")
    assert (event.actor, event.agency_key, event.subject) == (drafter, agency.code, item.subject)
    assert event.payload == {"name": "2023.html", "count": len(names), "places": names}
    confirm_rest(item=item, by=drafter)
    assert Event.objects.filter(action="archive.read.confirmed").count() == 1, "nothing was left"
    undo(item=item, names=names[:1], by=drafter)
    confirm_rest(item=item, by=drafter)
    assert Event.objects.filter(action="archive.read.confirmed").last().payload["places"] == names[:1]  # type: ignore[union-attr]
