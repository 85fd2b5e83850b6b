"""What a speaker label looks like, and what only looks like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

LONGEST = 60
MOST_WORDS = 6
LEAST_SHARE = 5
LEAST_PHRASE = 3
MOST_ODD_WORDS = 3
ROLE_LABEL = re.compile(
    r"""(?:the\s+)?(?:co-?)?(?:
        therapist|psychotherapist|counsell?or|clinician|psychologist|psychiatrist
        |client|patient|interviewer|interviewee|participant|respondent|subject
        |(?:unknown\s+|unidentified\s+)?speaker|supervisor|coach|doctor|helper|seeker
        |supporter|husband|wife|mother|father|mom|mum|dad|partner|observer|interpreter
        |ther|th|couns|co|cl|pt|int|dr|t|c|p|i|k|r|s|q|a|m|f|h|w
        )\.?[\s_\#-]*(?:\d{1,3}|[A-Z])?""",
    re.VERBOSE | re.IGNORECASE,
)
METADATA = frozenset("""
    date time session sessions session_id session_number session_no session_date client_id
    patient_id participant_id therapist_id case case_id id id_number title subject topic
    location place duration length language languages file filename file_name audio
    audio_file recording recorded recorded_by recording_date transcriber transcribed
    transcribed_by transcription transcript transcript_id participants attendees present
    setting modality consent version page pages project study interview interview_date
    interview_id start_time end_time start end meeting meeting_title meeting_id hosted_by
    organizer created created_by client_name patient_name therapist_name age gender
    sex diagnosis referral condition keywords key legend url source dyad visit video
    number treatment clinic site country text_id checked_by anonymized_by
""".split())  # fmt: skip
NOT_LABELS = METADATA | frozenset("""
    note notes nb n.b remember question example for_example summary today tomorrow first
    second third firstly secondly finally also look listen see number_one number_two one
    two three i_said he_said she_said they_said i_was_like and_i so like well but and or
    because i_mean the_thing_is fact point plus ps p.s warning edit update re http https
    yes no yeah okay ok right hmm mm mhm uh um oh hi hello hey thanks sure exactly true
    good great then now maybe why how what when where who this that these those here there
    step goal goals homework plan option rule problem answer idea spoiler i_think my_point
    my_question meaning namely i.e e.g
""".split())  # fmt: skip
EVENTS = re.compile(
    r"""(?:.*\b)?(?:laugh\w*|pauses?|paused|silence|silent|crosstalk|inaudible|unclear
    |unintelligible|indistinct|sigh\w*|cr(?:y|ies|ying)|sob\w*|cough\w*|music|applause
    |noise|nods?|nodding|overlap\w*|sniff\w*|breath\w*|phone\w*|long|short|redacted
    |name|names|location|place|date|age|smil\w*|whisper\w*|end|start|beep\w*|ph)\b.*
    |[\d\s.:,-]+|x+""",
    re.VERBOSE | re.IGNORECASE,
)
PARTICLES = frozenset(
    "de da di du van von der den la le el al bin ibn of and the y e".split()
)
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
# Meetings name people by their device: "anna's iPhone".
_DEVICE = re.compile(
    r"(?:[\w.-]{1,20}['’]s? )?(?:i(?:Phone|Pad)|(?:cell)?phone|laptop|MacBook|Galaxy|tablet"
    r"|PC|computer)(?: \w{1,10})?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?[\d*][\d\s()*.x-]{4,}")


def key_of(label: str) -> str:
    """A label reduced to what is compared with the word lists.

    >>> key_of("Client ID #")
    'client_id'
    """
    return re.sub(r"[\s_#]+", "_", label.casefold()).strip("_.-*")


def is_role_label(label: str) -> bool:
    """Whether a label says what the person does, or numbers the speakers.

    >>> is_role_label("Th."), is_role_label("SPEAKER_01"), is_role_label("Thomas")
    (True, True, False)
    """
    return ROLE_LABEL.fullmatch(label.strip()) is not None


def is_name_shaped(label: str) -> bool:
    """Whether a label could be somebody's name, in any script.

    >>> is_name_shaped("Anna de Vries"), is_name_shaped("here's the thing")
    (True, False)
    """
    bare = _BRACKETED.sub("", label.strip())
    if _PHONE.fullmatch(bare) or _DEVICE.fullmatch(bare):
        return True
    words = bare.split()
    return (
        0 < len(words) <= MOST_WORDS
        and any(character.isalpha() for character in bare)
        and not re.search(r"[?!;,\"“”…]|[.]\s+\w+\s+\w+\s+\w+", bare)
        and not words[0][0].islower()
        and all(map(_is_name_word, words))
    )


def _is_name_word(word: str) -> bool:
    return not word[0].islower() or word in PARTICLES


def accepted_labels(labels: Iterable[str], *, once: bool = True) -> frozenset[str]:
    """Which of the possible labels of a file are speakers.

    A name may occur ``once``; a label in lower case must make up much of the file.

    >>> sorted(accepted_labels(["Anna", "t", "t", "Note", "so I said"]))
    ['Anna', 't']
    """
    counts = Counter(labels)
    total = counts.total()
    return frozenset(
        label
        for label, count in counts.items()
        if _is_speaker(label, count, total, once=once)
    )


def _is_speaker(label: str, count: int, total: int, *, once: bool) -> bool:
    if len(label) > LONGEST or key_of(label) in NOT_LABELS:
        return False
    if is_role_label(label):
        return True
    if is_name_shaped(label):
        return once or count > 1
    return _is_odd_speaker(label, count, total)


def _is_odd_speaker(label: str, count: int, total: int) -> bool:
    """A label in lower case, such as a chat name: often enough, and short."""
    if re.fullmatch(r"[^?!;\"“”…]+", label) is None or total > LEAST_SHARE * count:
        return False
    return count > 1 and len(label.split()) <= (
        1 if count < LEAST_PHRASE else MOST_ODD_WORDS
    )
