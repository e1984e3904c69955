"""识别文字的存疑: of what a program has recognised in a picture, every figure and every text is doubtful."""

from dataclasses import replace

from govreport.documents.read import pdf_words
from govreport.documents.read.result import Doubt, ReadResult


def doubted(result: ReadResult) -> ReadResult:
    """The same result with a doubt about each row of each table and each section."""
    document = result.document
    places = [address.rpartition(".")[0] for address in document.format.figure_cells if address.count(".") > 1]
    places += [address for address in document.format.figure_cells if address.count(".") == 1]
    doubts = [Doubt(place, pdf_words.recognised()) for place in dict.fromkeys((*document.sections, *places))]
    return replace(result, doubts=(*result.doubts, *(doubt for doubt in doubts if doubt not in result.doubts)))
