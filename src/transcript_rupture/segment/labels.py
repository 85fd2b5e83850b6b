"""Roles that a speaker's label states by itself."""

from __future__ import annotations

import re

from transcript_rupture.domain import Role

# A code counts only when it is the whole label, digits aside: "T", "C2", "Pt."
CODES = {
    Role.THERAPIST: frozenset("t th ther co-t i int dr".split()),
    Role.CLIENT: frozenset("c cl p pt pat par part h w".split()),
}
WORDS = {
    Role.OTHER: frozenset(
        """observer supervisor interpreter translator researcher guest narrator
        announcer moderator host unidentified crosstalk other""".split()
    ),
    Role.THERAPIST: frozenset(
        """therapist cotherapist psychotherapist counselor counsellor psychologist
        psychiatrist psychoanalyst analyst clinician doctor dr provider interviewer
        ellie coach supporter listener helper practitioner worker facilitator leader responder
        nurse physician assistant""".split()
    ),
    Role.CLIENT: frozenset(
        """client patient participant interviewee seeker helpseeker caller husband
        wife partner spouse mother father mom mum dad son daughter parent child
        boyfriend girlfriend brother sister counselee coachee consumer member
        visitor texter analysand user""".split()
    ),
}


def role_of_label(label: str) -> Role | None:
    """The role a label states, if it states one.

    >>> role_of_label("Client 1"), role_of_label("T2"), role_of_label("Anna")
    (<Role.CLIENT: 'client'>, <Role.THERAPIST: 'therapist'>, None)
    """
    bare = re.sub(r"[\d_.:()\[\]#*]+", " ", label).casefold().strip()
    for role, codes in CODES.items():
        if bare in codes:
            return role
    words = re.findall(r"[^\W\d_]+", bare.replace("co-", "co"))
    return next((r for r, known in WORDS.items() if known & set(words)), None)


def is_code(label: str) -> bool:
    """Whether a label is a mere code, such as "P", that may stand for either role."""
    return len(re.sub(r"[\W\d_]+", "", label)) <= 1
