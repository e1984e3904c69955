"""可能的更正 on the desk: shown with what stands and what would, taken and taken back by a click."""

from django.test import Client

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells
from tests.web.drafting.conftest import SignIn

TOTAL = "t3.total_processed.natural_person"


def address(version: Version) -> str:
    return f"/desk/reports/{version.report_id}/repairs/"


def page(client: Client, version: Version) -> str:
    return client.get(address(version)).content.decode()


def key(text: str, name: str = "key") -> str:
    return text.split(f'name="{name}" value="')[1].split('"')[0]


def figure(version: Version) -> object:
    return document_of(Version.objects.get(pk=version.pk)).figures[TOTAL]


def test_the_smallest_change_is_shown_with_what_stands_and_what_would(clerk: Client, imported: Version) -> None:
    text = page(clerk, imported)
    assert "这样改，4 处须更正就都相符" in text
    assert f"#cell-{TOTAL}" in text
    assert '<span class="repairs-before">0</span>' in text
    assert figure(imported) == 0


def test_the_summary_shows_it_too(clerk: Client, imported: Version) -> None:
    text = clerk.get(f"/desk/reports/{imported.report_id}/").content.decode()
    assert "可能的更正" in text
    assert f'action="{address(imported)}"' in text


def test_the_panel_beside_the_form_leads_to_it(clerk: Client, imported: Version) -> None:
    text = clerk.get(f"/desk/reports/{imported.report_id}/sec3/").content.decode()
    assert f'id="panel-repairs"><a href="{address(imported)}"' in text


def test_where_nothing_is_wrong_the_panel_offers_no_correction(clerk: Client, imported: Version) -> None:
    for part in ("sec1", "sec2"):
        text = clerk.get(f"/desk/reports/{imported.report_id}/{part}/").content.decode()
        assert f'id="panel-repairs" hidden><a href="{address(imported)}"' in text


def test_a_click_takes_it_and_another_takes_it_back(clerk: Client, imported: Version) -> None:
    clerk.post(address(imported), {"key": key(page(clerk, imported))})
    assert figure(imported) == 2
    text = page(clerk, imported)
    assert "已按建议更正" in text
    clerk.post(address(imported), {"undo": key(text, "undo")})
    assert figure(imported) == 0
    assert "已撤回" in page(clerk, imported)


def test_a_stale_click_changes_nothing_and_says_so(clerk: Client, imported: Version, drafter: User) -> None:
    stale = key(page(clerk, imported))
    save_cells(version=imported, cells={TOTAL: "1"}, by=drafter)
    clerk.post(address(imported), {"key": stale})
    assert figure(imported) == 1
    assert "不再适用" in page(clerk, imported)


def test_nonsense_is_declined_in_words(clerk: Client, imported: Version) -> None:
    for data in ({}, {"key": "zz"}, {"undo": "zz"}, {"undo": "９９"}, {"undo": "9" * 400}):
        assert clerk.post(address(imported), data).status_code == 302
    assert figure(imported) == 0


def test_a_sound_report_says_that_nothing_is_to_be_corrected(clerk: Client, complete: Version) -> None:
    assert "勾稽关系都相符" in page(clerk, complete)


def test_whoever_only_reads_is_shown_no_proposal(sign_in: SignIn, imported: Version, viewer: User) -> None:
    assert sign_in(viewer).get(address(imported)).status_code == 403
    text = sign_in(viewer).get(f"/desk/reports/{imported.report_id}/").content.decode()
    assert "可能的更正" not in text
