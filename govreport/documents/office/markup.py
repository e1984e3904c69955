"""WordprocessingML: elements that python-docx has no names for, put where the schema wants them.

Word refuses, or silently repairs, a file whose elements stand in another order than ECMA-376 prescribes.
"""

from typing import Any, Final
from xml.sax.saxutils import escape  # only writes

from docx.oxml import OxmlElement, parse_xml
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


_WATERMARK: Final = """\
<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>
</v:shapetype>
<v:shape id="watermark{number}" type="#_x0000_t136" fillcolor="#c8c8c8" stroked="f" style="position:absolute;\
width:360pt;height:170pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin"><v:fill opacity=".4"/>
<v:textpath style="font-family:&quot;SimHei&quot;;font-size:1pt" string="{text}"/></v:shape></w:pict>"""


def watermark(text: str, number: int) -> Any:
    """A picture of large slanting words, as Word and WPS make it; ``number`` tells those of a document apart."""
    return parse_xml(_WATERMARK.format(text=escape(text), number=number))


def _local(item: Any) -> str:
    return str(item.tag).rpartition("}")[2]
