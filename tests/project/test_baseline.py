"""浏览器基线: no script and no style sheet of ours needs more than Chromium 90."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.project.baseline import HARMLESS, SCRIPTS, STYLES, newer, own_sources

STATIC = ROOT / "static"
JS = [*own_sources(STATIC / "js", "js")]
CSS = [*own_sources(STATIC / "css", "css")]
PLANTED_SCRIPTS = {
    "Array.at, String.at (92)": "const last = list.at(-1);",
    "Object.hasOwn (93)": "if (Object.hasOwn(cells, name)) {}",
    "Error cause (93)": 'throw new Error("x", { cause: error });',
    "crypto.randomUUID (92)": "const id = crypto.randomUUID();",
    "findLast (97)": "rows.findLast((row) => row.ok);",
    "structuredClone (98)": "const copy = structuredClone(state);",
    "static block (94)": "class A { static { A.x = 1; } }",
    "ergonomic brand check (91)": "return #own in other;",
    "import assertion (91)": 'import rules from "./rules.json" assert { type: "json" };',
    "import map (89 with flag, 133 several)": 'script.type = "importmap";',
    "copying array methods (110)": "return list.toSorted();",
    "grouping (117)": "Object.groupBy(items, (item) => item.table);",
    "set methods (122)": "return one.intersection(other);",
    "Array.fromAsync (121)": "await Array.fromAsync(stream);",
    "Promise.withResolvers (119)": "const { promise } = Promise.withResolvers();",
    "String.isWellFormed (111)": "return text.isWellFormed();",
    "regular expression flag d (90) or v (112)": "const found = /[0-9]+/v.exec(text);",
    "inert (102)": "page.inert = true;",
    "popover (114)": "menu.showPopover();",
    "AbortSignal.timeout (103), any (116)": "fetch(url, { signal: AbortSignal.timeout(5000) });",
    "checkVisibility (105)": "if (cell.checkVisibility()) {}",
    "replaceChildren is 86, moveBefore (133)": "list.moveBefore(item, null);",
    "setHTML, setHTMLUnsafe (124)": "box.setHTMLUnsafe(text);",
    "scrollend (114)": 'pane.addEventListener("scrollend", stop);',
    "Response.json (105)": "return Response.json({});",
    "View transitions (111)": "document.startViewTransition(draw);",
    "Intl.Segmenter (87) is old enough; Intl.DurationFormat (129)": "new Intl.DurationFormat();",
}
PLANTED_STYLES = {
    ":has (105)": "td:has(input:focus) { color: red; }",
    "nesting (112)": ".a {\n  & .b { color: red; }\n}",
    "@container (105)": "@container (width > 300px) { .a { color: red; } }",
    "@layer (99)": "@layer base;",
    "@property is 85, @scope (118)": "@scope (.a) { b { color: red; } }",
    "@starting-style (117)": "@starting-style { .a { opacity: 0; } }",
    "color-mix (111)": ".a { color: color-mix(in srgb, red, blue); }",
    "oklch, lab and their kind (111)": ".a { color: oklch(50% 0.1 20); }",
    "subgrid (117)": ".a { grid-template-rows: subgrid; }",
    "small, large and dynamic viewport units (108)": ".a { height: 100dvh; }",
    "container units (105)": ".a { width: 50cqw; }",
    "lh and rlh (109, 111)": ".a { height: 2lh; }",
    "accent-color (93)": ".a { accent-color: red; }",
    "range syntax of media queries (104)": "@media (width >= 600px) { .a { color: red; } }",
    "individual transforms (104)": ".a {\n  rotate: 90deg;\n}",
    "overflow: clip (90) and overflow-clip-margin": ".a { overflow-clip-margin: 4px; }",
    "scrollbar-gutter (94), scrollbar-color (121)": ".a { scrollbar-gutter: stable; }",
    "anchor positioning (125)": ".a { anchor-name: --cell; }",
    "field-sizing (123)": ".a { field-sizing: content; }",
    "interpolate-size (129)": ".a { interpolate-size: allow-keywords; }",
    "trigonometric and rounding functions (111, 125)": ".a { width: round(up, 10.4px, 1px); }",
    "text-box (133)": ".a { text-box: trim-both cap alphabetic; }",
    ":user-invalid (119)": "input:user-invalid { color: red; }",
    ":popover-open (114), :modal (105), :open (133)": "dialog:modal { color: red; }",
    "::target-text is 89, ::details-content (131)": "details::details-content { color: red; }",
    "light-dark (123)": ".a { color: light-dark(black, white); }",
    "@font-face size-adjust (92)": "@font-face { size-adjust: 90%; }",
    "if() and other values of 2025": ".a { color: if(style(--x): red); }",
    "sticky rows of a table head are 91": ".grid thead { position: sticky; }",
}


@pytest.mark.parametrize("path", JS, ids=lambda path: path.name)
def test_a_script_runs_in_chromium_90(path: Path) -> None:
    assert newer(path.read_text(encoding="utf-8"), SCRIPTS) == []


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_a_style_sheet_is_understood_by_chromium_90(path: Path) -> None:
    assert newer(path.read_text(encoding="utf-8"), STYLES) == []


@pytest.mark.parametrize(
    ("features", "planted"), [(SCRIPTS, PLANTED_SCRIPTS), (STYLES, PLANTED_STYLES)], ids=["scripts", "styles"]
)
def test_every_feature_is_found_where_it_is_planted(features: Mapping[str, str], planted: Mapping[str, str]) -> None:
    assert planted.keys() == features.keys()
    for name, text in planted.items():
        found = newer("/* first line */\n" + text, features)
        assert any(line.endswith(name) for line in found), f"{name} not found in {text!r}"


def test_what_is_only_spoken_of_is_not_found() -> None:
    assert newer("/* no :has( here */\n.a { color: red; }", STYLES) == []
    assert newer("// list.at(-1) came later\nconst last = list[list.length - 1];", SCRIPTS) == []
    assert newer('const url = "https://a.test/"; // then structuredClone', SCRIPTS) == []


def test_what_is_left_in_as_harmless_is_used_and_has_a_reason() -> None:
    styles = "\n".join(path.read_text(encoding="utf-8") for path in CSS)
    for name, reason in HARMLESS.items():
        assert re.search(rf"^\s*{name}:", styles, re.M), f"{name} is not used any more"
        assert reason
