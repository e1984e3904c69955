"""对象存储: files in an S3-compatible bucket, with the promises of the disk: whole or not at all, never replaced, and
a failure is an ``OSError`` for callers who know nothing of buckets.
"""

import errno
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import IO, Any, Final, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

_IN_MEMORY: Final = 1024 * 1024
_GONE: Final = frozenset({"404", "NoSuchKey", "NotFound"})
# Somebody else was quicker with this name: 412 of the condition, 409 while both are under way.
_TAKEN: Final = frozenset({"412", "PreconditionFailed", "409", "ConditionalRequestConflict"})

_Call = TypeVar("_Call", bound=Callable[..., Any])


@contextmanager
def _as_on_disk(name: str) -> Iterator[None]:
    """The faults of a bucket as those of a disk."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise FileNotFoundError(errno.ENOENT, "no such object", name) from error
        if code in _TAKEN:
            raise FileExistsError(errno.EEXIST, "the object is there already", name) from error
        raise OSError(errno.EIO, f"storage: {code or error}", name) from error
    except BotoCoreError as error:
        raise OSError(errno.EIO, f"storage: {error}", name) from error


def _told(call: _Call) -> _Call:
    @wraps(call)
    def told(self: "WholeObjectStorage", name: str, *args: Any, **kwargs: Any) -> Any:
        with _as_on_disk(name):
            return call(self, name, *args, **kwargs)

    return told  # type: ignore[return-value] # of the same form as what it wraps


class WholeObjectStorage(S3Storage):  # type: ignore[misc] # its library has no types
    """Files in a bucket; one request stores a file, on the condition that nothing is there under its name."""

    # Older services know no conditions; then two that store the same name at the same moment replace each other.
    conditional = True

    def get_default_settings(self) -> dict[str, Any]:
        """With our condition among what OPTIONS may hold."""
        return {**super().get_default_settings(), "conditional": True}

    @_told
    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """The whole file, fetched before anything of it is used; larger ones lie in a temporary file."""
        if mode not in ("r", "rb"):
            raise ValueError("files are stored whole, by save()")
        found = self.bucket.Object(self._key(name)).get()
        copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by its reader)
        for chunk in found["Body"].iter_chunks(_IN_MEMORY):
            copy.write(chunk)
        copy.seek(0)
        opened: File[bytes] = File(copy, name)
        opened.size = found["ContentLength"]
        return opened

    def _save(self, name: str, content: Any) -> str:
        while True:
            try:
                self._put(name, content)
            except FileExistsError:  # somebody else was quicker with this name
                name = self.get_available_name(name)
            else:
                return name

    @_told
    def _put(self, name: str, content: Any) -> None:
        more = self._get_write_parameters(self._key(name), content)
        if self.conditional:
            more["IfNoneMatch"] = "*"
        content.seek(0)
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            for chunk in content.chunks():
                body.write(chunk)
            body.seek(0)
            self.bucket.Object(self._key(name)).put(Body=body, **more)

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name))

    @_told
    def delete(self, name: str) -> None:
        """As on disk: what is not there is no fault."""
        super().delete(name)

    @_told
    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(super().exists(name))

    @_told
    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files below a folder; none below one that is not there."""
        folders, files = super().listdir(path)
        return folders, files

    @_told
    def size(self, name: str) -> int:
        """Bytes."""
        return int(super().size(name))
