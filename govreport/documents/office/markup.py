"""WordprocessingML: elements that python-docx has no names for, put where the schema wants them.

Word refuses, or silently repairs, a file whose elements stand in another order than ECMA-376 prescribes.
"""

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_ORDERS: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
}


def element(name: str, **attributes: str) -> Any:
    """An element such as ``w:docGrid`` with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def put(parent: Any, child: Any) -> None:
    """Add a child to pPr, rPr, tblPr or tcPr in its place; one of the same name is replaced."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    order = {qn(f"w:{name}"): place for place, name in enumerate(_ORDERS[_local(parent)].split())}
    later = (item for item in parent if order.get(item.tag, -1) > order[child.tag])
    following = next(later, None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)


def _local(item: Any) -> str:
    return str(item.tag).rpartition("}")[2]
