"""备份清单: what a backup holds, with the digest of every file, so that it can be proven whole before it is used."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

NAME: Final = "manifest.json"
FORMAT: Final = 1


class BackupError(Exception):
    """What stands in the way, as a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the backup: size in bytes, SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """清单: when it was made (UTC, ISO 8601), from which database, rows by table, files by path below the folder."""

    made_at: str
    vendor: str
    rows: dict[str, int]
    migrations: list[str]
    files: dict[str, Kept] = field(default_factory=dict)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it as the last file of a backup."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of a folder; raises ``BackupError`` where there is none that this version can read."""
        try:
            data = json.loads((folder / NAME).read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise BackupError(f"{folder}: format {data['format']} is not one this version reads")
            data["files"] = {path: Kept(**kept) for path, kept in data["files"].items()}
            return cls(**data)
        except FileNotFoundError as error:
            raise BackupError(f"{folder}: no finished backup, {NAME} is missing") from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupError(f"{folder}: {NAME} cannot be read ({error})") from error

    def verify(self, folder: Path) -> None:
        """Raise ``BackupError`` naming the first file that is missing or not as it was written."""
        for path, kept in sorted(self.files.items()):
            file = folder / path
            if not file.resolve().is_relative_to(folder.resolve()):
                raise BackupError(f"{path}: lies outside the backup")
            if not file.is_file():
                raise BackupError(f"{path}: missing from the backup")
            if describe(file) != kept:
                raise BackupError(f"{path}: not as it was written; use another backup")


def describe(file: Path) -> Kept:
    """Size and digest of a file."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Kept(file.stat().st_size, digest)
