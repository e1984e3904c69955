"""演示账号标签: the demonstration accounts for the sign-in page (`{% load demo %}`)."""

from django import template
from django.conf import settings

from govreport.demo.accounts import ACCOUNTS, DEMO_PASSWORD, Account

register = template.Library()


@register.simple_tag
def demo_accounts() -> tuple[Account, ...]:
    """The accounts of the demonstration; none unless settings.DEMO says that it is loaded."""
    return ACCOUNTS if settings.DEMO else ()


@register.simple_tag
def demo_password() -> str:
    """Their common password; empty unless settings.DEMO says that the demonstration is loaded."""
    return DEMO_PASSWORD if settings.DEMO else ""
