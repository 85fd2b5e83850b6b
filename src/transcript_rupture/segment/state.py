"""Roles that somebody states: the user, the source's role column, or a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from transcript_rupture.domain import Diagnostic, Role, Speaker
from transcript_rupture.segment.floor import NO_LABEL, Labelled, key_of
from transcript_rupture.segment.labels import is_code, letters_of, role_of_label

Voices = Mapping[str, Sequence[Labelled]]
Stated = dict[str, Speaker | None]
BY_USER = "given with --roles"
BY_LABEL = "the label says so"


def state_roles(voices: Voices, *, roles: Mapping[str, Role]) -> Stated:
    """What is stated about each speaker; None where nothing is."""
    wanted = {key_of(label): role for label, role in roles.items()}
    stated: Stated = {
        label: _by_user(label, wanted) or _by_source(label, said) or _by_label(label)
        for label, said in voices.items()
    }
    return stated if _both_sides(stated) else _reopened(stated)


def unmatched(voices: Voices, *, roles: Mapping[str, Role]) -> list[Diagnostic]:
    """A warning where the user gave a role to somebody who does not speak."""
    known = {key_of(label) for label in voices}
    count = sum(key_of(label) not in known for label in roles)
    if not count:
        return []
    message = f"{count} of the {len(roles)} labels given with --roles do not occur"
    return [Diagnostic("roles-unmatched", message)]


def _by_user(label: str, wanted: Mapping[str, Role]) -> Speaker | None:
    role = wanted.get(key_of(label), Role.UNKNOWN)
    return _speaker(label, role, BY_USER)


def _by_source(label: str, said: Sequence[Labelled]) -> Speaker | None:
    counts = Counter(
        item.utterance.role
        for item in said
        if item.utterance.role not in {None, Role.UNKNOWN}
    )
    role = counts.most_common(1)[0][0] if counts else None
    return _speaker(label, role or Role.UNKNOWN, "the source states it")


def _by_label(label: str) -> Speaker | None:
    return _speaker(label, role_of_label(label) or Role.UNKNOWN, BY_LABEL)


def _speaker(label: str, role: Role, reason: str) -> Speaker | None:
    return None if role is Role.UNKNOWN else Speaker(label, role, reason=reason)


def _both_sides(stated: Stated) -> bool:
    roles = {s.role for s in stated.values() if s is not None}
    return {Role.THERAPIST, Role.CLIENT} <= roles


def _reopened(stated: Stated) -> Stated:
    """Where labels give only one side, "P" may be patient, provider or psychologist."""
    named = {label: s for label, s in stated.items() if label != NO_LABEL}
    if None in named.values() or (NO_LABEL in stated and _is_one_code(named)):
        return stated
    return {
        label: None if s and s.reason == BY_LABEL and is_code(label) else s
        for label, s in stated.items()
    }


def _is_one_code(named: Stated) -> bool:
    """With one code, "T1" and "T2", unlabeled speech is the other side."""
    return len({letters_of(label) for label in named}) == 1
