"""同处改动: what two people type at once is all there, or both are told."""

import random

import pytest

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.figures import document_of
from govreport.reports.history import changes_of
from govreport.reports.models import Version
from govreport.reports.services import Overtaken, save_cells, save_fee, save_narrative, save_title
from govreport.reports.services.cells import shown
from tests.cast import person

ONE, TWO = "t3.new_received.commercial", "t3.new_received.research"


@pytest.fixture
def second(agency: Agency) -> User:
    """Another drafter of the bureau."""
    user = person("drafter-2", "起草人韩璐")
    services.appoint(user=user, agency=agency, role=Role.DRAFTER)
    return user


def text(version: Version, address: str) -> str:
    return shown(document_of(Version.objects.get(pk=version.pk)), address)


def test_different_cells_merge(blank: Version, drafter: User, second: User) -> None:
    save_cells(version=blank, cells={ONE: "1"}, by=drafter, known={ONE: ("",)})
    saved = save_cells(version=blank, cells={ONE: "", TWO: "2"}, by=second, known={ONE: ("",), TWO: ("",)})
    assert saved.conflicts == ()
    assert (text(blank, ONE), text(blank, TWO)) == ("1", "2")


def test_the_same_cell_keeps_the_first_and_names_who_wrote_it(blank: Version, drafter: User, second: User) -> None:
    save_cells(version=blank, cells={ONE: "1"}, by=drafter, known={ONE: ("",)})
    saved = save_cells(version=blank, cells={ONE: "7", TWO: "2"}, by=second, known={ONE: ("",), TWO: ("",)})
    (conflict,) = saved.conflicts
    assert (conflict.name, conflict.mine, conflict.theirs, conflict.who) == (ONE, "7", "1", "起草人周宁")
    assert conflict.at is not None
    assert saved.changed == {ONE: "1", TWO: "2"}
    assert (text(blank, ONE), text(blank, TWO)) == ("1", "2")


def test_whoever_has_seen_the_other_value_may_replace_it(blank: Version, drafter: User, second: User) -> None:
    save_cells(version=blank, cells={ONE: "1"}, by=drafter)
    assert save_cells(version=blank, cells={ONE: "7"}, by=second, known={ONE: ("1",)}).conflicts == ()
    assert text(blank, ONE) == "7"


def test_two_who_type_the_same_do_not_disagree(blank: Version, drafter: User, second: User) -> None:
    save_cells(version=blank, cells={ONE: "1"}, by=drafter, known={ONE: ("",)})
    assert save_cells(version=blank, cells={ONE: "１"}, by=second, known={ONE: ("",)}).conflicts == ()


def test_an_answer_that_was_lost_is_no_conflict_with_oneself(blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={ONE: "１2"}, by=drafter, known={ONE: ("",)})
    saved = save_cells(version=blank, cells={ONE: "123"}, by=drafter, known={ONE: ("", "１2")})
    assert (saved.conflicts, text(blank, ONE)) == ((), "123")


def test_a_total_that_followed_from_somebody_elses_cell_is_not_overwritten(
    imported: Version, drafter: User, second: User
) -> None:
    total = "t3.disclosed_full.total"
    save_cells(version=imported, cells={"t3.disclosed_full.natural_person": "3"}, by=drafter)
    saved = save_cells(version=imported, cells={total: "9"}, by=second, known={total: ("1",)})
    assert [(item.theirs, item.who) for item in saved.conflicts] == [("3", "起草人周宁")]
    assert text(imported, total) == "3"


def test_what_the_file_said_is_nobodys_conflict_but_still_not_overwritten(imported: Version, drafter: User) -> None:
    saved = save_cells(version=imported, cells={ONE: "9"}, by=drafter, known={ONE: ("",)})
    assert [(item.theirs, item.who, item.at) for item in saved.conflicts] == [("0", "", None)]


def test_fee_items_follow_the_same_rule(blank: Version, drafter: User, second: User) -> None:
    known = {"fee.notice_count": ("",), "fee.collected_count": ("",)}
    save_fee(version=blank, values={"notice_count": "1"}, by=drafter, known=known)
    saved = save_fee(version=blank, values={"notice_count": "2", "collected_count": "3"}, by=second, known=known)
    assert [(item.name, item.mine, item.theirs) for item in saved.conflicts] == [("fee.notice_count", "2", "1")]
    assert (text(blank, "fee.notice_count"), text(blank, "fee.collected_count")) == ("1", "3")


def test_a_text_and_the_title_follow_the_same_rule(blank: Version, drafter: User, second: User) -> None:
    save_narrative(version=blank, section="sec1", text="甲写的。", by=drafter, known=("",))
    with pytest.raises(Overtaken, match="“起草人周宁”刚才改过这里") as refused:
        save_narrative(version=blank, section="sec1", text="乙写的。", by=second, known=("",))
    assert refused.value.conflict.theirs == "甲写的。"
    # The form of somebody who changed nothing says what was there before.
    assert save_narrative(version=blank, section="sec1", text="", by=second, known=("",)) == "甲写的。"
    save_narrative(version=blank, section="sec1", text="乙写的。", by=second, known=("甲写的。\r\n",))
    old = blank.title
    save_title(version=blank, title="新标题", by=drafter, known=(old,))
    with pytest.raises(Overtaken):
        save_title(version=blank, title="另一个", by=second, known=(old,))
    found = document_of(Version.objects.get(pk=blank.pk))
    assert (found.sections["sec1"], found.title) == ("乙写的。", "新标题")


def test_the_history_of_a_cell_says_who_when_from_and_to(blank: Version, drafter: User, second: User) -> None:
    save_cells(version=blank, cells={ONE: "1", TWO: "5"}, by=drafter)
    save_cells(version=blank, cells={ONE: "无"}, by=second)
    save_narrative(version=blank, section="sec1", text="文字。", by=second)
    changes = changes_of(blank.report, ONE)
    assert [(c.who, c.was, c.became, c.action) for c in changes] == [
        ("起草人周宁", "", "1", "修改数据"),
        ("起草人韩璐", "1", "无", "修改数据"),
    ]
    assert [c.became for c in changes_of(blank.report, "sections.sec1")] == ["文字。"]
    assert changes_of(blank.report, "t3.new_received.total") == []


@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_random_saves_lose_no_update(blank: Version, drafter: User, second: User, seed: int) -> None:
    """Ten times a hundred: three browsers type, send, lose answers and send again; nobody overwrites the unseen."""
    chance = random.Random(seed)
    cells = (ONE, TWO, "t4.review.upheld")
    stands = dict.fromkeys(cells, "")
    seen: list[dict[str, list[str]]] = [{cell: [""] for cell in cells} for _ in range(3)]
    users = (drafter, second, drafter)
    for serial in range(100):
        who = chance.randrange(3)
        typed = {cell: str(chance.choice((serial, 0, ""))) for cell in chance.sample(cells, chance.randint(1, 3))}
        shown_first = {cell: tuple(seen[who][cell]) for cell in typed}
        saved = save_cells(version=blank, cells=typed, by=users[who], known=shown_first)
        refused = {conflict.name for conflict in saved.conflicts}
        for cell, new in typed.items():
            unseen = stands[cell] not in seen[who][cell]
            if cell in refused:
                assert unseen
                assert saved.changed[cell] == stands[cell]
            elif not unseen:
                stands[cell] = new
            else:
                # Nothing was said: it says the same, or it is what the browser was shown first.
                assert new in (stands[cell], shown_first[cell][0])
        answered = chance.random() < 0.8
        for cell, new in typed.items():
            if answered:
                seen[who][cell] = [saved.changed[cell]]
            elif cell not in refused:
                seen[who][cell].append(new)
        assert {cell: text(blank, cell) for cell in cells} == stands
    # What was ever stored is in the journal, step by step, without a gap.
    for cell in cells:
        steps = changes_of(blank.report, cell)
        assert [step.was for step in steps[1:]] == [step.became for step in steps[:-1]]
        assert (steps[-1].became if steps else "") == stands[cell]
