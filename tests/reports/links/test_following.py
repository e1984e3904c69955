"""数字更新: a changed cell changes the text, and typing around it keeps the link."""

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.models import FigureLink, Version
from govreport.reports.services import (
    acknowledge,
    adopt_totals,
    fill_zeros,
    save_cells,
    save_fee,
    save_narrative,
    unlink,
    write_narrative,
)
from tests.reports.links.conftest import CELL, OTHER, TOTAL, link, linked, set_cell, stored, write


def test_a_changed_cell_and_the_total_that_follows_it_change_the_text(complete: Version, drafter: User) -> None:
    write(complete, "自然人|件，总计#件，另#件。", drafter)
    link(complete, drafter)
    link(complete, drafter, TOTAL, "#")
    link(complete, drafter, OTHER, "#")
    assert set_cell(complete, drafter, "1024") == (("2", "1024"), ("2", "1024"))
    assert stored(complete) == "自然人1024件，总计1024件，另1件。"
    assert linked(complete) == [(CELL, "1024"), (TOTAL, "1024"), (OTHER, "1")]
    event = Event.objects.of(complete.subject).last()
    assert event is not None
    assert (event.action, event.payload) == (
        "report.text.followed",
        {"sec1": ["自然人2件，总计2件，另1件。", "自然人1024件，总计1024件，另1件。"]},
    )


def test_other_sections_and_unlinked_numbers_stay(complete: Version, drafter: User) -> None:
    write(complete, "自然人|件，去年2件。", drafter)
    write(complete, "共|件。", drafter, "sec5")
    link(complete, drafter)
    link(complete, drafter, OTHER, section="sec5")
    set_cell(complete, drafter, "3")
    assert (stored(complete), stored(complete, "sec5")) == ("自然人3件，去年2件。", "共1件。")


def test_a_blank_cell_leaves_the_number_and_says_so_until_there_is_a_number_again(
    complete: Version, drafter: User
) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)
    for text in ("", "很多"):
        assert set_cell(complete, drafter, text) == ((("2", ""),) if not text else ())
        assert (stored(complete), linked(complete)) == ("收到2件。", [(CELL, "2")])
    assert set_cell(complete, drafter, "5") == (("2", "5"),)
    assert stored(complete) == "收到5件。"


def test_every_way_to_change_a_cell_changes_the_text(imported: Version, drafter: User) -> None:
    total = "t3.total_processed.total"
    write(imported, "办结|件，商业企业#件。", drafter)
    save_cells(version=imported, cells={"t3.new_received.commercial": "4"}, by=drafter)
    link(imported, drafter, total)
    link(imported, drafter, "t3.new_received.commercial", "#")
    adopt_totals(version=imported, addresses=[total], by=drafter)
    assert stored(imported) == "办结2件，商业企业4件。"
    save_cells(version=imported, cells={"t3.new_received.commercial": ""}, by=drafter)
    fill_zeros(version=imported, addresses=["t3.new_received.commercial"], by=drafter)
    assert stored(imported) == "办结2件，商业企业0件。"


def test_an_item_of_the_fee_statement_is_quoted_as_well(complete: Version, drafter: User) -> None:
    write(complete, "收费通知|件。", drafter, "sec6")
    link(complete, drafter, "fee.notice_count", section="sec6")
    saved = save_fee(version=complete, values={"notice_count": "9"}, by=drafter)
    assert [(item.section, item.was, item.now) for item in saved.followed] == [("sec6", "0", "9")]
    assert stored(complete, "sec6") == "收费通知9件。"


# --- the text changes -----------------------------------------------------------------------------------------------


def test_typing_around_a_number_keeps_the_link_and_typing_into_it_dissolves_it(
    complete: Version, drafter: User
) -> None:
    write(complete, "收到|件，办结#件。", drafter)
    link(complete, drafter)
    link(complete, drafter, OTHER, "#")
    written = write_narrative(version=complete, section="sec1", text="一、概述\n全年收到2件，共办结1件次。", by=drafter)
    assert written.unlinked == ()
    written = write_narrative(version=complete, section="sec1", text="一、概述\n全年收到2件，共办结3件次。", by=drafter)
    assert written.unlinked == ((OTHER, "1"),)
    assert linked(complete) == [(CELL, "2")]
    assert Event.objects.of(complete.subject).last().payload["note"] == "1"  # type: ignore[union-attr]
    set_cell(complete, drafter, "8")
    assert stored(complete) == "一、概述\n全年收到8件，共办结3件次。"


def test_a_link_is_taken_away_and_the_number_stays(complete: Version, drafter: User) -> None:
    write(complete, "收到|件。", drafter)
    made = link(complete, drafter)
    unlink(version=complete, section="sec1", links=[made.pk, 10**6], by=drafter)
    unlink(version=complete, section="sec1", links=[made.pk], by=drafter)
    assert set_cell(complete, drafter, "8") == ()
    assert (stored(complete), linked(complete)) == ("收到2件。", [])


def test_what_was_updated_is_told_until_the_text_is_saved_or_somebody_says_so(complete: Version, drafter: User) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)

    def seen() -> list[str]:
        return [item.seen for item in FigureLink.objects.filter(version=complete)]

    set_cell(complete, drafter, "3")
    set_cell(complete, drafter, "4")
    assert seen() == ["2"]
    acknowledge(version=complete, section="sec1", by=drafter)
    assert seen() == ["4"]
    set_cell(complete, drafter, "5")
    save_narrative(version=complete, section="sec1", text="收到4件，多。", by=drafter, known=("收到4件。",))
    assert (stored(complete), seen()) == ("收到5件，多。", ["4"])
    save_narrative(version=complete, section="sec1", text="收到5件。", by=drafter, known=("收到5件，多。",))
    assert seen() == ["5"]


# --- both at once ---------------------------------------------------------------------------------------------------
