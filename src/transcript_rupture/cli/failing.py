"""Exit codes, and one line on stderr for everything that goes wrong."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from enum import IntEnum
from typing import Any

import typer
from typer.core import TyperGroup

from transcript_rupture.errors import RuleError, SettingsError, TranscriptRuptureError

TRACES = "transcript_rupture.traces"


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_DONE = 3
    INTERRUPTED = 130
    NOBODY_READS = 141


class Commands(TyperGroup):
    """Commands whose errors are one line, without a traceback."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line; help that cannot be printed is one line, too."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            sys.exit(_told(error, traces=False))

    def invoke(self, ctx: Any) -> object:
        """Run a command and turn what it raises into a line and an exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            say("interrupted")
            raise typer.Exit(ExitCode.INTERRUPTED) from error
        except Exception as error:
            if _is_for_typer(error):
                raise
            code = _told(error, traces=bool(ctx.meta.get(TRACES)))
            raise typer.Exit(code) from error


def show_traces(ctx: typer.Context, verbose: bool) -> bool:
    """Remember that whoever called wants to know where a defect sits."""
    ctx.meta[TRACES] = verbose
    return verbose


def say(line: str) -> None:
    """Print a line for people, apart from the data on stdout."""
    # With nowhere left to complain, the exit code has to do.
    with suppress(OSError):
        typer.echo(line, err=True)


def _is_for_typer(error: Exception) -> bool:
    """Wrong calls and exits carry an exit code and are printed elsewhere."""
    return isinstance(error, typer.Abort) or hasattr(error, "exit_code")


def _told(error: Exception, *, traces: bool) -> ExitCode:
    match error:
        case TranscriptRuptureError():
            say(f"error: {error}")
            wrong_call = isinstance(error, RuleError | SettingsError)
            return ExitCode.USAGE if wrong_call else ExitCode.NOTHING_DONE
        case BrokenPipeError():
            _close_stdout()
            return ExitCode.NOBODY_READS
        case OSError():
            _close_stdout()
            reason = error.strerror or type(error).__name__
            say(f"error: something could not be read or written ({reason})")
        case _:
            if traces:
                # The message of a defect may quote a transcript; its place does not.
                say("".join(traceback.format_tb(error.__traceback__)).rstrip())
            say(f"error: unexpected {type(error).__name__}; please report this defect")
    return ExitCode.NOTHING_DONE


def _close_stdout() -> None:
    """What could not be written is not tried again, and complained of, at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
