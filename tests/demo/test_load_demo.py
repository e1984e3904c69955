"""装入演示数据: the command fills an empty system, prints the accounts, and leaves any other alone."""

from io import StringIO

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from govreport.agencies.models import Agency, Kind, Level, User
from govreport.agencies.services import register
from govreport.demo.accounts import ACCOUNTS, DEMO_PASSWORD

pytestmark = pytest.mark.django_db


def run() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_demo", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_prints_the_accounts_and_the_password() -> None:
    out, err = run()
    for account in ACCOUNTS:
        assert f"{account.username} " in out
        assert authenticate(username=account.username, password=DEMO_PASSWORD) is not None
    assert DEMO_PASSWORD in out
    assert "58 份报告" in err


def test_a_system_with_agencies_is_left_alone() -> None:
    register(code="real", name="真实机关", level=Level.COUNTY, kind=Kind.OTHER)
    out, err = run()
    assert (out, Agency.objects.count(), User.objects.count()) == ("", 1, 0)
    assert "没有装入演示数据" in err


def test_a_production_system_refuses(settings: LazySettings) -> None:
    settings.SECURE = True
    with pytest.raises(CommandError, match="正式运行的系统不装入演示数据"):
        run()
    assert not Agency.objects.exists()
