"""What every page shares: strict, escaping templates, and hashes for its own policy."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

if TYPE_CHECKING:
    from jinja2 import Template


def fingerprint(text: str) -> str:
    """A style sheet or a script as a content security policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@lru_cache
def part(package: str, name: str) -> str:
    """A file of a package's ``templates`` folder."""
    return (files(package) / "templates" / name).read_text(encoding="utf-8")


@lru_cache
def template(package: str, name: str) -> Template:
    """A template of a package; what it does not know is an error, and all is escaped."""
    environment = Environment(
        loader=FunctionLoader(lambda other: part(package, other)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
