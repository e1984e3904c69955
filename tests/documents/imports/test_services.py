"""导入的办理: nothing enters a report before every doubt is decided; the file stays."""

import hashlib

import pytest

from govreport.agencies.models import Agency, User
from govreport.documents.imports import services
from govreport.documents.services import render_docx, render_json, render_pdf
from govreport.journal import actions
from govreport.journal.models import AppendOnlyError, Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.history import changes_of
from govreport.reports.models import ImportedFile, ImportState, Origin, Report, Version
from govreport.standards.document import DocumentError
from govreport.workflow.permissions import wrote
from tests.builders import balanced
from tests.documents.imports.files import DOUBTS, FIRST, KINDS, ROW, SECOND, YEAR, three_doubts


@pytest.fixture
def decided(imported: ImportedFile, drafter: User) -> ImportedFile:
    services.decide(imported=imported, texts={ROW: None, FIRST: "2", SECOND: None}, by=drafter)
    return imported


def test_a_file_is_kept_as_it_was_and_no_report_is_made(imported: ImportedFile) -> None:
    with imported.file.open("rb") as file:
        assert file.read() == three_doubts("html")
    assert imported.sha256 == hashlib.sha256(three_doubts("html")).hexdigest()
    assert Report.objects.count() == 0
    assert Event.objects.count() == 0


def test_while_a_doubt_is_open_nothing_is_imported(imported: ImportedFile, drafter: User) -> None:
    services.decide(imported=imported, texts={ROW: None, FIRST: "2"}, by=drafter)
    with pytest.raises(Refused, match="还有 1 处存疑没有确认"):
        services.confirm(imported=imported, by=drafter)
    assert Report.objects.count() == 0


def test_once_all_are_decided_the_report_is_what_the_person_said(decided: ImportedFile, drafter: User) -> None:
    version = services.confirm(imported=decided, by=drafter)
    document = document_of(version)
    assert document.figures == balanced(year=YEAR).figures
    assert document.printed == {}
    assert (version.origin, version.source_name) == (Origin.IMPORTED, "2022年年报.html")
    decided.refresh_from_db()
    assert (decided.state, decided.version, decided.settled_by) == (ImportState.CONFIRMED, version, drafter)


def test_the_journal_tells_what_was_imported_corrected_and_confirmed(decided: ImportedFile, drafter: User) -> None:
    version = services.confirm(imported=decided, by=drafter)
    events = list(Event.objects.of(version.subject))
    assert [event.action for event in events] == [
        actions.IMPORTED,
        actions.IMPORT_CORRECTED,
        actions.IMPORT_CONFIRMED,
    ]
    assert events[1].payload == {FIRST: ["2 0", "2"]}
    assert events[2].payload["doubts"] == 3
    assert events[2].payload["file"] == decided.sha256
    with pytest.raises(AppendOnlyError):
        events[1].delete()
    (change,) = changes_of(version.report, FIRST)
    assert (change.was, change.became, change.action) == ("2 0", "2", "导入时更正")


def test_whoever_confirms_an_import_has_written_the_report(decided: ImportedFile, drafter: User) -> None:
    version = services.confirm(imported=decided, by=drafter)
    Version.objects.filter(pk=version.pk).update(created_by=User.objects.create_user("else"))
    version.refresh_from_db()
    assert wrote(drafter, version)


def test_the_rest_is_confirmed_as_read_in_one_step(imported: ImportedFile, drafter: User) -> None:
    services.decide(imported=imported, texts={FIRST: "2"}, by=drafter)
    state = services.confirm_rest(imported=imported, by=drafter)
    assert not state.left
    assert state.corrections == {FIRST: ("2 0", "2")}


def test_digits_apart_are_neither_confirmed_with_the_rest_nor_unseen(imported: ImportedFile, drafter: User) -> None:
    for texts in ({FIRST: None}, {FIRST: "2 0"}, {FIRST: "２  0"}):
        with pytest.raises(Refused, match="“2 0”中的数字分开印"):
            services.decide(imported=imported, texts=texts, by=drafter)
    state = services.confirm_rest(imported=imported, by=drafter)
    assert [item.name for item in state.left] == [FIRST]
    assert state.left[0].choices == ("2", "20")
    state = services.decide(imported=imported, texts={FIRST: None}, as_printed=(FIRST,), by=drafter)
    assert (state.left, state.document.printed[FIRST]) == ((), "2 0")


def test_a_text_put_right_settles_the_doubt_about_its_section(agency: Agency, drafter: User) -> None:
    text = "某段很长的文字。" * 100
    data = three_doubts("html").replace(
        "根据".encode(), f"<p>{text}</p><table><tr><td>甲</td><td>乙</td></tr></table>根据".encode(), 1
    )
    imported = services.keep_file(agency=agency, name="表.html", data=data, by=drafter)
    state = services.confirming(imported)
    doubted = next(item.name for item in state.items if item.name in state.narratives)
    state = services.decide(imported=imported, texts={f"text.{doubted}": "照原件。"}, by=drafter)
    settled = next(item for item in state.items if item.name == doubted)
    assert (settled.decided, settled.undoable) == (True, False)
    assert state.document.sections[doubted] == "照原件。"
    state = services.undo(imported=imported, names=(f"text.{doubted}",), by=drafter)
    assert doubted in {item.name for item in state.left}
    state = services.decide(imported=imported, texts={doubted: None}, by=drafter)
    assert next(item for item in state.items if item.name == doubted).undoable


def test_a_text_may_be_emptied_and_one_that_was_not_read_may_be_filled_in(
    imported: ImportedFile, drafter: User
) -> None:
    state = services.decide(imported=imported, texts={"text.sec1": "", "text.closing": "特此报告。"}, by=drafter)
    assert not state.holds("sec1")
    assert state.document.sections["closing"] == "特此报告。"
    with pytest.raises(Refused, match=r"没有“text\.sec2”这一处"):
        services.decide(imported=imported, texts={"text.sec2": "表里没有文字"}, by=drafter)


def test_a_decision_can_be_taken_back(decided: ImportedFile, drafter: User) -> None:
    state = services.undo(imported=decided, names=(FIRST,), by=drafter)
    assert [item.name for item in state.left] == [FIRST]


def test_a_cell_in_no_doubt_may_be_corrected_and_set_back(imported: ImportedFile, drafter: User) -> None:
    state = services.decide(imported=imported, texts={"t2.rules.issued": "７"}, by=drafter)
    assert state.corrections == {"t2.rules.issued": ("0", "7")}
    state = services.decide(imported=imported, texts={"t2.rules.issued": "0"}, by=drafter)
    assert "t2.rules.issued" not in state.decisions
    assert [item.name for item in state.items] == DOUBTS


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("t9.nothing", "1", "没有“t9.nothing”这一处"),
        ("year", "两千", "四位数字"),
        ("year", "1999", "四位数字"),
        ("title", "", "1 至 200 字"),
        (FIRST, "1" * 3000, "最多 2000 字"),
    ],
)
def test_what_cannot_stand_there_is_refused_with_a_sentence(
    imported: ImportedFile, drafter: User, name: str, text: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        services.decide(imported=imported, texts={name: text}, by=drafter)
    assert not imported.decisions.exists()


def test_others_may_neither_import_nor_decide(
    imported: ImportedFile, agency: Agency, stranger: User, reviewer: User
) -> None:
    for user in (stranger, reviewer):
        with pytest.raises(NotAllowed):
            services.keep_file(agency=agency, name="a.html", data=three_doubts("html"), by=user)
        with pytest.raises(NotAllowed):
            services.decide(imported=imported, texts={FIRST: None}, by=user)
        with pytest.raises(NotAllowed):
            services.confirm(imported=imported, by=user)
        with pytest.raises(NotAllowed):
            services.discard(imported=imported, by=user)


def test_what_is_settled_stays_settled(decided: ImportedFile, drafter: User) -> None:
    services.confirm(imported=decided, by=drafter)
    with pytest.raises(Refused, match="已确认，不能再改"):
        services.confirm(imported=decided, by=drafter)
    with pytest.raises(Refused):
        services.discard(imported=decided, by=drafter)
    assert Report.objects.count() == 1


def test_a_discarded_import_leaves_its_name_and_nothing_else(imported: ImportedFile, drafter: User) -> None:
    storage, name = imported.file.storage, imported.file.name
    services.discard(imported=imported, by=drafter)
    imported.refresh_from_db()
    assert (imported.state, imported.file.name, imported.read) == (ImportState.DISCARDED, "", {})
    assert name is not None
    assert Event.objects.get().action == actions.IMPORT_DISCARDED
    assert storage.exists(name)  # removed with the transaction, which a test never ends


def test_the_bytes_of_a_discarded_import_go_with_the_transaction(
    imported: ImportedFile, drafter: User, django_capture_on_commit_callbacks: object
) -> None:
    storage, name = imported.file.storage, str(imported.file.name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.discard(imported=imported, by=drafter)
    assert not storage.exists(name)


def test_so_many_files_wait_at_one_agency_and_no_more(
    agency: Agency, drafter: User, imported: ImportedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_OPEN", 1)
    with pytest.raises(Refused, match="已有 1 个文件待确认"):
        services.keep_file(agency=agency, name="a.html", data=three_doubts("html"), by=drafter)


def test_a_file_that_is_no_report_is_not_kept(agency: Agency, drafter: User) -> None:
    with pytest.raises(DocumentError):
        services.keep_file(agency=agency, name="a.txt", data="会议记录。".encode(), by=drafter)
    assert not ImportedFile.objects.exists()


# --- 各种文件 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_imported_the_same(kind: str, agency: Agency, drafter: User) -> None:
    imported = services.keep_file(agency=agency, name=f"a.{kind}", data=three_doubts(kind), by=drafter)
    services.decide(imported=imported, texts={ROW: None, FIRST: "2", SECOND: None}, by=drafter)
    version = services.confirm(imported=imported, by=drafter)
    assert document_of(version).figures == balanced(year=YEAR).figures


def test_a_file_of_ours_is_shown_where_it_prints_what_it_carries(agency: Agency, drafter: User) -> None:
    document = balanced(year=YEAR, name=agency.name)
    imported = services.keep_file(agency=agency, name="own.pdf", data=render_pdf(document), by=drafter)
    state = services.confirming(imported)
    assert state.items == ()
    place = state.result.places["t3.new_received.total"]
    assert place.page
    assert place.box
    word = services.keep_file(agency=agency, name="own.docx", data=render_docx(document), by=drafter)
    assert services.confirming(word).result.places["t2.rules.issued"].table == 1
    plain = services.keep_file(agency=agency, name="own.json", data=render_json(document), by=drafter)
    assert services.confirming(plain).items == ()
    assert document_of(services.confirm(imported=plain, by=drafter)).figures == document.figures
