"""Places that tests read from."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Text conversions of published reports; they lie beside the checkout and are not part of it.
SAMPLES = ROOT.parent / "shared" / "samples"
