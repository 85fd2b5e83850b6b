"""Roles that a speaker's label states by itself."""

from __future__ import annotations

import re

from transcript_rupture.domain import Role

# A code counts only when it is the whole label, digits aside: "T", "C2", "Pt."
CODES = {
    Role.THERAPIST: frozenset("t th ther co-t i int dr".split()),
    Role.CLIENT: frozenset("c cl p pt pat par part h w".split()),
}
FAMILY = frozenset(
    """husband wife partner spouse mother father mom mum dad son daughter parent child
    boyfriend girlfriend brother sister h w""".split()
)
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
        """client patient participant interviewee seeker helpseeker caller counselee
        coachee consumer member visitor texter analysand user""".split()
    )
    | {word for word in FAMILY if len(word) > 1},
}


def role_of_label(label: str) -> Role | None:
    """The role a label states, if it states one.

    >>> role_of_label("Client 1"), role_of_label("T2"), role_of_label("Anna")
    (<Role.CLIENT: 'client'>, <Role.THERAPIST: 'therapist'>, None)
    """
    bare = _bare(label)
    for role, codes in CODES.items():
        if bare in codes:
            return role
    return next((r for r, known in WORDS.items() if known & _words(bare)), None)


def is_family(label: str) -> bool:
    """Whether a label says what somebody is to a family, which clients also quote.

    >>> is_family("Mother"), is_family("Partner 2"), is_family("Client")
    (True, True, False)
    """
    return bool(FAMILY & _words(_bare(label)))


def is_code(label: str) -> bool:
    """Whether a label is a mere code, such as "P", that may stand for either role."""
    return len(letters_of(label)) <= 1


def letters_of(label: str) -> str:
    """The letters of a label, without numbers and signs.

    >>> letters_of("P-2.")
    'p'
    """
    return re.sub(r"[\W\d_]+", "", label).casefold()


def _bare(label: str) -> str:
    return re.sub(r"[\d_.:()\[\]#*]+", " ", label).casefold().strip()


def _words(bare: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", bare.replace("co-", "co")))
