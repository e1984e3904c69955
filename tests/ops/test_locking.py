"""The requirement files hold what pyproject.toml asks for, hashed, and no address of an index (docs/adr/0009)."""

import re
import tomllib

import pytest

from tests.paths import ROOT

FILES = ("requirements.txt", "requirements-extras.txt", "requirements-dev.txt", "requirements-uv.txt")


def pins(name: str) -> dict[str, str]:
    """Package → version of a requirement file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)", text, re.M))


def asked_for() -> tuple[set[str], set[str], set[str]]:
    """Names that pyproject.toml asks for: at run time, for optional parts, for development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    def names(lines: list[str]) -> set[str]:
        return {re.split(r"[\[<>=~! ;]", line)[0].lower().replace("_", "-") for line in lines}

    extras = [line for lines in project["project"]["optional-dependencies"].values() for line in lines]
    return names(project["project"]["dependencies"]), names(extras), names(project["dependency-groups"]["dev"])


@pytest.mark.parametrize("name", FILES)
def test_no_file_names_an_index_or_a_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|--(?!hash=sha256:)", text, re.M)


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=[a-z])", (ROOT / name).read_text(encoding="utf-8").split("\n", 2)[2])
    assert len(blocks) == len(pins(name)) > 0
    assert all("--hash=sha256:" in block for block in blocks)


def test_everything_asked_for_is_locked() -> None:
    run_time, extras, development = asked_for()
    assert run_time <= set(pins("requirements.txt"))
    assert run_time | extras <= set(pins("requirements-extras.txt"))
    assert run_time | extras | development <= set(pins("requirements-dev.txt"))


def test_development_uses_the_versions_of_production() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-extras.txt").items()
    assert pins("requirements-extras.txt").items() <= pins("requirements-dev.txt").items()
