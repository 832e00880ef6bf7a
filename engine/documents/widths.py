"""How wide the columns of a table are: by what stands in them, the same in Word and PDF."""

from math import sqrt

from engine.documents.tree import Picture, Table, inlines, words

LEAST = 4.0
BOLDER = 1.3  # letters of a head are wider
LONGEST_WORD = 22
LONGEST_CELL = 160


def widths(table: Table) -> tuple[float, ...]:
    """Return the share of each column; long texts get more, no longest word is cut if it can be."""
    columns = len(table.head)
    return tuple(_width(table, column) for column in range(columns))


def _width(table: Table, column: int) -> float:
    cells = [row[column] for row in (table.head, *table.rows) if column < len(row)]
    if any(isinstance(child, Picture) for cell in cells for child in inlines(cell)):
        return 12.0
    texts = [words(cell) for cell in cells]
    if not any(texts[1:]) and len(texts) > 1:
        return max(12.0, min(len(texts[0]) * 1.2, 30.0))  # a column to write into by hand
    longest = max((len(text) for text in texts), default=0)
    word = max((len(part) for text in texts for part in text.split()), default=0)
    head = max((len(part) for part in texts[0].split()), default=0) * BOLDER if texts else 0
    wide = max(min(word, LONGEST_WORD) * 1.15, min(head, LONGEST_WORD))
    return round(max(LEAST, wide, sqrt(min(longest, LONGEST_CELL)) * 3.0), 1)
