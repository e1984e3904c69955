"""页面图像: the pages of a kept PDF as pictures, each drawn once by the process that reads files."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile

from govreport.documents.read.bounded import page_bounded


def page_picture(file: FieldFile, folder: str, number: int) -> bytes:
    """A page (from 1) as PNG, kept in a folder of the storage.

    Raises ``DocumentError`` where there is no such page, ``FileNotFoundError`` where the file is lost.
    """
    kept = f"{folder}/page-{number}.png"
    if not default_storage.exists(kept):
        with file.open("rb") as opened:
            drawn = page_bounded(opened.read(), number)
        default_storage.save(kept, ContentFile(drawn))
    with default_storage.open(kept, "rb") as picture:
        return bytes(picture.read())


def remove_folder(folder: str) -> None:
    """Take the pictures in a folder away, and whatever else lies there; nothing where there is no such folder."""
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:  # in a bucket there are no folders: one without files is empty
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
