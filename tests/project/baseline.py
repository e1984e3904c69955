"""浏览器基线: features of scripts and style sheets that came after Chromium 90, and how they look in source."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

# Chromium 90 is the oldest browser met on desks of agencies; the number is the version that brought the feature.
SCRIPTS: Mapping[str, str] = {
    "Array.at, String.at (92)": r"\.at\(",
    "Object.hasOwn (93)": r"Object\.hasOwn\b",
    "Error cause (93)": r"\bcause\s*:",
    "crypto.randomUUID (92)": r"\brandomUUID\b",
    "findLast (97)": r"\.findLast(Index)?\(",
    "structuredClone (98)": r"\bstructuredClone\b",
    "static block (94)": r"\bstatic\s*\{",
    "ergonomic brand check (91)": r"#\w+\s+in\s",
    "import assertion (91)": r"\bimport\b[^;\n]*\b(assert|with)\s*\{",
    "import map (89 with flag, 133 several)": r"importmap",
    "copying array methods (110)": r"\.(toSorted|toReversed|toSpliced|with)\(",
    "grouping (117)": r"\b(Object|Map)\.groupBy\b|\.group(ToMap)?\(",
    "set methods (122)": r"\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference|intersection)\(",
    "Array.fromAsync (121)": r"Array\.fromAsync\b",
    "Promise.withResolvers (119)": r"Promise\.withResolvers\b",
    "String.isWellFormed (111)": r"\.(isWellFormed|toWellFormed)\(",
    "regular expression flag d (90) or v (112)": r"/[gimsuy]*[dv][gimsuy]*(?=[.,;)\s])(?<=[^\w\s]/[dgimsuvy])",
    "inert (102)": r"\.inert\b|[\"']inert[\"']",
    "popover (114)": r"\.(showPopover|hidePopover|togglePopover|popover)\b|[\"']popover[\"']",
    "AbortSignal.timeout (103), any (116)": r"AbortSignal\.(timeout|any)\b",
    "checkVisibility (105)": r"\.checkVisibility\(",
    "replaceChildren is 86, moveBefore (133)": r"\.moveBefore\(",
    "setHTML, setHTMLUnsafe (124)": r"\.setHTML(Unsafe)?\(",
    "scrollend (114)": r"[\"']scrollend[\"']",
    "Response.json (105)": r"\bResponse\.json\(",
    "View transitions (111)": r"startViewTransition",
    "Intl.Segmenter (87) is old enough; Intl.DurationFormat (129)": r"Intl\.(DurationFormat|supportedValuesOf)",
}
STYLES: Mapping[str, str] = {
    ":has (105)": r":has\(",
    "nesting (112)": r"(?m)^\s*&|\{[^{}@]*\n\s*&",
    "@container (105)": r"@container\b|\bcontainer(-type|-name)?\s*:",
    "@layer (99)": r"@layer\b",
    "@property is 85, @scope (118)": r"@scope\b",
    "@starting-style (117)": r"@starting-style\b",
    "color-mix (111)": r"color-mix\(",
    "oklch, lab and their kind (111)": r"\b(oklch|oklab|lch|lab|color)\(",
    "subgrid (117)": r"\bsubgrid\b",
    "small, large and dynamic viewport units (108)": r"\d(dvh|dvw|svh|svw|lvh|lvw|dvb|dvi)\b",
    "container units (105)": r"\d(cqw|cqh|cqi|cqb|cqmin|cqmax)\b",
    "lh and rlh (109, 111)": r"\d(lh|rlh|cap|rex|ric)\b",
    "accent-color (93)": r"\baccent-color\s*:",
    "range syntax of media queries (104)": r"@media[^{]*[<>]",
    "individual transforms (104)": r"(?m)^\s*(translate|rotate|scale)\s*:",
    "overflow: clip (90) and overflow-clip-margin": r"overflow-clip-margin\s*:",
    "scrollbar-gutter (94), scrollbar-color (121)": r"\bscrollbar-(gutter|color|width)\s*:",
    "anchor positioning (125)": r"(?<!-)\banchor(-name|-scope)?\s*:|\banchor\(|position-(anchor|area|try)",
    "field-sizing (123)": r"\bfield-sizing\s*:",
    "interpolate-size (129)": r"\binterpolate-size\s*:",
    "trigonometric and rounding functions (111, 125)": r"\b(sin|cos|tan|round|rem|mod|abs|sign)\(",
    "text-box (133)": r"\btext-box(-trim|-edge)?\s*:",
    ":user-invalid (119)": r":user-(in)?valid",
    ":popover-open (114), :modal (105), :open (133)": r":(popover-open|modal|open)\b",
    "::target-text is 89, ::details-content (131)": r"::details-content",
    "light-dark (123)": r"light-dark\(",
    "@font-face size-adjust (92)": r"\bsize-adjust\s*:",
    "if() and other values of 2025": r":\s*if\(",
    "sticky rows of a table head are 91": r"(?m)^[^{}]*\bthead\s*\{[^}]*position:\s*sticky",
}
# Later than Chromium 90 and left in, because a browser that does not know them shows nothing worse than a plainer line.
HARMLESS: Mapping[str, str] = {
    "text-wrap": "lines of a heading are of even length; without it they are filled one after the other",
    "-webkit-font-smoothing": "smoothing on one system; without it the system's own",
}
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)


def newer(text: str, features: Mapping[str, str]) -> list[str]:
    """The features used in a source text, comments left out, each with the line where it stands first."""
    plain = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    found = []
    for name, pattern in features.items():
        if match := re.search(pattern, plain):
            found.append(f"line {plain.count(chr(10), 0, match.start()) + 1}: {name}")
    return found


def own_sources(folder: Path, suffix: str) -> Iterable[Path]:
    """Scripts or style sheets of our own; vendored files are checked by their makers."""
    return sorted(folder.rglob(f"*.{suffix}"))
