"""Reports as a scanner makes them of paper: pictures of pages, laid askew, with dust on the glass."""

import io
import random

import pypdfium2
from PIL import Image

DPI = 200


def scanned(pdf: bytes, *, angle: float = 1.0, dust: float = 0.001, seed: int = 1) -> bytes:
    """The pages of a PDF as pictures at 200 dots an inch, turned by some degrees, with that share of stray dots."""
    chance = random.Random(seed)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        dots = image.load()
        for _dot in range(int(image.width * image.height * dust)):
            dots[chance.randrange(image.width), chance.randrange(image.height)] = chance.choice((0, 255))
        pages.append(image)
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=75)
    return target.getvalue()
