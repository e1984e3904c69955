"""What every test may use: a browser that tolerates no error, a private Redis, real workers."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

pytest_plugins = [
    "tests.cast",
    "tests.fixtures.batches",
    "tests.fixtures.browser",
    "tests.fixtures.jobs",
    "tests.fixtures.journal",
    "tests.fixtures.queue",
]

BROWSER_FIXTURES = {"browser", "context", "new_context", "page"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="run only tests that use the database and no browser: for a second database behind DATABASE_URL",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that use a browser; with --database-only, leave out what no database can change."""
    for item in items:
        if BROWSER_FIXTURES & set(item.fixturenames):  # type: ignore[attr-defined]
            item.add_marker("browser")
    if config.getoption("--database-only"):
        left_out = [item for item in items if not uses_database(item) or item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def uses_database(item: pytest.Item) -> bool:
    """Whether the test asks for a database by mark or by fixture."""
    fixtures = set(item.fixturenames)  # type: ignore[attr-defined]
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)


@pytest.fixture(autouse=True)
def media_folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Files that a test stores vanish with it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(scope="session", autouse=True)
def no_proxy() -> Iterator[None]:
    """Requests to our own servers never leave the machine, whatever proxy it is told to use."""
    before = os.environ.get("NO_PROXY")
    os.environ["NO_PROXY"] = "localhost,127.0.0.1"
    yield
    if before is None:
        del os.environ["NO_PROXY"]
    else:
        os.environ["NO_PROXY"] = before
