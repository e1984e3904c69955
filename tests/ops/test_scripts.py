"""The scripts are POSIX shell and keep their promises about what they ask of a machine."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.paths import ROOT

SCRIPTS = sorted((ROOT / "scripts").glob("*.sh"))


def in_library(commands: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run shell commands with scripts/lib.sh loaded, in an environment of the given variables only."""
    return subprocess.run(
        ["sh", "-c", f'root=$1; cd "$root"; . scripts/lib.sh; {commands}', "sh", str(ROOT)],
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def place(folder: Path, name: str, body: str) -> None:
    """A stand-in for a program."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_read_by_a_plain_shell(script: Path) -> None:
    assert subprocess.run(["dash", "-n", script], check=False).returncode == 0
    text = script.read_text(encoding="utf-8")
    for word in ("[[", "local ", "function ", "pipefail", "<<<", "&>", "source "):
        assert not any(line.lstrip().startswith(word) for line in text.splitlines())


@pytest.mark.parametrize("script", [path for path in SCRIPTS if path.name != "lib.sh"], ids=lambda path: path.name)
def test_a_script_stops_at_the_first_failure(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert "\nset -eu\n" in text


def test_without_rights_the_one_helpful_line_is_printed(tmp_path: Path) -> None:
    place(tmp_path, "id", "echo 1000")
    place(tmp_path, "apt-get", "echo called >&2; exit 99")
    result = in_library(
        "need false -- gettext qpdf; need true -- redis-server; install_missing",
        PATH=f"{tmp_path}:{os.environ['PATH']}",
    )
    assert result.returncode == 1
    assert "apt-get update && apt-get install -y --no-install-recommends gettext qpdf\n" in result.stderr
    assert "redis-server" not in result.stderr
    assert "called" not in result.stderr


def test_nothing_missing_asks_nothing_of_anybody(tmp_path: Path) -> None:
    place(tmp_path, "apt-get", "echo called >&2; exit 99")
    result = in_library("need true -- gettext; install_missing", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_failing_step_shows_its_output_and_its_status() -> None:
    result = in_library('step "an example" sh -c "echo the reason; exit 7"; echo not reached')
    assert result.returncode == 7
    assert "the reason" in result.stderr
    assert "an example" in result.stderr
    assert "not reached" not in result.stdout


def test_a_step_is_printed_with_its_time() -> None:
    result = in_library('step "an example" echo hidden')
    assert result.stdout.split() == [result.stdout.split()[0], "s", "an", "example"]
    assert float(result.stdout.split()[0]) >= 0


@pytest.mark.parametrize("variable", ["PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX"])
def test_the_index_of_this_machine_is_used_by_both_installers(variable: str) -> None:
    mirror = "https://mirror.example/simple"
    result = in_library('adopt_index; echo "$UV_DEFAULT_INDEX $PIP_INDEX_URL"', **{variable: mirror})
    assert result.stdout.split() == [mirror, mirror]


def test_the_index_in_the_configuration_of_pip_is_used_by_uv(tmp_path: Path) -> None:
    configuration = tmp_path / "pip.conf"
    configuration.write_text("[global]\nindex-url = https://mirror.example/simple\ncert = /some/bundle.pem\n")
    result = in_library('adopt_index; echo "$UV_DEFAULT_INDEX $SSL_CERT_FILE"', PIP_CONFIG_FILE=str(configuration))
    assert result.stdout.split() == ["https://mirror.example/simple", "/some/bundle.pem"]


def test_a_folder_of_wheels_makes_the_set_up_offline(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    result = in_library(f'root={tmp_path}; adopt_index; echo "$offline"')
    assert result.stdout.split() == ["--no-index", "--find-links", f"{tmp_path}/wheels"]


def test_the_folder_of_wheels_may_lie_elsewhere(tmp_path: Path) -> None:
    result = in_library('adopt_index; echo "$offline"', GOVREPORT_WHEELS=str(tmp_path))
    assert result.stdout.split() == ["--no-index", "--find-links", str(tmp_path)]
    result = in_library("adopt_index; echo not reached", GOVREPORT_WHEELS=str(tmp_path / "none"))
    assert (result.returncode, result.stdout) == (1, "")
    assert "there is no folder" in result.stderr


def test_packages_are_installed_from_the_folder_alone_and_only_as_they_were_locked(tmp_path: Path) -> None:
    wheels, place = tmp_path / "wheels", tmp_path / "venv"
    wheels.mkdir()
    wheel = pack(wheels, "govreport_example", "1.0")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    locked = tmp_path / "requirements.txt"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    # An index is named, and nobody answers there.
    environment = {"GOVREPORT_WHEELS": str(wheels), "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    commands = f"python={place}/bin/python; adopt_index; cd {tmp_path}; install_packages requirements.txt"
    (tmp_path / "requirements-uv.txt").write_text("nothing==1\n")
    for sha, status in (("0" * 64, 1), (digest, 0)):
        locked.write_text(f"govreport-example==1.0 --hash=sha256:{sha}\n")
        result = in_library(commands, **environment)
        assert (result.returncode == 0) == (status == 0), result.stderr
    told = [place / "bin" / "python", "-c", "import govreport_example; print(govreport_example.NAME)"]
    assert subprocess.run(told, capture_output=True, text=True, check=True).stdout == "example\n"


def pack(folder: Path, name: str, version: str) -> Path:
    """The smallest wheel there can be."""
    file, about = folder / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info"
    with ZipFile(file, "w") as wheel:
        wheel.writestr(f"{name}.py", "NAME = 'example'\n")
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    return file


def test_the_judgement_of_changes_checks_and_tests() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert text.index("scripts/check.sh") < text.index("scripts/test.sh")
