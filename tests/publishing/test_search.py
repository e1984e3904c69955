"""检索: whatever stands in a name or text of a published report is found, and nothing else."""

import random

import pytest
from django.core.management import call_command

from govreport.agencies import services
from govreport.agencies.models import Agency, Kind, Level, User
from govreport.publishing import matching, search
from govreport.publishing.index import PIECE, index_publication, rebuild
from govreport.publishing.models import Publication, SearchText
from govreport.publishing.search import Question, facets, found, hits
from govreport.publishing.selectors import published_reasons
from govreport.publishing.snippets import snippets
from govreport.publishing.tokens import phrase
from govreport.reports.models import State
from tests.builders import balanced
from tests.web.portal.conftest import Publish, plain_pdf, published, release

__all__ = ["plain_pdf", "published", "release"]
pytestmark = pytest.mark.django_db

LONG = "".join(f"第{number}项工作按期完成，岚江两岸的公开专栏每月更新。" for number in range(400))
ODD = "公开𠮷野家规程〇一二，编号Ａ－17；ＯＦＤ文件３份。"


def years(q: str, **choices: object) -> list[int]:
    return [item.version.report.year for item in found(Question.asked(q, **choices))]


@pytest.fixture
def long_report(release: Publish) -> Publication:
    """A report whose overview is longer than a piece of the index."""
    document = balanced()
    return release(document=document.replace(sections={**document.sections, "sec1": LONG + ODD}))


@pytest.mark.parametrize(
    "word", ["公开", "岚江", "两岸", "项", "第399项", "𠮷野", "〇一", "ofd", "编号A", "规程〇一二，编号"]
)
def test_any_word_of_the_text_is_found(long_report: Publication, word: str) -> None:
    assert years(word) == [2023]


@pytest.mark.parametrize("word", ["公开岚江", "两公", "教育", "开公", "第400项"])
def test_what_does_not_stand_there_is_not_found(long_report: Publication, word: str) -> None:
    assert years(word) == []


def test_every_piece_of_a_long_text_is_found_wherever_it_was_cut(long_report: Publication) -> None:
    chance = random.Random(7)
    starts = [chance.randrange(len(LONG) - 9) for _ in range(120)] + list(range(PIECE - 9, PIECE + 3))
    for start in starts:
        word = LONG[start : start + chance.randint(2, 8)]
        if phrase(word) and not word[0].isdigit():
            assert years(word.strip("，。")) == [2023] or not phrase(word.strip("，。")), word


@pytest.mark.parametrize("q", ["林草局", "云溪县林业", "linye", "yunxixian", "lyhcyj", "yxxlcj"])
def test_an_agency_is_found_by_any_of_its_names_and_by_pinyin(published: Publication, q: str) -> None:
    assert years(q) == [2023]
    assert years(f"{q}q") == []


def test_a_former_name_finds_all_reports_of_the_agency(release: Publish) -> None:
    release("e2021")
    old = balanced("e2019", name="云溪县林业局")
    release(document=old)
    assert "云溪县林业局" in SearchText.objects.filter(place="name").first().text  # type: ignore[union-attr]
    assert years("云溪县林业局") == [2023, 2020]


def test_words_may_stand_in_different_parts(long_report: Publication) -> None:
    assert years("林草局 野家 2023") == [2023]
    assert years("林草局 野家 2022") == []
    assert years("林草局 教育") == []


def test_names_come_before_texts(release: Publish, agency: Agency) -> None:
    document = balanced()
    release(document=document.replace(sections={**document.sections, "sec1": "与临江县协作。" * 10}))
    release(document=balanced("e2019", name="临江县协作办公室"))
    newest = [item.version.report.year for item in found(Question.asked("协作"))]
    assert newest == [2023, 2020]  # the former name counts for both; the newest year is first
    assert years("协作", sort="date") == [2020, 2023]


def test_drafts_and_replaced_versions_are_not_found(long_report: Publication) -> None:
    long_report.version.state = State.SUPERSEDED
    long_report.version.save()
    assert years("岚江") == []


def test_a_region_holds_what_stood_there_in_the_report_year(
    release: Publish, government: Agency, agency: Agency
) -> None:
    release("e2021")
    release("e2019")
    other = services.register(code="linjiang", name="临江县人民政府", level=Level.COUNTY, kind=Kind.GOVERNMENT)
    services.place(agency=agency, parent=other, from_year=2022)
    assert years("", region="yunxi") == [2020]
    assert years("", region="linjiang") == [2023]
    assert years("", region="no-such-place") == []


def test_facets_count_what_each_choice_would_leave(release: Publish, government: Agency) -> None:
    release("e2021")
    release("e2019")
    regions = [("yunxi", "yunxi")]
    all_of_them = facets(Question.asked("林草局"), regions)
    assert [(item.value, item.count) for item in all_of_them.years] == [("2023", 1), ("2020", 1)]
    assert [(item.value, item.count) for item in all_of_them.editions] == [("e2021", 1), ("e2019", 1)]
    assert [(item.value, item.count) for item in all_of_them.regions] == [("yunxi", 2)]
    narrowed = facets(Question.asked("林草局", year=2020), regions)
    assert [(item.value, item.chosen) for item in narrowed.years] == [("2023", False), ("2020", True)]
    assert [item.value for item in narrowed.editions] == ["e2019"]
    assert [item.count for item in narrowed.regions] == [1]


@pytest.fixture
def three_years(release: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three reports in which 公开 stands everywhere, where two pieces of text are already too many to be read."""
    for year in (2021, 2023, 2025):
        document = balanced(year=year)
        text = "公开专栏每月更新，各科室的联络员逐件核对上网内容，失效的链接当天更正，群众意见逐条答复。"
        text += "另有罕见之处。" if year == 2021 else ""
        release(document=document.replace(sections={**document.sections, "sec1": text}))
    monkeypatch.setattr(matching, "MOST_PIECES", 2)


def complete(question: Question) -> bool:
    matched = hits(question)
    assert matched is not None
    return matched.complete


def test_of_a_word_that_stands_everywhere_the_last_published_reports_are_found(three_years: None) -> None:
    assert not complete(Question("专栏"))
    assert years("专栏") == [2025, 2023]


def test_such_a_word_is_found_everywhere_inside_a_choice(three_years: None) -> None:
    for question in (Question("专栏", year=2021), Question("专栏 2021"), Question("专栏", edition="e2021")):
        assert complete(question)
    assert years("专栏", year=2021) == years("专栏 2021") == [2021]
    assert years("专栏", edition="e2021") == [2025, 2023, 2021]


def test_inside_a_choice_that_leaves_very_much_the_last_published_of_it_are_found(
    three_years: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "MOST_PIECES", 1)
    monkeypatch.setattr(search, "MOST_INSIDE", 1)
    assert years("专栏") == [2025]
    assert years("专栏 2021 2023") == [2023]
    assert not complete(Question("专栏 2021 2023"))
    assert years("专栏 2021") == [2021]


def test_a_rare_word_says_where_to_look_for_a_common_one(three_years: None) -> None:
    assert years("专栏 罕见") == years("罕见 专栏") == [2021]
    assert complete(Question("专栏 罕见"))
    assert years("罕见 没有的话") == []


def test_choices_stand_without_numbers_where_the_words_are_not_counted(three_years: None) -> None:
    found_choices = facets(Question("专栏"), [("yunxi", "yunxi")])
    assert [item.value for item in found_choices.years] == ["2025", "2023", "2021"]
    assert {item.count for item in (*found_choices.years, *found_choices.editions)} == {None}
    assert [(item.value, item.count) for item in found_choices.regions] == [("yunxi", None)]


def test_the_passage_shows_the_words_marked(long_report: Publication) -> None:
    (passage,) = snippets(["野家"], [long_report]).values()
    assert passage.part == "一、总体情况"
    assert ("野家", True) in passage.pieces
    assert "".join(text for text, _ in passage.pieces).strip("…") in LONG + ODD


def test_a_report_found_by_its_name_has_no_passage(published: Publication) -> None:
    assert snippets(["linye"], [published]) == {}


def test_everything_can_be_indexed_anew(long_report: Publication) -> None:
    before = list(SearchText.objects.order_by("place", "text").values_list("place", "text", "tokens"))
    SearchText.objects.all().delete()
    assert years("岚江") == []
    assert rebuild() == 1
    assert list(SearchText.objects.order_by("place", "text").values_list("place", "text", "tokens")) == before
    index_publication(long_report)
    call_command("index_search")
    assert SearchText.objects.count() == len(before)
    assert years("岚江") == [2023]
    assert published_reasons(long_report) == []


@pytest.mark.parametrize(
    "q",
    [
        "'",
        '"',
        "''; DROP TABLE x",
        "NEAR(a b)",
        "a* OR b",
        "-zz",
        "(((",
        "%",
        "_",
        "\\",
        "\u202e公开x",
        "🙂🙂",
        "x" * 10_000,
    ],
)
def test_no_string_breaks_the_search(long_report: Publication, q: str, drafter: User) -> None:
    assert years(q) == []
    assert facets(Question.asked(q)).years == ()


def test_control_characters_are_left_out(long_report: Publication) -> None:
    assert years("岚\x00江") == [2023]
