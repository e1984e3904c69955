"""docker-compose.yml and the image: no engine runs them here, so what they say is checked against what exists."""

import json
import re
from typing import Any

import pytest
import yaml
from django.conf import settings

from govreport.jobs.registry import queues as job_queues
from tests.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_whole_topology_is_there() -> None:
    assert set(SERVICES) == {"db", "queue", "migrate", "web", "worker", "worker-bulk", "scheduler", "proxy"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_lasting_service_says_whether_it_is_healthy(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_is_pinned_to_one_release(name: str) -> None:
    assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z0-9]+)?", SERVICES[name]["image"])


def test_no_process_of_ours_runs_as_root() -> None:
    last_stage = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER govreport$", last_stage, re.M)
    assert all(SERVICES[name]["user"] != "root" for name in ("db", "queue", "proxy"))


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    assert service["pids_limit"]


def test_database_and_broker_are_reached_from_inside_only() -> None:
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["db"]["networks"] == SERVICES["queue"]["networks"] == ["inside"]
    assert SERVICES["proxy"]["networks"] == ["front"]


def test_the_example_of_the_environment_names_every_variable_that_must_be_set() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"\$\{([A-Z][A-Z0-9_]*)", text))
    assert named == set(re.findall(r"^([A-Z][A-Z0-9_]*)=", example, re.M))
    assert re.search(r"^SECRET_KEY=$", example, re.M)
    assert re.search(r"^POSTGRES_PASSWORD=$", example, re.M)


def test_with_a_bucket_whoever_stores_files_reaches_it_and_nothing_else_changes() -> None:
    more = yaml.safe_load((ROOT / "docker-compose.s3.yml").read_text(encoding="utf-8"))
    assert set(more) == {"services", "networks"}
    assert set(more["services"]) == {"worker", "worker-bulk", "scheduler"}
    assert all(service == {"networks": ["inside", "storage"]} for service in more["services"].values())
    assert "front" in SERVICES["web"]["networks"]


def test_dependencies_and_volumes_exist() -> None:
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        for volume in service.get("volumes", []):
            source = volume.rsplit(":", 2 if volume.endswith(":ro") else 1)[0]
            if source.startswith("./"):
                assert (ROOT / source).exists()
            elif not source.startswith("$"):
                assert source in COMPOSE["volumes"]


def test_no_secret_is_written_down() -> None:
    environment = SERVICES["web"]["environment"]
    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]
    assert SERVICES["db"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "GOVREPORT_DEMO_SHOWN" not in environment


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name in SERVICES if SERVICES[name].get("ports")] == ["proxy"]


def test_every_variable_is_one_that_the_settings_read() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "govreport" / "settings").glob("*.py"))
    for variable in SERVICES["web"]["environment"] | SERVICES["worker"]["environment"]:
        assert f'"{variable}"' in source


def test_every_variable_of_keys_provider_bucket_and_foot_that_is_documented_reaches_the_containers() -> None:
    prefixes = "OIDC|S3|SITE|WEBAUTHN|GOVREPORT_DATA|GOVREPORT_PASSKEYS"
    named = re.compile(rf"`((?:{prefixes})_[A-Z0-9_]+|CALL_DAYS|SIGNING_(?:KEY|PASSPHRASE))`")
    for name in ("security", "operations", "addresses", "oversight", "signing"):
        text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        assert set(named.findall(text)) <= set(SERVICES["web"]["environment"]), name


def test_a_signing_key_is_only_read_and_lies_where_the_example_says() -> None:
    folder = "${SIGNING_FOLDER:-./deploy/signing}:/etc/govreport/signing:ro"
    assert all(folder in SERVICES[name]["volumes"] for name in ("web", "worker"))
    assert "/etc/govreport/signing/" in (ROOT / ".env.example").read_text(encoding="utf-8")


def test_what_nobody_sets_is_what_the_settings_say_by_themselves() -> None:
    for name, text in SERVICES["web"]["environment"].items():
        if name.startswith("OIDC_"):
            usual = getattr(settings, name)
            spelled = (
                ",".join(usual) if isinstance(usual, list) else str(int(usual) if usual in (True, False) else usual)
            )
            assert text == f"${{{name}:-{spelled}}}"


def test_the_workers_take_every_queue() -> None:
    commands = [SERVICES[name]["command"] for name in ("worker", "worker-bulk")]
    queues = {queue for command in commands for queue in command[command.index("--queues") + 1].split(",")}
    assert job_queues() <= queues
    assert settings.CELERY_TASK_DEFAULT_QUEUE in queues


def test_the_image_starts_as_the_web_server_does() -> None:
    assert json.dumps(SERVICES["web"]["command"]) in DOCKERFILE


def test_the_proxy_lets_through_what_the_system_accepts_and_little_more() -> None:
    caps = [int(size) * 1024 * 1024 for size in re.findall(r"client_max_body_size (\d+)m;", NGINX)]
    usual, many = sorted(caps)
    assert settings.REPORT_FILE_MAX_SIZE < usual <= 2 * settings.REPORT_FILE_MAX_SIZE
    assert settings.BATCH_MAX_SIZE < many <= 1.2 * settings.BATCH_MAX_SIZE


def test_the_proxy_speaks_of_the_caps_that_there_are() -> None:
    page = (ROOT / "deploy" / "pages" / "413.html").read_text(encoding="utf-8")
    assert f"{settings.REPORT_FILE_MAX_SIZE // 1024**2} MB" in page
    assert f"{settings.BATCH_MAX_SIZE // 1024**3} GB" in page


def test_commands_name_programs_that_the_locked_packages_bring() -> None:
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for program in ("gunicorn", "celery"):
        assert f".venv/bin/{program}" in DOCKERFILE + str(SERVICES)
        assert re.search(rf"^{program}==", locked, re.M)
