"""Document fonts (公文字体): the families "GBR Fang", "GBR Hei", "GBR Kai" and "GBR Song" (regular and bold).

They are built once per machine by ``scripts/fonts.sh``; without them documents still render, with the fonts
of the host.
"""

import os
from pathlib import Path

from django.conf import settings


def fonts_folder() -> Path:
    """Where the built fonts lie: GOVREPORT_FONTS, else ``var/fonts``."""
    return Path(os.environ.get("GOVREPORT_FONTS") or settings.VAR_DIR / "fonts")


def font_config() -> Path | None:
    """The private fontconfig file, or None while the fonts are not built."""
    path = fonts_folder() / "fonts.conf"
    return path if path.is_file() else None


def ensure_environment() -> None:
    """Point fontconfig at our fonts. Call it before WeasyPrint is first imported; later it has no effect.

    A FONTCONFIG_FILE that the administrator set stays.
    """
    path = font_config()
    if path is not None:
        os.environ.setdefault("FONTCONFIG_FILE", str(path))


def active_config() -> Path | None:
    """Our fontconfig file when documents are set with it; None when they are set with other fonts."""
    path = font_config()
    return path if path is not None and os.environ.get("FONTCONFIG_FILE", str(path)) == str(path) else None
