"""The report that is measured: every number different, all sections of a usual length, our own words."""

from decimal import Decimal

from govreport.standards import edition
from govreport.standards.derive import computed
from govreport.standards.document import AgencyName, Document
from govreport.standards.figures import Figures

NAME = "岚山省云溪市林业和草原局"
SENTENCE = "本机关围绕中心工作主动公开信息，及时回应社会关切，不断提高公开质量和服务水平，各项任务如期完成。"
ASPECTS = ("做好主动公开", "办好依申请公开", "加强政府信息管理", "建好公开平台", "落实监督保障")


def report(code: str = "e2021", turn: int = 0) -> Document:
    """A full report; ``turn`` changes its text and figures, so that nothing is measured twice alike."""
    own = edition(code)
    inputs = {
        address: Decimal((index * 37 + turn) % 90)
        for index, (address, cell) in enumerate(own.figure_cells.items())
        if cell.numeric and not cell.derived
    }
    figures = Figures.blank(own).replace(inputs)
    text = f"第{turn}次。" + SENTENCE
    sections = {
        "preamble": text,
        "sec1": "\n".join(
            f"（{number}）{aspect}。{text * 6}" for number, aspect in zip("一二三四五", ASPECTS, strict=True)
        ),
        "sec5": "\n".join([text * 4, f"（一）加强培训。{text * 5}", f"（二）完善制度。{text * 5}"]),
        "sec6": text * 6,
        "closing": text,
    }
    return Document(
        edition=code,
        year=own.from_year,
        agency=AgencyName(name=NAME),
        title=own.title_for(NAME, own.from_year),
        sections={
            section: sections[section] for section in sections if section in {item.code for item in own.sections}
        },
        figures=figures.replace(computed(code, figures)),
    )
