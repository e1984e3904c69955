"""历年数据标签: numbers as reports print them, marks of comparability, and bars (`{% load series %}`)."""

from decimal import Decimal
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from govreport.publishing.series import Block, Line
from govreport.standards.concordance import Between, Comparable
from govreport.standards.numbers import format_number
from govreport.web.ui.templatetags.ui import icon

register = template.Library()

_MARKS: Final = {
    Comparable.SAME: ("link", gettext_noop("口径一致")),
    Comparable.CHANGED: ("warning", gettext_noop("口径有变化")),
    Comparable.NONE: ("close", gettext_noop("与上一年不可比")),
}
# Bars are drawn in a box of this width, in its own units.
_WIDTH: Final = 100


@register.filter
def number(value: Decimal) -> str:
    """A figure as reports print it."""
    return format_number(value)


@register.simple_tag
def comparability(mark: Comparable) -> SafeString:
    """How a figure compares with the one before it: an icon, and a word for those who do not see it."""
    name, word = _MARKS[mark]
    return format_html(
        '<span class="compare-mark compare-{}" title="{}">{}<span class="visually-hidden">{}</span></span>',
        mark.value,
        gettext(word),
        icon(name),
        gettext(word),
    )


@register.simple_tag
def bar(value: Decimal, largest: Decimal) -> SafeString:
    """A bar whose length is the figure's share of the largest one beside it."""
    share = round(float(max(value, Decimal(0)) / largest) * _WIDTH, 1)
    return format_html(
        '<svg class="bar" viewBox="0 0 {0} 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect width="{1}" height="6"></rect></svg>',
        _WIDTH,
        share,
    )


@register.simple_tag
def notes_of(block: Block) -> list[tuple[Line, Between]]:
    """What is to be said about the comparison of the indicators of a group."""
    return [(line, between) for line in block.lines for between in line.notes]
