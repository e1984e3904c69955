"""docs/rules.md says what the catalogue says."""

from govreport.checks.docs import NAMES, rules_page
from govreport.checks.rule import Scope
from govreport.standards.docs import FOLDER


def test_the_page_is_up_to_date() -> None:
    assert (FOLDER / "rules.md").read_text(encoding="utf-8") == rules_page()


def test_every_chapter_has_a_name() -> None:
    assert set(NAMES) == set(Scope)
