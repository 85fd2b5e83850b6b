"""Roles that a source states outright, in a role column or field."""

from __future__ import annotations

import re

from transcript_rupture.domain import Role

WORDS = {
    Role.THERAPIST: """t th ther therapist co-therapist cotherapist psychotherapist
        counselor counsellor clinician psychologist psychiatrist interviewer
        supporter helper listener provider""",
    Role.CLIENT: """c cl client p pt patient interviewee seeker help-seeker helpseeker
        participant counselee partner husband wife""",
    Role.OTHER: "other observer supervisor interpreter researcher guest",
    Role.UNKNOWN: "unknown",
}
ROLE_OF = {word: role for role, words in WORDS.items() for word in words.split()}


def stated_role(word: str) -> Role | None:
    """The role a source's own word stands for, if it is a known word.

    >>> stated_role("Counsellor"), stated_role("client 2"), stated_role("Anna")
    (<Role.THERAPIST: 'therapist'>, <Role.CLIENT: 'client'>, None)
    """
    bare = re.sub(r"[\s_.#-]*\d*$", "", word.strip().casefold())
    return ROLE_OF.get(re.sub(r"[\s_]+", "-", bare))
