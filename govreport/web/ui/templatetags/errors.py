"""出错提要: what stopped a form, at the top of the page and with the focus, each line leading to its field."""

from collections.abc import Iterable

from django import forms, template

register = template.Library()

Lines = list[tuple[str, str]]


@register.inclusion_tag("partials/error_summary.html")
def error_summary(form: forms.BaseForm | None = None, refusals: Iterable[tuple[str, str]] = ()) -> dict[str, Lines]:
    """The errors of a form that was declined, or ``refusals``: the id of a field (or nothing) and a sentence."""
    lines = list(refusals)
    if form is not None and form.is_bound:
        lines += [("", str(error)) for error in form.non_field_errors()]
        lines += [(_id(field), str(error)) for field in form for error in field.errors]
    return {"lines": lines}


def _id(field: forms.BoundField) -> str:
    """The id of the control that can take the focus: a group of choices has none, its first choice does."""
    return str(field.id_for_label or f"{field.auto_id}_0")
