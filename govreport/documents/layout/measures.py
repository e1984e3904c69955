"""公文尺寸: the measures of GB/T 9704-2012, in millimetres from the upper left corner of the page and in points."""

from typing import Final

PAPER: Final = (210.0, 297.0)
LEFT: Final = 28.0
TOP: Final = 37.0
WIDTH: Final = 156.0
HEIGHT: Final = 225.0
RIGHT: Final = LEFT + WIDTH
BOTTOM: Final = TOP + HEIGHT
TOLERANCE: Final = 1.0

# 二号, 三号, 四号, 小五.
TITLE_SIZE: Final = 22.0
TEXT_SIZE: Final = 16.0
NUMBER_SIZE: Final = 14.0
SMALLEST: Final = 9.0
# Sizes are numbers of a style sheet: they differ by rounding or by a real mistake.
SIZE_TOLERANCE: Final = 0.1

MM: Final = 25.4 / 72
# A page number stands one character of its size away from the outer edge.
NUMBER_INSET: Final = NUMBER_SIZE * MM
# The first line of a page ends above this: a line of the title, 34 pt, below the upper edge.
FIRST_LINE: Final = TOP + 34 * MM
