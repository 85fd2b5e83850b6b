"""Exit codes, and one line on stderr for everything that goes wrong."""

from __future__ import annotations

import traceback
from enum import IntEnum
from typing import Any

import typer
from typer.core import TyperGroup

from transcript_rupture.errors import RuleError, SettingsError, TranscriptRuptureError


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_DONE = 3
    INTERRUPTED = 130


class Commands(TyperGroup):
    """Commands whose expected errors are one line, without a traceback."""

    def invoke(self, ctx: Any) -> object:
        """Run a command and turn what it raises into a line and an exit code."""
        try:
            return super().invoke(ctx)
        except TranscriptRuptureError as error:
            say(f"error: {error}")
            raise typer.Exit(_code(error)) from error
        except KeyboardInterrupt as error:
            say("interrupted")
            raise typer.Exit(ExitCode.INTERRUPTED) from error
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            # The message of a defect may quote a transcript; its place does not.
            say("".join(traceback.format_tb(error.__traceback__)).rstrip())
            say(f"error: unexpected {type(error).__name__}; please report this defect")
            raise typer.Exit(ExitCode.NOTHING_DONE) from error


def say(line: str) -> None:
    """Print a line for people, apart from the data on stdout."""
    typer.echo(line, err=True)


def _code(error: TranscriptRuptureError) -> ExitCode:
    wrong_call = isinstance(error, RuleError | SettingsError)
    return ExitCode.USAGE if wrong_call else ExitCode.NOTHING_DONE
