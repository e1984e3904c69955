"""试验用的认证服务: a small OpenID Connect provider on loopback, honest unless a test makes it lie."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

CLIENT, SECRET = "govreport", "only-for-tests"


def new_key(name: str = "one") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


@dataclass
class Provider:
    """The provider's state; ``lie`` may change the claims, ``forge`` the finished token."""

    issuer: str = ""
    key: RSAKey = field(default_factory=new_key)
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "s-1", "preferred_username": "drafter"})
    lie: Callable[[dict[str, Any]], None] = lambda claims: None
    forge: Callable[[str, dict[str, Any]], str] | None = None
    particulars: dict[str, Any] = field(default_factory=dict)
    signed_by: RSAKey | ECKey | None = None
    down: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    served: int = 0

    def code(self, question: dict[str, str]) -> str:
        """A code for what the browser brought along."""
        self.asked.append(question)
        code = secrets.token_urlsafe(16)
        self.codes[code] = question
        return code

    def published(self) -> dict[str, Any]:
        """The provider's particulars."""
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        names["end_session_endpoint"] = "leave"
        return (
            {"issuer": self.issuer} | {key: f"{self.issuer}/{path}" for key, path in names.items()} | self.particulars
        )

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """What is given for a code: once, to the client it was made for, who can show where its challenge came from."""
        question = self.codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = form.get("code_verifier", "").encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        if question is None or authorization != f"Basic {basic}":
            return 400, {"error": "invalid_grant"}
        if question["code_challenge"] != challenge or question["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self._signed(question)}

    def _signed(self, question: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": question["nonce"]}
        claims |= ({"auth_time": now} if "max_age" in question else {}) | self.person
        self.lie(claims)
        key = self.signed_by or self.key
        header = {"alg": "ES256" if isinstance(key, ECKey) else "RS256", "kid": key.kid}
        token = jwt.encode(header, claims, key, algorithms=["RS256", "ES256"])
        return self.forge(token, claims) if self.forge else token


def answer(provider: Provider, method: str, path: str, form: dict[str, str], header: str) -> tuple[int, Any, str]:
    """Status, JSON and where to go on to."""
    parts = urlsplit(path)
    provider.served += 1
    if provider.down:
        return 503, {}, ""
    if parts.path == "/.well-known/openid-configuration":
        return 200, provider.published(), ""
    if parts.path == "/keys":
        return 200, KeySet([provider.key]).as_dict(private=False), ""
    if parts.path == "/authorize":
        question = {name: values[0] for name, values in parse_qs(parts.query).items()}
        back = {"code": provider.code(question), "state": question["state"]}
        return 302, {}, f"{question['redirect_uri']}?{urlencode(back)}"
    if (method, parts.path) == ("POST", "/token"):
        status, told = provider.token(form, header)
        return status, told, ""
    return (200, {}, "") if parts.path in ("/leave", "/favicon.ico") else (404, {}, "")


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers on a port of its own."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(size).decode()).items()}
            header = self.headers.get("Authorization", "")
            status, told, onward = answer(provider, self.command, self.path, form, header)
            body = json.dumps(told).encode()
            self.send_response(status)
            if onward:
                self.send_header("Location", onward)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 (the name that the library looks for)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
