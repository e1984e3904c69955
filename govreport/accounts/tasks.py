"""每日例行: what is done about accounts without anybody asking."""

from celery import shared_task

from govreport.accounts.unused import suspend_unused


@shared_task(name="govreport.accounts.daily")
def daily() -> int:
    """Suspend the accounts that nobody has used for long."""
    return suspend_unused()
