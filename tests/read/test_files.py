from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

import pytest

from transcript_rupture.errors import (
    EmptyTranscriptError,
    ReadError,
    SettingsError,
    UnknownFormatError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from transcript_rupture.read import FORMATS, read_bytes, read_file

TEXT = "Zoë: “héllo”\r\nBob: hi\rZoë: so\x0bfar\u2028on\n"
SPOKEN = [("Zoë", "“héllo”"), ("Bob", "hi"), ("Zoë", "so\x0bfar\u2028on")]
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8-sig": codecs.BOM_UTF8 + TEXT.encode(),
    "utf-16": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-32": codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_every_encoding_gives_the_same_words_and_only_real_newlines_cut(
    encoding: str,
) -> None:
    (transcript,) = read_bytes(ENCODED[encoding], name="s.txt")
    assert [(one.speaker, one.text) for one in transcript.utterances] == SPOKEN
    assert transcript.source.encoding == encoding


def test_old_windows_text_is_read_and_said_to_be_a_guess() -> None:
    (transcript,) = read_bytes("Zoë: hé\nBob: hi\n".encode("cp1252"), name="s.txt")
    assert transcript.utterances[0].text == "hé"
    assert [one.code for one in transcript.diagnostics] == ["guessed-encoding"]


def test_the_source_is_stamped(tmp_path: Path) -> None:
    path = tmp_path / "my.session.txt"
    path.write_bytes(b"T: a\nC: b\n")
    (transcript,) = read_file(path)
    assert transcript.session_id == "my.session"
    assert transcript.source.name == "my.session.txt"
    assert transcript.source.format == "text"
    assert transcript.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_given_session_id_goes_first_unless_there_are_several() -> None:
    (one,) = read_bytes(b"T: a\nC: b\n", name="s.txt", session_id="mine")
    assert one.session_id == "mine"
    two = read_bytes(b"session,text\na,x\nb,y\n", name="s.csv", session_id="mine")
    assert [found.session_id for found in two] == ["a", "b"]
    assert {"session-id-ignored"} <= {found.code for found in two[0].diagnostics}


def test_content_decides_and_a_named_format_overrides() -> None:
    captions = b"WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: a\n"
    (transcript,) = read_bytes(captions, name="s.csv")
    assert transcript.source.format == "webvtt"
    with pytest.raises(UnknownFormatError):
        read_bytes(captions, name="s.vtt", format="text")
    with pytest.raises(SettingsError, match="unknown format"):
        read_bytes(captions, name="s.vtt", format="docx")


@pytest.mark.parametrize("name", ["s.txt", "s.vtt", "s.srt", "s.csv", "s.jsonl"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", codecs.BOM_UTF8])
def test_empty_files_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(EmptyTranscriptError):
        read_bytes(data, name=name)


def test_a_file_of_nothing_but_a_header_is_empty() -> None:
    with pytest.raises(EmptyTranscriptError):
        read_bytes(b"WEBVTT\n\nNOTE nothing\n", name="s.vtt")
    with pytest.raises(EmptyTranscriptError):
        read_bytes(b"speaker,text\n", name="s.csv")


KNOWN = {
    "Word": b"PK\x03\x04....word/document.xml",
    "Excel": b"PK\x03\x04....xl/workbook.xml",
    "OpenDocument": b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text",
    "zip": b"PK\x03\x04....x.txt",
    "PDF": b"%PDF-1.7\n",
    "RTF": b"{\\rtf1 hello}",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1",
    "ELAN": b'<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT>',
    "TTML": b'<?xml version="1.0"?><tt xmlns="x">',
    "TextGrid": b'File type = "ooTextFile"\nObject class = "TextGrid"\n',
    "CHAT": b"@UTF8\n@Begin\n*CHI:\thi\n",
    "SBV": b"0:00:00.000,0:00:05.000\nhi\n",
    "web page": b"<!DOCTYPE html><html>",
    "audio": b"RIFF....WAVEfmt ",
    "audio or video": b"\x00\x00\x00\x18ftypmp42",
}


@pytest.mark.parametrize("kind", KNOWN)
def test_known_formats_are_recognized_by_content_and_refused_with_advice(
    kind: str,
) -> None:
    with pytest.raises(UnsupportedFormatError) as error:
        read_bytes(KNOWN[kind], name="s.txt")
    assert kind.split(maxsplit=1)[-1] in error.value.what
    assert error.value.remedy


def test_binary_and_undecodable_files_are_refused() -> None:
    for data in (bytes(range(256)) * 4, b"T: a\x00\x00\x00\nC: b\n", b"\xff\xfea"):
        with pytest.raises(ReadError):
            read_bytes(data, name="s.txt")


def test_prose_is_refused_with_advice() -> None:
    prose = b"It was a long day.\nNote: nothing happened.\nHe said: no.\n" * 5
    with pytest.raises(UnknownFormatError, match="begin each turn with its speaker"):
        read_bytes(prose, name="s.txt")


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("T: a\nC: b\n", encoding="utf-8")
    locked.chmod(0)
    paths = [tmp_path, tmp_path / "missing.txt", tmp_path / "x\0y"]
    for path in paths if os.geteuid() == 0 else [*paths, locked]:
        with pytest.raises(UnreadableFileError):
            read_file(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(UnreadableFileError, match="larger than 50 MB"):
        read_file(path)


def test_no_error_and_no_diagnostic_carries_words_of_the_transcript() -> None:
    spoken = "XYZZY"
    broken = [
        ("s.txt", f"{spoken} said: {spoken}\n{spoken}\n"),
        ("s.csv", f"speaker,text\nT,{spoken},{spoken}\n"),
        ("s.csv", f"{spoken},{spoken}2\nT,{spoken}\n"),
        ("s.json", f'[{{"{spoken}": "{spoken}"}}]'),
        ("s.json", f'[{{"text": "{spoken}"'),
    ]
    for name, text in broken:
        with pytest.raises(ReadError) as error:
            read_bytes(text.encode(), name=name)
        assert spoken not in str(error.value)
    (read,) = read_bytes(f"T: {spoken}\nC: T: {spoken}\nT: x\n".encode(), name="s.txt")
    assert spoken not in repr(read)


def test_every_format_has_a_name_and_a_description() -> None:
    names = [known.name for known in FORMATS]
    assert names == ["text", "webvtt", "srt", "csv", "annomi", "daicwoz", "json"]
    assert all(known.description for known in FORMATS)
