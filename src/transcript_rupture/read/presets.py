"""Tables of two known corpora: AnnoMI and DAIC-WOZ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from transcript_rupture.domain import Role
from transcript_rupture.read.columns import key_of
from transcript_rupture.read.document import Document, Draft
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.table import HEAD, parse_rows, read_table

ANNOMI = (
    "transcript_id",
    "utterance_id",
    "interlocutor",
    "timestamp",
    "utterance_text",
)
DAICWOZ = ("start_time", "stop_time", "speaker", "value")
ROLES = {"ellie": Role.THERAPIST, "participant": Role.CLIENT}


def sniff_annomi(text: str) -> float:
    """How surely this is AnnoMI: by its five columns."""
    return 0.95 if set(ANNOMI) <= _names(text, ",") else 0.0


def sniff_daicwoz(text: str) -> float:
    """How surely this is a DAIC-WOZ transcript: exactly its four columns."""
    return 0.95 if set(DAICWOZ) == _names(text, "\t") else 0.0


def parse_annomi(document: Document, findings: Findings) -> Iterator[Draft]:
    """Yield each utterance once, though the full file has a row for every annotator."""
    mapping = {
        **dict(zip(("session", "id", "role", "start", "text"), ANNOMI, strict=True)),
        "speaker": "interlocutor",
        **document.mapping,
    }
    drafts = parse_rows(read_table(document, findings), mapping, findings)
    seen = set[tuple[str | None, ...]]()
    for draft in drafts:
        key = (draft.session, draft.id, draft.speaker, draft.text)
        if key in seen and draft.id:
            findings.add("repeated-row", draft.line)
        else:
            seen.add(key)
            yield draft


def parse_daicwoz(document: Document, findings: Findings) -> Iterator[Draft]:
    """Yield what Ellie, the interviewer, and the participant say."""
    mapping = {
        **dict(zip(("start", "end", "speaker", "text"), DAICWOZ, strict=True)),
        **document.mapping,
    }
    return _with_roles(
        parse_rows(read_table(document, findings), mapping, findings), findings
    )


def _with_roles(drafts: Iterable[Draft], findings: Findings) -> Iterator[Draft]:
    has_interviewer = False
    for draft in drafts:
        role = ROLES.get((draft.speaker or "").strip().casefold())
        has_interviewer |= role is Role.THERAPIST
        yield replace(draft, role=role)
    if not has_interviewer:
        findings.add("no-interviewer", 1)


def _names(text: str, delimiter: str) -> set[str]:
    first = text[:HEAD].lstrip("\n").split("\n", 1)[0]
    return {key_of(name) for name in first.split(delimiter)}
