"""``doctor``: what is installed, what is in force, and that nothing leaves."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import typer

from transcript_rupture import __version__
from transcript_rupture.cli.columns import aligned

LIBRARIES = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "jinja2",
    "typer",
    "rich",
)
EXTRAS = {
    "pandas": ("pandas",),
    "ml": ("sklearn",),
    "notebook": ("ipykernel", "matplotlib", "nbclient", "nbformat"),
    "browser": ("playwright", "axe_playwright_python"),
}
SHORT = 12
# Libraries of other programs that read these and talk to a server; ours does not.
TELLING = ("HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")


def doctor_command() -> None:
    """Print versions, extras, rules, fitted numbers, and what the network is for."""
    typer.echo(aligned([[name, value] for name, value in _facts()]))


def _facts() -> Iterator[tuple[str, str]]:
    yield "transcript-rupture", __version__
    yield "Python", f"{platform.python_version()} on {platform.system()}"
    for name in LIBRARIES:
        yield name, _version(name)
    for extra, modules in EXTRAS.items():
        missing = [name for name in modules if find_spec(name) is None]
        yield (
            f"extra [{extra}]",
            f"lacks {', '.join(missing)}" if missing else "present",
        )
    yield from _in_force()
    yield from _network()


def _in_force() -> Iterator[tuple[str, str]]:
    from transcript_rupture.codebook import load_codebook  # noqa: PLC0415  # heavy
    from transcript_rupture.pipeline import build_analyzer  # noqa: PLC0415  # heavy

    analyzer = build_analyzer()
    book = load_codebook()
    yield "codebook", f"version {book.version}, {len(book.codes)} codes"
    yield "rules", f"{_rule_count()} rules, sha256 {analyzer.rules[:SHORT]}"
    yield "fitted numbers", f"fitted on {analyzer.fusion.fitted_on}"
    yield "model", analyzer.model.name if analyzer.model else "none: rules and measures"


def _rule_count() -> int:
    from transcript_rupture.match import shipped_rulebook  # noqa: PLC0415  # heavy

    return len(shipped_rulebook().rules)


def _network() -> Iterator[tuple[str, str]]:
    yield "network", "not used by any command; no telemetry; works offline"
    there = [name for name in TELLING if name in os.environ]
    yield "variables", f"{', '.join(there) or 'none'} set; none is needed or read"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
