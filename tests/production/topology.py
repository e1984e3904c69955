"""正式环境: what docker-compose.yml describes, started as processes: the same commands, variables and proxy file.

Addresses of containers become addresses of this machine, and nothing else is changed.
"""

import os
import re
import shutil
import ssl
import subprocess
import tempfile
import urllib.request
from pathlib import Path
from typing import Any, Final

import yaml

from tests.fixtures.queue import answers, eventually, free_port
from tests.paths import ROOT
from tests.queue.test_database_restart import Cluster

COMPOSE: Final[dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: Final[dict[str, dict[str, Any]]] = COMPOSE["services"]
GIVEN: Final = {"SECRET_KEY": "only-for-tests-" * 4, "POSTGRES_PASSWORD": "only-for-tests-7"}


def filled(text: str, given: dict[str, str]) -> str:
    """Compose's own substitution: ${NAME:?words} and ${NAME:-default}."""

    def value(match: re.Match[str]) -> str:
        name, kind, rest = match.groups()
        if kind == ":?" and name not in given:
            raise KeyError(f"{name}: {rest}")
        return given.get(name, rest or "")

    return re.sub(r"\$\{([A-Z][A-Z0-9_]*)(:\?|:-)([^}]*)\}", value, text)


class Topology:
    """The services of the compose file on this machine; ``address`` is nginx's, with TLS."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cluster = Cluster(Path(tempfile.mkdtemp(prefix="govreport-topology-")))
        self.ports = {name: free_port() for name in ("queue", "web", "http", "https")}
        self.address = f"https://127.0.0.1:{self.ports['https']}"
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for name in ("media", "state", "tls", "tmp"):
            (folder / name).mkdir()

    def environment(self, service: str) -> dict[str, str]:
        """The variables of a service as compose would set them, with the addresses of this machine."""
        given = {key: filled(str(text), GIVEN) for key, text in SERVICES[service]["environment"].items()}
        queue = f"redis://127.0.0.1:{self.ports['queue']}/"
        moved = {
            "DATABASE_URL": f"postgres:///{self.cluster.folder}/postgres",
            "PGUSER": "govreport",
            "CELERY_BROKER_URL": given["CELERY_BROKER_URL"].replace("redis://queue:6379/", queue),
            "CACHE_URL": given["CACHE_URL"].replace("redis://queue:6379/", queue),
            "MAINTENANCE_FILE": str(self.folder / "state" / "maintenance"),
            "GOVREPORT_VAR": str(self.folder),
            # Accounts of the test have no second factor; who must have one is tested elsewhere.
            "GOVREPORT_SECOND_FACTOR_FOR": "nobody",
        }
        if "PROMETHEUS_MULTIPROC_DIR" in given:
            moved["PROMETHEUS_MULTIPROC_DIR"] = str(self.folder / "metrics")
        kept = {key: text for key, text in os.environ.items() if key in ("PATH", "HOME", "LANG", "GOVREPORT_FONTS")}
        return kept | given | moved

    def command(self, service: str) -> list[str]:
        """The command of a service, with the folders and the port of this machine."""
        words = [str(ROOT / word) if word.startswith(".venv/") else word for word in SERVICES[service]["command"]]
        places = {"0.0.0.0:8000": f"127.0.0.1:{self.ports['web']}", "/tmp/beat": str(self.folder / "beat")}  # noqa: S108
        return [places.get(word, word) for word in words]

    def run(self, service: str) -> None:
        """Run a service that ends."""
        done = subprocess.run(
            self.command(service), cwd=ROOT, env=self.environment(service), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()

    def start(self, service: str, *more: str, environment: dict[str, str] | None = None) -> None:
        """Start a service that lasts."""
        self.running[service] = subprocess.Popen(
            [*self.command(service), *more],
            cwd=ROOT,
            env=environment or self.environment(service),
            stdout=(self.folder / f"{service}.log").open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def stop(self) -> None:
        for process in reversed(list(self.running.values())):
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait()
        self.cluster.stop()
        shutil.rmtree(self.cluster.folder, ignore_errors=True)

    def proxy_file(self) -> Path:
        """deploy/nginx.conf with the places of this machine."""
        text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        for old, new in {
            "/tmp/": f"{self.folder / 'tmp'}/",  # noqa: S108
            "web:8000": f"127.0.0.1:{self.ports['web']}",
            "listen 8080": f"listen 127.0.0.1:{self.ports['http']}",
            "listen 8443": f"listen 127.0.0.1:{self.ports['https']}",
            "/etc/govreport/tls": str(self.folder / "tls"),
            "/etc/govreport/pages": str(ROOT / "deploy" / "pages"),
        }.items():
            assert old in text, old
            text = text.replace(old, new)
        file = self.folder / "nginx.conf"
        file.write_text(text, encoding="utf-8")
        return file

    def start_proxy(self) -> None:
        subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
        keys = ["-keyout", self.folder / "tls" / "privkey.pem", "-out", self.folder / "tls" / "fullchain.pem"]
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *keys]
        subprocess.run(make, check=True, capture_output=True)
        words = SERVICES["proxy"]["command"]
        assert (words[0], words[1], words[3]) == ("nginx", "-c", "-g")
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        assert program is not None, "nginx is not installed"
        # Its processes would become another user's where we are root, who may not read the folders of this test.
        stay = " user root;" if os.getuid() == 0 else ""
        self.running["proxy"] = subprocess.Popen(
            [program, "-c", str(self.proxy_file()), "-g", words[4] + stay],
            stdout=(self.folder / "proxy.log").open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def start_all(self) -> None:
        """In the order of ``depends_on``; returns when the whole answers."""
        self.cluster.create()
        self.start("queue", "--port", str(self.ports["queue"]), "--bind", "127.0.0.1", "--dir", str(self.folder),
                   environment=dict(os.environ))  # fmt: skip
        eventually(lambda: answers(self.ports["queue"]), "Redis answers")
        self.run("migrate")
        collect = [str(ROOT / ".venv/bin/python"), "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(collect, cwd=ROOT, env=self.environment("web"), check=True)
        self.start("web")
        self.start("worker", "--hostname", "first@%h")
        self.start("worker-bulk", "--hostname", "second@%h")
        self.start("scheduler")
        self.start_proxy()
        eventually(lambda: self.status("/health/ready") == 200, "the whole answers", patience=90)

    def status(self, path: str) -> int:
        """What nginx answers."""
        return self.ask(path)[0]

    def ask(self, path: str, data: bytes | None = None, address: str = "") -> tuple[int, str]:
        """Status and text of an answer, redirects not followed; status 0 where nobody answers."""
        context = ssl.create_default_context(cafile=str(self.folder / "tls" / "fullchain.pem"))
        handlers = [urllib.request.HTTPSHandler(context=context), urllib.request.ProxyHandler({}), _Stay()]
        opener = urllib.request.build_opener(*handlers)
        try:
            with opener.open((address or self.address) + path, data, timeout=30) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError:
            return 0, ""

    def python(self, program: str) -> str:
        """What a few lines print in a Django process with the variables of a worker."""
        command = [str(ROOT / ".venv/bin/python"), "manage.py", "shell", "--verbosity", "0", "--command", program]
        environment = self.environment("worker")
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None
