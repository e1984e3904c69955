"""A private PostgreSQL for a measurement: started here, gone afterwards; none where its programs are not installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@contextmanager
def postgres() -> Iterator[str | None]:
    """The address of an empty database on a socket of its own, or None. Writes reach the disk as in production."""
    if not PROGRAMS or not (PROGRAMS[-1] / "initdb").exists():
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="govreport-bench-postgres-"))
    data = folder / "data"
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        _as_postgres(
            "initdb", "--pgdata", str(data), "--username", "govreport", "--auth", "trust", "--encoding", "UTF8"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        _as_postgres(
            "pg_ctl", "--pgdata", str(data), "--log", str(folder / "log"), "--wait", "--options", options, "start"
        )
        _as_postgres("createdb", "--host", str(folder), "--username", "govreport", "govreport")
        os.environ["PGUSER"] = "govreport"
        yield f"postgres:///{folder}/govreport"
    finally:
        if data.exists():
            _as_postgres("pg_ctl", "--pgdata", str(data), "--mode", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(program: str, *arguments: str, check: bool = True) -> None:
    """PostgreSQL refuses to run as root; then its own user runs it."""
    user = pwd.getpwnam("postgres").pw_name if os.getuid() == 0 else None
    command = [str(PROGRAMS[-1] / program), *arguments]
    subprocess.run(  # noqa: S603 — our own words only
        command, user=user, cwd="/", check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
