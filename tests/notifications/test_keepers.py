"""备份的消息: the system administrators are told of every backup, made or failed."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from govreport.agencies.models import User
from govreport.notifications.models import Message
from govreport.notifications.sentences import sentence
from govreport.operations.manifest import BackupError, Manifest
from tests.notifications.conftest import Told

COMMAND = "govreport.operations.management.commands.backup.backup"


def test_a_backup_is_told_to_the_system_administrators(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system_admin: User, security_admin: User, drafter: User, told: Told
) -> None:
    monkeypatch.setattr(COMMAND, lambda folder: folder / "govreport-20260101")
    monkeypatch.setattr(Manifest, "read", lambda folder: Manifest("", "sqlite", {}, {}, {}))
    call_command("backup", tmp_path, verbosity=0)
    assert told("backup.done") == {"system_admin"}
    assert sentence(Message.objects.get()) == "备份已完成：govreport-20260101"


def test_a_backup_that_failed_is_told_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system_admin: User, drafter: User, told: Told
) -> None:
    def fails(_folder: Path) -> Path:
        raise BackupError("磁盘已满")

    monkeypatch.setattr(COMMAND, fails)
    with pytest.raises(CommandError, match="磁盘已满"):
        call_command("backup", tmp_path)
    assert told("backup.failed") == {"system_admin"}
    assert "磁盘已满" in sentence(Message.objects.get())
