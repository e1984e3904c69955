"""docker-compose.yml and the image: no engine runs them here, so what they say is checked against what exists."""

import re
from typing import Any

import pytest
import yaml
from django.conf import settings

from govreport.jobs.registry import queues as job_queues
from tests.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_whole_topology_is_there() -> None:
    assert set(SERVICES) == {"db", "queue", "migrate", "web", "worker", "scheduler"}


@pytest.mark.parametrize("name", ["db", "queue", "web", "worker", "scheduler"])
def test_every_lasting_service_says_whether_it_is_healthy(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_is_pinned_to_one_release(name: str) -> None:
    assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z0-9]+)?", SERVICES[name]["image"])


def test_no_process_of_ours_runs_as_root() -> None:
    last_stage = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER govreport$", last_stage, re.M)
    assert all(SERVICES[name]["user"] != "root" for name in ("db", "queue"))


def test_dependencies_and_volumes_exist() -> None:
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in COMPOSE["volumes"]


def test_no_secret_is_written_down() -> None:
    environment = SERVICES["web"]["environment"]
    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]
    assert SERVICES["db"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "GOVREPORT_DEMO_SHOWN" not in environment


def test_the_web_server_is_published_to_this_host_only() -> None:
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_every_variable_is_one_that_the_settings_read() -> None:
    source = (ROOT / "govreport" / "settings.py").read_text(encoding="utf-8")
    for variable in SERVICES["web"]["environment"]:
        assert f'"{variable}"' in source


def test_the_worker_takes_every_queue() -> None:
    command = SERVICES["worker"]["command"]
    queues = set(command[command.index("--queues") + 1].split(","))
    assert job_queues() <= queues
    assert settings.CELERY_TASK_DEFAULT_QUEUE in queues


def test_commands_name_programs_that_the_locked_packages_bring() -> None:
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for program in ("gunicorn", "celery"):
        assert f".venv/bin/{program}" in DOCKERFILE + str(SERVICES)
        assert re.search(rf"^{program}==", locked, re.M)
