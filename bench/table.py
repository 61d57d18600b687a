"""The rows as a Markdown table."""

from collections.abc import Iterable, Sequence

from bench.measure import Row

_HEAD = ("what", "measured", "ratio", "bar", "")


def render(rows: Iterable[Row]) -> str:
    """The whole table, its columns aligned."""
    return aligned([_HEAD, *map(_cells, rows)])


def aligned(cells: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose first row is its head, the columns aligned."""
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = [_line(row, widths) for row in cells]
    return "\n".join([lines[0], _line(["-" * width for width in widths], widths), *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.1f} times {row.to}"
    if row.bar is None:
        return row.what, _amount(row.value, row.unit), ratio, "", ""
    met = "ok" if row.value <= row.bar else "over"
    return row.what, _amount(row.value, row.unit), ratio, f"≤ {row.bar:g} {row.unit}", met


def _amount(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}" if unit in {"s", "times"} else f"{value:.1f} {unit}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return f"| {' | '.join(padded)} |"
