"""What the table is, and how its cells are understood."""

from .cells import Raw
from .columns import COLUMNS, EXAMPLE, LABELS, SHEET, Column, Places, Understood, understand
from .reading import UPLOAD, Row, rows_of

__all__ = [
    "COLUMNS",
    "EXAMPLE",
    "LABELS",
    "SHEET",
    "UPLOAD",
    "Column",
    "Places",
    "Raw",
    "Row",
    "Understood",
    "rows_of",
    "understand",
]
