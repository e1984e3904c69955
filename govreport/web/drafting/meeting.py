"""同处改动的显示: what the page knows of each place, and both texts where two people have written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.reports.services import Conflict, Known
from govreport.reports.services.cells import shown
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.web.desk.panel import section_name


@dataclass(frozen=True, slots=True)
class Meeting:
    """同处改动: a conflict ready to be read; ``by`` says who wrote the other text and when."""

    name: str
    place: str
    mine: str
    theirs: str
    by: str


def meeting(conflict: Conflict, edition: Edition) -> Meeting:
    """A conflict in the reader's language."""
    by = _("文件中是")
    if conflict.at is not None:
        at = timezone.localtime(conflict.at)
        clock = f"{at:%H:%M}" if at.date() == timezone.localdate() else f"{at:%Y-%m-%d %H:%M}"
        by = _("%(who)s %(clock)s 填写") % {"who": conflict.who, "clock": clock}
    return Meeting(conflict.name, place_of(conflict.name, edition), conflict.mine, conflict.theirs, by)


def as_json(conflicts: Iterable[Conflict], edition: Edition) -> list[dict[str, str]]:
    """The same for scripts."""
    return [asdict(meeting(conflict, edition)) for conflict in conflicts]


def refused_as_json(declined: Mapping[str, str], edition: Edition) -> list[dict[str, str]]:
    """What was not stored, for scripts: name, place and the sentence that says why."""
    return [
        {"name": name, "place": place_or_name(name, edition), "message": message} for name, message in declined.items()
    ]


def place_or_name(name: str, edition: Edition) -> str:
    """What a name means on paper, or the name itself where the edition does not have it."""
    try:
        return place_of(name, edition)
    except KeyError:
        return name


def place_of(name: str, edition: Edition) -> str:
    """What a name means on paper; KeyError for a name the edition does not have."""
    if name == "title":
        return _("报告标题")
    if name.startswith("sections."):
        code = name.removeprefix("sections.")
        if code not in {section.code for section in edition.sections}:
            raise KeyError(name)
        return section_name(edition, code)
    cell = edition.cells[name]
    return cell.place_en if (get_language() or "").startswith("en") else cell.place


def prose(document: Document) -> dict[str, str]:
    """The title and the text of every section that has one, by name."""
    sections = [section.code for section in document.format.sections if section.kind != "table"]
    return {"title": document.title, **{f"sections.{code}": document.sections.get(code, "") for code in sections}}


def stored(document: Document, names: Iterable[str]) -> dict[str, str]:
    """What stands at some names."""
    texts = prose(document)
    return {name: texts[name] if name in texts else shown(document, name) for name in names}


def read_known(data: object) -> Known:
    """Texts known to a browser, as ``{name: text}`` or ``{name: [text, …]}``; what has another form is left out."""
    if not isinstance(data, dict):
        return {}
    lists = {name: [texts] if isinstance(texts, str) else texts for name, texts in data.items()}
    return {
        name: tuple(texts)
        for name, texts in lists.items()
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts)
    }


def posted_known(form: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The same from a form: the hidden field, and the other text where the person has chosen their own."""
    try:
        known = dict(read_known(json.loads(str(form.get("known", "")))))
    except (ValueError, RecursionError):
        known = {}
    if mine := str(form.get("mine", "")):
        known[mine] = (str(form.get(f"stands:{mine}", "")),)
    return known
