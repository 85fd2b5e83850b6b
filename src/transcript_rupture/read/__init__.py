"""First stage: a file becomes one transcript a session.

Text is kept as it was written, pauses and placeholders too; only line ends are made
plain, and lines that a page or a caption wrapped are joined by a space. Every file gives
transcripts with diagnostics, or an error of the ``ReadError`` family that says why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePath

from transcript_rupture.domain import Source, Transcript
from transcript_rupture.errors import ReadError, UnreadableFileError
from transcript_rupture.read.assemble import assemble
from transcript_rupture.read.columns import check_mapping
from transcript_rupture.read.decode import decode
from transcript_rupture.read.document import Document
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.formats import (
    FORMATS,
    Format,
    binary_format,
    named_format,
    recognized_format,
)
from transcript_rupture.read.refused import refuse_known_bytes, refuse_known_text

__all__ = [
    "FORMATS",
    "MOST_BYTES",
    "Format",
    "read_bytes",
    "read_file",
    "read_transcript",
]

MOST_BYTES = 50_000_000


def read_file(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 - the name of the option
    mapping: Mapping[str, str] | None = None,
    session_id: str | None = None,
) -> tuple[Transcript, ...]:
    """The sessions in a file, each with what the reader noticed."""
    return read_bytes(
        _bytes_of(path),
        name=path.name,
        format=format,
        mapping=mapping,
        session_id=session_id,
    )


def read_transcript(path: str | Path) -> Transcript:
    """The one session in a file; a file of several asks for ``read_file``."""
    transcripts = read_file(Path(path))
    if len(transcripts) > 1:
        raise ReadError(
            f"the file holds {len(transcripts)} sessions", "read it with read_file"
        )
    return transcripts[0]


def read_bytes(
    data: bytes,
    *,
    name: str,
    format: str | None = None,  # noqa: A002 - the name of the option
    mapping: Mapping[str, str] | None = None,
    session_id: str | None = None,
) -> tuple[Transcript, ...]:
    """The sessions in the bytes of a file; ``name`` is its name without folders."""
    check_mapping(mapping or {})
    wanted = named_format(format) if format else None
    _check_size(len(data))
    findings = Findings()
    wanted = wanted or binary_format(data)
    text, encoding = _text(data, wanted, findings)
    name = PurePath(name).name
    document = Document(name=name, text=text, data=data, mapping=mapping or {})
    chosen = wanted or recognized_format(text, name)
    sha256 = hashlib.sha256(data).hexdigest()
    return assemble(
        chosen.parse(document, findings),
        source=Source(name=name, format=chosen.name, encoding=encoding, sha256=sha256),
        stem=PurePath(name).stem or "session",
        session_id=session_id,
        noticed=findings,
    )


def _text(data: bytes, wanted: Format | None, findings: Findings) -> tuple[str, str]:
    if wanted and wanted.sniff_bytes:
        return "", "binary"
    refuse_known_bytes(data)
    text, encoding = decode(data, findings)
    refuse_known_text(text)
    return text, encoding


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            is_there = path.exists()
            what = "this is not a file" if is_there else "there is no such file"
            raise UnreadableFileError(what, "check the path")
        _check_size(path.stat().st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "bad name"
        what = f"the file could not be opened ({reason.lower()})"
        raise UnreadableFileError(what, "check its name and permissions") from error


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        what = f"the file is larger than {MOST_BYTES // 1_000_000} MB"
        raise UnreadableFileError(what, "split it, one session a file")
