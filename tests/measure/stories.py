"""A client who elaborates, for the tests of measure: nine turns on nine things."""

from __future__ import annotations

from builders import client, therapist
from transcript_rupture.domain import Turn

OPEN = "What was that like for you?"
STORIES = (
    (
        "I drove to see my brother last night and he never looked up from the television, "
        "so I sat there feeling small and thinking about the way Dad used to be."
    ),
    (
        "My boss moved the deadline again, which scared me, and instead of telling her I "
        "stayed until eleven and ate crackers at my desk like some kind of ghost."
    ),
    (
        "There was a girl on the train reading the same novel my mother gave me, and I "
        "got off two stops early because I was afraid that I would cry."
    ),
    (
        "I keep the letters in a shoe box under the sink, and on Sunday I opened one and "
        "I was so angry that I ripped it before I reached the signature."
    ),
    (
        "When the dog died I told everybody it was fine, but I still buy his biscuits and "
        "I put them in the cupboard, and that makes me feel ridiculous and sad."
    ),
    (
        "We were supposed to paint the nursery, and I said I had a headache, because I "
        "could not stand in that yellow room and pretend that I was hopeful."
    ),
    (
        "I sang in the choir for ten years and then somebody laughed at a concert, and I "
        "have not opened my mouth since; I miss it, I really miss singing."
    ),
    (
        "My grandfather taught me chess on a park bench, and lately I dream about that "
        "bench being empty, and I wake up lonely with my heart beating fast."
    ),
    (
        "I bought running shoes to please the doctor, they hurt, and I felt ashamed in the "
        "shop because I lied to the assistant about how far I usually run."
    ),
)


def talking(turns: int = len(STORIES)) -> list[Turn]:
    """A client who elaborates when asked, for as many turns."""
    return [
        t
        for i in range(turns)
        for t in (therapist(OPEN), client(STORIES[i % len(STORIES)]))
    ]
