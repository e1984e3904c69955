"""整份存放: Django's file storage, with every file there whole or not at all whenever the power fails."""

from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

from govreport.jobs.space import write_whole


class WholeFileStorage(FileSystemStorage):
    """Files below ``MEDIA_ROOT``, written beside their place and then renamed."""

    def _save(self, name: str, content: Any) -> str:
        data = b"".join(content.chunks())
        while True:
            try:
                write_whole(Path(self.path(name)), data, replace=False)
            except FileExistsError:  # somebody else was quicker with this name
                name = self.get_available_name(name)
            else:
                return name
