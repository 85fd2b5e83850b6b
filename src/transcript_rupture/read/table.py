"""CSV and TSV: one utterance a row, columns named in many ways."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from transcript_rupture.errors import MalformedFileError
from transcript_rupture.read.columns import find_columns, key_of
from transcript_rupture.read.document import Document, Draft
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.rows import Row, draft_of, excel_times

DELIMITERS = (",", "\t", ";")
# Excel notes its delimiter in a line of its own before the header.
EXCEL_MARK = re.compile(r'\A"?sep=."?(?=\n)')
HEAD = 20_000
LEAST_COLUMNS = 2
MOST_COLUMNS = 1000
# More than the largest corpora; each row would cost time and memory.
MOST_ROWS = 500_000
ADVICE = "quote the text, or save the table again from a spreadsheet"


class Table(NamedTuple):
    """A header and its rows, each with the line where it begins."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def sniff(text: str) -> float:
    """How surely this is a table: by a header that names speech and something else."""
    header, delimiter = _header(text[:HEAD], {})
    found = find_columns(header)
    named = "text" in found and len(set(found.values())) >= LEAST_COLUMNS
    return 0.9 if delimiter and named else 0.0


def parse(document: Document, findings: Findings) -> Iterator[Draft]:
    """Yield one utterance a row."""
    return parse_rows(read_table(document, findings), document.mapping, findings)


def parse_rows(
    table: Table, mapping: Mapping[str, str], findings: Findings
) -> Iterator[Draft]:
    """Yield one utterance for each row of a table that was read."""
    columns = find_columns(table.header, mapping)
    if "text" not in columns:
        raise MalformedFileError(
            "no column is recognized as the text", "name it with --map text=COLUMN", 1
        )
    places = {thing: table.header.index(name) for thing, name in columns.items()}
    needed = max(places["text"], places.get("speaker", 0), places.get("role", 0))
    rows: Sequence[Row] = [
        _row(cells, line, places, needed, len(table.header))
        for line, cells in table.rows
    ]
    rows = excel_times(rows, columns, findings)
    return (draft_of(row, columns, findings) for row in rows)


def read_table(document: Document, findings: Findings) -> Table:
    """The header and the rows; blank rows are left out."""
    _, delimiter = _header(document.text[:HEAD], document.mapping)
    found = _rows(document.text, delimiter or ",", findings)
    if not found:
        raise MalformedFileError("the table has no header", ADVICE, 1)
    (line, header), *rows = found
    if len(rows) > MOST_ROWS:
        raise MalformedFileError(
            f"the table has more than {MOST_ROWS} rows", "split it", rows[MOST_ROWS][0]
        )
    if len(header) > MOST_COLUMNS:
        raise MalformedFileError("this is no table of utterances", ADVICE, line)
    return Table([name.strip() for name in header], rows)


def _row(
    cells: Sequence[str], line: int, places: Mapping[str, int], needed: int, width: int
) -> Row:
    if len(cells) <= needed or any(cell.strip() for cell in cells[width:]):
        wrong = "fewer" if len(cells) <= needed else "more"
        raise MalformedFileError(
            f"the row has {wrong} cells than the header", ADVICE, line
        )
    return Row(line, {thing: _cell(cells, at) for thing, at in places.items()})


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _header(head: str, mapping: Mapping[str, str]) -> tuple[list[str], str]:
    """The first row, cut by the delimiter under which most of its names are known."""
    head = EXCEL_MARK.sub("", head)
    first = next((line for line in head.split("\n") if line.strip()), "")
    wanted = {key_of(name) for name in mapping.values()}

    def known(delimiter: str) -> tuple[int, int]:
        names = [name.strip(' "') for name in first.split(delimiter)]
        mapped = wanted & set(map(key_of, names))
        return len(find_columns(names)) + 2 * len(mapped), len(names)

    best = max(DELIMITERS, key=known)
    names = [name.strip(' "') for name in first.split(best)]
    return names, best if best in first else ""


def _rows(text: str, delimiter: str, findings: Findings) -> list[tuple[int, list[str]]]:
    try:
        return list(_csv_rows(text, delimiter, quoting=csv.QUOTE_MINIMAL))
    except MalformedFileError:
        # Tab-separated exports often do not quote at all.
        rows = _unquoted(text) if delimiter == "\t" else None
        if rows is None:
            raise
        findings.add("unquoted-table", 1)
        return rows


def _unquoted(text: str) -> list[tuple[int, list[str]]] | None:
    rows = list(_csv_rows(text, "\t", quoting=csv.QUOTE_NONE))
    return rows if len({len(cells) for _, cells in rows}) == 1 else None


def _csv_rows(
    text: str, delimiter: str, *, quoting: Literal[0, 3]
) -> Iterator[tuple[int, list[str]]]:
    lines = (line + "\n" for line in EXCEL_MARK.sub("", text).split("\n"))
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        what = "a row has unbalanced quotes or a very long cell"
        raise MalformedFileError(what, ADVICE, begins) from error
