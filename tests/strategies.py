"""任意的报告: Hypothesis strategies for whole reports, faults included."""

from decimal import Decimal

from hypothesis import strategies as st

from govreport.standards import all_editions, edition
from govreport.standards.document import SCOPES, AgencyName, Document
from govreport.standards.edition import Cell
from govreport.standards.figures import Figures
from govreport.standards.numbers import plain_decimal

# Anything a file can hold except what no text can (surrogates) and what is removed on reading (NUL).
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
full_texts = texts.filter(bool)
small = st.integers(0, 300).map(Decimal)
# Twelve digits, nine decimals, negative: also what no column can hold.
numbers = st.one_of(
    small,
    st.decimals(-(10**12) + 1, 10**12 - 1, places=0, allow_nan=False),
    st.decimals(-(10**12) + 1, 10**12 - 1, places=9, allow_nan=False),
    st.sampled_from([Decimal(2**31 - 1), Decimal(2**31), Decimal("136.1206"), Decimal("999999999999.999999")]),
).map(plain_decimal)
figures = st.none() | numbers


@st.composite
def documents(draw: st.DrawFn, code: str | None = None) -> Document:
    """A report of any edition with any figures, texts and faults; every cell and fee item is named."""
    own = edition(code or draw(st.sampled_from([item.code for item in all_editions()])))
    cells = own.figure_cells
    changed = draw(st.sets(st.sampled_from(sorted(cells)), max_size=12))
    background = draw(st.sampled_from([None, Decimal(0)]))
    values = {a: draw(figures) if a in changed else background for a, cell in cells.items() if cell.numeric}
    printed = {a: draw(full_texts) for a in cells if a in changed and (not cells[a].numeric or draw(st.booleans()))}
    return Document(
        edition=own.code,
        year=draw(st.integers(own.from_year, own.until_year or 2026)),
        agency=AgencyName(name=draw(full_texts)),
        scope=draw(st.sampled_from(SCOPES)),
        title=draw(full_texts),
        sections={
            section.code: draw(texts) for section in own.sections if section.kind != "table" and draw(st.booleans())
        },
        fee={item.code: draw(figures) for item in own.fee},
        figures=Figures({a: values.get(a) for a in cells}),
        printed=printed,
    )


def numeric_cells(code: str) -> list[Cell]:
    """The cells of an edition that hold numbers."""
    return [cell for cell in edition(code).figure_cells.values() if cell.numeric]
