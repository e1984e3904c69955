"""零申请确认: without a single application, every channel is confirmed by the signatory before publication."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells, save_narrative, start_report
from govreport.workflow.approve import approve
from govreport.workflow.models import ZeroConfirmation
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from govreport.workflow.zero import ITEMS, confirm_zeros, needs_confirmation, unconfirmed
from tests.builders import YEARS, balanced, without_applications
from tests.remarks import answer_all, close_all


@pytest.fixture
def silent(agency: Agency, drafter: User, reviewer: User) -> Version:
    """An approved report that says that nobody applied."""
    version = start_report(agency=agency, year=2023, by=drafter, document=without_applications())
    submit(version=version, by=drafter)
    return approve(version=version, by=reviewer)


def again(version: Version, drafter: User, reviewer: User) -> None:
    """Through submission and approval once more."""
    answer_all(version, drafter)
    submit(version=version, by=drafter)
    close_all(version, reviewer)
    approve(version=version, by=reviewer)


@pytest.mark.parametrize("code", YEARS)
def test_only_a_report_that_counts_no_application_needs_confirmation(code: str) -> None:
    assert needs_confirmation(without_applications(code))
    assert not needs_confirmation(balanced(code))


@pytest.mark.parametrize(
    ("code", "address"),
    [("e2021", "t3.carried_out.natural_person"), ("e2019", "t3.new_received.total"), ("e2014", "t18.c1_received")],
)
@pytest.mark.parametrize("value", [None, 1])
def test_a_blank_is_no_zero_and_one_number_is_enough(code: str, address: str, value: int | None) -> None:
    document = without_applications(code)
    assert not needs_confirmation(document.replace(figures=document.figures.replace({address: value})))


def test_publication_is_refused_and_names_what_is_missing(silent: Version, signatory: User) -> None:
    with pytest.raises(Refused) as refused:
        publish(version=silent, by=signatory)
    assert str(refused.value) == (
        "本报告申请数全部为 0，发布前须由签发人逐项确认。还没有确认的有 6 项："
        "当面、信函（邮寄）、传真、网络在线平台、电子邮箱、复议诉讼数与司法行政部门核对。"
    )
    assert Version.objects.get().state == State.APPROVED
    assert not Publication.objects.exists()


def test_one_missing_item_is_enough_to_refuse(silent: Version, signatory: User) -> None:
    confirm_zeros(version=silent, items=set(ITEMS) - {"fax"}, by=signatory)
    with pytest.raises(Refused, match="还没有确认的有 1 项：传真。"):
        publish(version=silent, by=signatory)


def test_with_every_item_confirmed_it_is_published_and_recorded(silent: Version, signatory: User) -> None:
    assert confirm_zeros(version=silent, items=["fax", "in_person"], by=signatory) == ("in_person", "fax")
    confirm_zeros(version=silent, items=ITEMS, by=signatory)
    publish(version=silent, by=signatory)
    assert Version.objects.get().state == State.PUBLISHED
    assert [(item.item, item.by) for item in ZeroConfirmation.objects.order_by("pk")] == [
        (item, signatory) for item in ("in_person", "fax", "letter", "online", "email", "disputes")
    ]
    notes = [event.payload["note"] for event in Event.objects.of(silent.subject).filter(action__contains="zeros")]
    assert notes == ["当面、传真", "信函（邮寄）、网络在线平台、电子邮箱、复议诉讼数与司法行政部门核对"]


def test_confirming_twice_is_once(silent: Version, signatory: User) -> None:
    confirm_zeros(version=silent, items=["fax"], by=signatory)
    assert confirm_zeros(version=silent, items=["fax"], by=signatory) == ()
    assert ZeroConfirmation.objects.count() == 1
    assert Event.objects.of(silent.subject).filter(action="version.zeros.confirmed").count() == 1


def test_only_the_signatory_of_the_agency_confirms(
    silent: Version, drafter: User, reviewer: User, viewer: User, supervisor: User, stranger: User
) -> None:
    for user in (drafter, reviewer, viewer, supervisor, stranger):
        with pytest.raises(NotAllowed, match="收件渠道由本机关的签发人确认"):
            confirm_zeros(version=silent, items=ITEMS, by=user)
    assert not ZeroConfirmation.objects.exists()


def test_a_changed_figure_takes_the_confirmation_away(
    silent: Version, drafter: User, reviewer: User, signatory: User
) -> None:
    confirm_zeros(version=silent, items=ITEMS, by=signatory)
    return_(version=silent, by=reviewer, note="表二请核对。", place="sec1")
    save_cells(version=silent, cells={"t2.normative_docs.in_force": "4"}, by=drafter)
    again(silent, drafter, reviewer)
    with pytest.raises(Refused, match="还没有确认的有 6 项"):
        publish(version=silent, by=signatory)
    assert ZeroConfirmation.objects.count() == len(ITEMS)  # what was said stays on record


def test_a_changed_sentence_leaves_it_standing(silent: Version, drafter: User, reviewer: User, signatory: User) -> None:
    confirm_zeros(version=silent, items=ITEMS, by=signatory)
    return_(version=silent, by=reviewer, note="第五部分请写具体。", place="sec1")
    text = "问题和改进写得更具体：解读形式单一，今后增加图示和问答，按月检查更新情况。"
    save_narrative(version=silent, section="sec5", text=text, by=drafter)
    again(silent, drafter, reviewer)
    publish(version=silent, by=signatory)
    assert Version.objects.get().state == State.PUBLISHED


def test_before_approval_nothing_is_confirmed(agency: Agency, drafter: User, signatory: User) -> None:
    version = start_report(agency=agency, year=2023, by=drafter, document=without_applications())
    with pytest.raises(Refused, match="现在是“编制中”，审定以后、发布以前才能确认收件渠道"):
        confirm_zeros(version=version, items=ITEMS, by=signatory)


def test_a_report_with_applications_asks_for_nothing(approved: Version, signatory: User) -> None:
    assert unconfirmed(approved, document_of(approved)) == ()
    with pytest.raises(Refused, match="申请数不全是 0"):
        confirm_zeros(version=approved, items=["fax"], by=signatory)


def test_an_unknown_item_is_declined_and_nothing_is_stored(silent: Version, signatory: User) -> None:
    with pytest.raises(Refused, match="没有“pigeon”这个确认事项"):
        confirm_zeros(version=silent, items=["fax", "pigeon"], by=signatory)
    assert not ZeroConfirmation.objects.exists()
