"""界面标签: template tags for icons, severity marks and file sizes (`{% load ui %}`)."""

from datetime import date, datetime
from typing import Final

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext, gettext_noop

register = template.Library()

# One word and one icon per severity; colour is only the third sign.
SEVERITIES: Final = {
    "error": gettext_noop("须更正"),
    "warning": gettext_noop("须说明"),
    "hint": gettext_noop("提示"),
    "undetermined": gettext_noop("待定"),
}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of `templates/partials/icons.html`, hidden from screen readers: always put a word beside it.

    `extra` adds CSS classes, for instance `{% icon "check" "icon-lg" %}`.
    """
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="#i-{}"></use></svg>',
        f" {extra}" if extra else "",
        name,
    )


@register.simple_tag
def severity(value: object, count: int | None = None) -> SafeString:
    """须更正 / 须说明 / 提示: the mark of a finding, or of a group of `count` findings.

    `value` is "error", "warning", "hint" or "undetermined" (or an enumeration with such values).
    Raises KeyError for any other word: a finding without a mark would be overlooked.
    """
    code = str(getattr(value, "value", value))
    word = gettext(SEVERITIES[code])
    number = "" if count is None else format_html(' <span class="mark-count">{}</span>', count)
    return format_html('<span class="mark mark-{}">{}{}{}</span>', code, icon(code), word, number)


@register.filter
def file_size(size: int) -> str:
    """A file's size in bytes as people read it: 812 B, 36 KB, 1.4 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.simple_tag(name="file_size")
def file_size_tag(size: int) -> str:
    """The same as a tag: `{% file_size n %}`."""
    return file_size(size)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as officials write it: 2026年1月31日; in English 31 January 2026. Moments are read in Asia/Shanghai."""
    return _written(value, chinese="Y年n月j日", english="j F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """A day and time of day: 2026年1月31日 14:03."""
    return _written(value, chinese="Y年n月j日 H:i", english="j F Y, H:i")


def _written(value: date | datetime | None, *, chinese: str, english: str) -> str:
    if value is None:
        return ""
    local = localtime(value) if isinstance(value, datetime) and is_aware(value) else value
    return format_date(local, english if get_language() == "en" else chinese)
