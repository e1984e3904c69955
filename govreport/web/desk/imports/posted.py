"""导入确认的提交: what a form or script says about places of a reading."""

from collections.abc import Mapping

from django.http import HttpRequest

from govreport.documents.imports.items import Confirming


def posted(request: HttpRequest, state: Confirming) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """Name → text (None: as read), and the names of cells that somebody chose to leave as they are printed.

    One place: ``name`` with ``text``, ``choose`` (one of the texts offered) or ``keep``. Without ``name`` a field for
    each place, of which those count that say something else than what stands there.
    """
    name = request.POST.get("name", "")
    if not name:
        return {key: text for key, text in _typed(request) if _differs(state, key, text)}, ()
    if "keep" in request.POST:
        return {name: None}, (name,)
    return {name: request.POST.get("choose", request.POST.get("text"))}, ()


def _differs(state: Confirming, name: str, text: str) -> bool:
    return state.is_typed(name) and state.normal(name, text) != state.stands(name)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [(key, str(value)) for key, value in request.POST.items() if key != "csrfmiddlewaretoken"]


def typed_back(request: HttpRequest) -> Mapping[str, str]:
    """What was typed, to be shown again where it could not be kept."""
    if name := request.POST.get("name", ""):
        return {name: request.POST.get("text", "")}
    return dict(_typed(request))
