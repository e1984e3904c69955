"""文本报告的读取: a report as plain text, however its tables were flattened (``standard.md`` §10)."""

from collections.abc import Sequence
from decimal import Decimal

from govreport.documents.read import words
from govreport.documents.read.annex import read_annexed
from govreport.documents.read.body import Texts, read_body
from govreport.documents.read.cells import Harvest
from govreport.documents.read.front import named_in
from govreport.documents.read.lines import Line, lines_of
from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.read.sections import holds_several
from govreport.documents.read.skeleton import edition_of_lines
from govreport.standards.document import CELL_LIMIT, SECTION_LIMIT, AgencyName, Document, DocumentError
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures
from govreport.standards.solve import solve

# The longest real reports have some hundred lines; far longer texts only cost time.
MAX_CHARACTERS = 1_000_000
MAX_LINES = 3_000
MAX_CELLS = 100_000


def read_text(text: str, *, year: int | None = None, agency: str | None = None) -> ReadResult:
    """Read a text; blanks that the equations determine are solved and named in ``inferred``.

    ``year`` and ``agency``, where given, win over what the text says. Raises ``DocumentError`` when no tables or
    sections of any edition are found.
    """
    if len(text) > MAX_CHARACTERS or text.count("\t") + text.count("|") > MAX_CELLS:
        raise DocumentError(words.too_long())
    told = [Doubt("file", words.nul_characters())] if "\x00" in text else []
    return read_lines(lines_of(text), told, year=year, agency=agency)


def read_lines(
    lines: Sequence[Line], told: Sequence[Doubt] = (), *, year: int | None = None, agency: str | None = None
) -> ReadResult:
    """Read lines of any source, as ``read_text`` does; ``told`` are doubts that arose when the lines were found."""
    if sum(1 for line in lines if not line.blank) > MAX_LINES or sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise DocumentError(words.too_long())
    edition, mixed = edition_of_lines(lines, year)
    if holds_several(edition, lines):
        raise DocumentError(words.several_reports())
    harvest = Harvest(doubts=list(told))
    if mixed:
        harvest.doubt(edition.tables[0].code, words.mixed_edition(mixed))
    has_headings = any(section.number for section in edition.sections)
    texts = (read_body if has_headings else read_annexed)(harvest, edition, lines)
    return _result(edition, harvest, texts, year, agency)


def _result(edition: Edition, harvest: Harvest, texts: Texts, year: int | None, agency: str | None) -> ReadResult:
    written = {code: _within(harvest, code, "\n".join(found), SECTION_LIMIT) for code, found in texts.sections.items()}
    printed = {address: _within(harvest, address, text, CELL_LIMIT) for address, text in harvest.printed.items()}
    sections = {section.code: written[section.code] for section in edition.sections if written.get(section.code)}
    name, own_year = _named(harvest, texts, sections.get("preamble", ""), year, agency)
    blank: dict[str, Decimal | None] = dict.fromkeys(edition.figure_cells)
    figures = Figures({**blank, **harvest.values})
    # What was printed but is no number stays for a person to decide.
    solved = {address: value for address, value in solve(edition, figures).items() if address not in harvest.printed}
    document = Document(
        edition=edition.code,
        year=own_year,
        agency=AgencyName(name=name),
        title=texts.title.text if texts.title else "",
        sections=sections,
        fee={item.code: None for item in edition.fee},
        figures=figures.replace(solved),
        printed={address: printed[address] for address in edition.figure_cells if address in printed},
    )
    doubts = _ordered(edition, harvest.doubts)
    return ReadResult(document, doubts, tuple(harvest.findings), tuple(solved), harvest.places)


def _within(harvest: Harvest, place: str, text: str, most: int) -> str:
    """The text as far as a report can hold it; that something was left out is told."""
    if len(text) > most:
        harvest.doubt(place, words.cut(most))
    return text[:most]


def _named(
    harvest: Harvest, texts: Texts, preamble: str, year: int | None, agency: str | None
) -> tuple[str, int | None]:
    """Agency and year: as given, else as the title says, else as the preamble says."""
    title = texts.title
    quoted, period = named_in(preamble)
    found_name = (title.agency if title else "") or quoted
    found_year = (title.year if title else None) or period
    if title is None:
        harvest.doubt("title", words.no_title())
    if year and found_year and year != found_year:
        harvest.doubt("year", words.other_year(found_year, year))
    elif not (year or found_year):
        harvest.doubt("year", words.no_year())
    if agency and found_name and agency != found_name:
        harvest.doubt("agency", words.other_agency(found_name, agency))
    elif not (agency or found_name):
        harvest.doubt("agency", words.no_agency())
    return agency or found_name, year or found_year


def _ordered(edition: Edition, doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """Doubts in the order of the document."""
    order = order_of_places(edition)
    return tuple(sorted(doubts, key=lambda doubt: order.get(doubt.place, len(order))))


def order_of_places(edition: Edition) -> dict[str, int]:
    """Every place a doubt may have, in order: what concerns the whole first, then section by section, row by row."""
    order = {place: index for index, place in enumerate(("file", "title", "agency", "year"))}
    for section in edition.sections:
        order[section.code] = len(order)
        if section.table:
            order[section.table] = len(order)
            for address, cell in edition.figure_cells.items():
                if cell.table == section.table:
                    order.setdefault(f"{cell.table}.{cell.row}", len(order))
                    order.setdefault(address, len(order))
    return order
