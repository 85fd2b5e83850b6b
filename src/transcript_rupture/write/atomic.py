"""Files that are either whole or untouched."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from transcript_rupture.errors import WriteError


def write_text(path: str | Path, text: str) -> None:
    """Replace a file by this text in one step; a crash leaves the old one or the new."""
    target = Path(path)
    try:
        handle, name = mkstemp(prefix=".", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _refused(target, error) from error
    try:
        _fill(handle, text)
        Path(name).replace(target)
    except (OSError, UnicodeError) as error:
        raise _refused(target, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _fill(handle: int, text: str) -> None:
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        _allow_as_usual(file.fileno())
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _allow_as_usual(descriptor: int) -> None:
    """Temporary files are private; the result has the rights of any new file."""
    if hasattr(os, "fchmod"):  # pragma: no branch  # Windows has no such rights
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)


def _refused(target: Path, error: OSError | UnicodeError) -> WriteError:
    why = error.strerror if isinstance(error, OSError) else "not valid Unicode"
    return WriteError(
        f"{target.name} could not be written ({why})",
        "check the folder, its permissions and the free space",
    )
