"""The private fontconfig file (字体配置): documents see these fonts and no others of the host.

Rendering then gives the same bytes on every machine that has the same fonts.
"""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

# The fallback for characters that Fandol lacks (names and places): Debian's fonts-noto-cjk.
FALLBACK = Path("/usr/share/fonts/opentype/noto")
# What Noto lacks as well (most of 扩展区 B, C and D), where Debian's fonts-hanazono (52 MB) is installed.
RAREST = Path("/usr/share/fonts/truetype/hanazono")

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{own}</dir>
  <dir>{licensed}</dir>
  <dir>{fallback}</dir>
  <dir>{rarest}</dir>
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def write_config(folder: Path, *, final: Path) -> Path:
    """Write ``fonts.conf`` into ``folder``, speaking of the place ``final`` where the folder will end up."""
    path = folder / "fonts.conf"
    final = final.resolve()
    # Beside the fonts, not below them: fontconfig would scan its own cache for fonts.
    cache = final.with_name(f"{final.name}-cache")
    # Fonts an agency has a licence for (方正小标宋, 仿宋_GB2312) are put here; the folder may be absent.
    licensed = final.with_name(f"{final.name}-licensed")
    text = _CONFIG.format(
        own=escape(str(final)),
        licensed=escape(str(licensed)),
        fallback=escape(str(FALLBACK)),
        rarest=escape(str(RAREST)),
        cache=escape(str(cache)),
    )
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    # For fonts that were built elsewhere and copied here: python -m govreport.documents.fonts.config FOLDER
    write_config(Path(sys.argv[1]), final=Path(sys.argv[1]))
