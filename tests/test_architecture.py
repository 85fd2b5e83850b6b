"""What the package promises as a whole: few names, a light import, no speech in sight."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import transcript_rupture as tr
from transcript_rupture.errors import TranscriptRuptureError
from transcript_rupture.pipeline import analyze
from transcript_rupture.read import read_bytes

ROOT = Path(__file__).resolve().parents[1]
SENTINEL = "zanzibar marmalade"
MOST_IMPORT_SECONDS = 0.15


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(tr, name) is not None for name in tr.__all__)
    with pytest.raises(AttributeError):
        _ = tr.nothing_of_the_kind


def test_importing_the_package_is_light() -> None:
    code = (
        "import sys, time; t = time.perf_counter(); import transcript_rupture;"
        "print(time.perf_counter() - t);"
        "print(sorted({'spacy', 'numpy', 'typer', 'pandas', 'torch'} & set(sys.modules)))"
    )
    runs = [_python(code).split("\n") for _ in range(3)]

    assert min(float(seconds) for seconds, _ in runs) < MOST_IMPORT_SECONDS
    assert {heavy for _, heavy in runs} == {"[]"}


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_an_analysis_asks_for_no_connection() -> None:
    sample = ROOT / "data/samples/01_cbt_panic.txt"
    code = f"""
import socket
def refuse(*_, **__):
    raise SystemExit("a connection was asked for")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
import transcript_rupture as tr
tr.analyze(tr.read_transcript({str(sample)!r}))
print("done")
"""

    assert _python(code) == "done"


def test_speech_is_in_no_repr_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    lines = [f"T: So?\nC: {SENTINEL}. You are not listening to me." for _ in "abcd"]
    caplog.set_level(logging.DEBUG)

    (transcript,) = read_bytes("\n".join(lines).encode(), name="s.txt")
    timeline = analyze(transcript)

    seen = [repr(transcript), repr(timeline), repr(transcript.utterances[0])]
    seen += [repr(timeline.session.turns[1]), *map(repr, timeline.markers)]
    assert timeline.markers
    assert not any(SENTINEL in text for text in (*seen, caplog.text))


@pytest.mark.parametrize(
    "data",
    [
        SENTINEL.encode(),
        f'{{"text": "{SENTINEL}'.encode(),
        f"speaker,words\nT,{SENTINEL}".encode(),
        f"WEBVTT\n\n{SENTINEL} --> nowhere".encode(),
        f"T: {SENTINEL}\nT: {SENTINEL} again\nT: {SENTINEL}".encode(),
    ],
)
def test_speech_is_in_no_error(data: bytes) -> None:
    def read_and_analyze() -> None:
        for transcript in read_bytes(data, name="s.txt"):
            analyze(transcript)

    with pytest.raises(TranscriptRuptureError) as caught:
        read_and_analyze()

    assert SENTINEL not in f"{caught.value} {caught.value!r}"
    assert caught.value.code


def test_a_long_session_passes_in_linear_time() -> None:
    def seconds(turns: int) -> float:
        talk = "T: What was that like for you?\nC: I don't know, it was hard to say.\n"
        (transcript,) = read_bytes((talk * turns).encode(), name="s.txt")
        start = time.process_time()
        analyze(transcript)
        return time.process_time() - start

    seconds(10)

    assert seconds(1600) < 16 * max(seconds(200), 0.02)


def test_the_pages_in_docs_say_what_the_program_does() -> None:
    module = _tool("make_docs")

    assert module.drifted(ROOT) == []


def _tool(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec = spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return module
