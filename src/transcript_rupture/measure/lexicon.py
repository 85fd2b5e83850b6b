"""The word lists of the measures: our own words, in their written and spoken forms.

All lists are lower case with straight apostrophes. A list says what a word may point
to, never what a person feels.
"""

from __future__ import annotations

FIRST_PERSON = frozenset(
    """i me my mine myself i'm i've i'd i'll im ive imma i'mma""".split()
)

FEELING = frozenset(
    """feel feels feeling feelings felt emotion emotions emotional emotionally mood
    afraid agitated alone angry anger anguish annoyed annoying anxious anxiety ashamed
    shame awful awkward bad betrayed bitter blue bored bothered bothers broken calm
    cared chest cried cry crying tears tearful dead depressed depressing despair
    desperate devastated disappointed disappointment disgust disgusted distressed
    dread dreading drained ecstatic embarrassed embarrassing empty emptiness envious
    envy excited exhausted exhausting fear fearful fed-up fond fragile frightened
    frightening frustrated frustrating frustration fuming furious glad gloomy grateful
    grief grieving guilt guilty gutted happy happier happiness hate hated heartbroken
    heavy helpless hopeful hopeless horrible horrified humiliated humiliating hurt
    hurting hurts insecure irritated irritable jealous jealousy joy joyful lonely
    loneliness longing lost love loved loving lump mad miserable misery miss missed
    mourning nervous numb overwhelmed overwhelming pain painful panic panicked
    panicky panicking peaceful petrified pissed proud pride rage regret rejected
    rejection relaxed relief relieved remorse resent resentful resentment restless
    sad sadder sadness safe scared scary sensitive shaking shaky shattered shocked sick
    sorrow sore stressed stressful stress stuck suffering suffocating sulky surprised
    tense tension terrible terrified terrifying tight tired torn trapped trembling
    troubled unbearable uncomfortable uneasy unhappy unloved unsafe upset upsetting
    vulnerable warm weak weary weepy worried worries worry worrying worthless wounded
    yearning""".split()
)

HEDGES = frozenset(
    """about almost apparently basically bit broadly could dunno essentially fairly
    guess hopefully kinda kind-of likely maybe might mostly often partly perhaps
    possibly presumably pretty probably quite rather roughly seem seemed seemingly
    seems slightly somehow sometimes somewhat sorta sort-of suppose supposedly
    supposed technically tend think unsure usually whatever would""".split()
)
HEDGING = frozenset(
    (
        "kind of",
        "sort of",
        "a little",
        "i don't know",
        "not sure",
        "in a way",
        "more or less",
        "or something",
        "as it were",
    )
)

NEGATION = frozenset(
    """no nope nah not never none nothing nobody nowhere neither nor cannot can't cant
    don't dont doesn't doesnt didn't didnt won't wont wouldn't wouldnt shouldn't
    couldn't couldnt isn't isnt aren't wasn't wasnt weren't haven't hasn't hadn't ain't
    mustn't needn't hardly barely without dunno uh-uh nuh-uh""".split()
)

GENERAL = frozenset(
    """anybody anyone beings culture cultures everybody everyone everything folks
    generally generation generations human humanity humankind humans individual
    individuals mankind men nobody normally one one's oneself overall people person
    persons population society societies someone somebody statistically theoretically
    objectively logically technically rationally typically universally usually women
    world""".split()
)
CONCEPTS = frozenset(
    """adaptive aspect aspects attachment avoidance avoidant axis bias boundary
    boundaries category categories cause causes cognitive codependent concept concepts
    context construct coping culture data default defense defence diagnosis dynamic
    dynamics ego effect enmeshed enmeshment evidence evolution evolutionary example
    factor factors framework function gene genetic hormones hypothesis id idea ideas
    ideology instinct instincts issue issues literature logic logical mechanism
    mechanisms metaphor method model models narcissist narcissistic nature
    neurological neurotic norm norms objective objectively paradigm paradox pattern
    patterns percent perspective phenomenon philosophy principle principles
    probability process processes psyche psychology psychological rational reality
    reason reasons reflex research responses role schema schemas science scientific
    social sociological spectrum standard statistics statistic stereotype strategy
    strategies structure structures studies study subconscious superego symptom
    symptoms syndrome system systemic systems tendency term terms theoretical theories
    theory therapeutic trait traits transference trauma type types unconscious
    viewpoint""".split()
)
ABSTRACT_ENDINGS = ("tion", "tions", "sion", "sions", "ity", "ities", "ism", "isms")
ABSTRACT_ENDINGS_FROM = 7

ASSENT = frozenset(
    """absolutely agreed alright aye certainly correct definitely exactly fine good
    gotcha great indeed k kay mhm mmhm mhmm mm mmm mm-hm mm-hmm mmhmm uh-huh uhuh
    um-hum ok okay precisely right sure sure-sure totally true understood yea yeah
    yeh yep yes yup""".split()
)
# The longest first: "that makes sense" before "makes sense".
ASSENT_PHRASES = tuple(
    sorted(
        (
            tuple(phrase.split())
            for phrase in (
                "you're right",
                "you are right",
                "you're probably right",
                "you're absolutely right",
                "that's right",
                "that's true",
                "that's fair",
                "that's fine",
                "that's it",
                "that is true",
                "that is right",
                "fair enough",
                "i guess",
                "i guess so",
                "i guess you're right",
                "i suppose",
                "i suppose so",
                "i think so",
                "i agree",
                "i see",
                "i know",
                "i understand",
                "i can do that",
                "i'll do that",
                "i'll do it",
                "i'll try",
                "of course",
                "no problem",
                "got it",
                "makes sense",
                "that makes sense",
                "it makes sense",
                "sounds good",
                "that sounds good",
                "sounds right",
                "good point",
                "good idea",
                "good question",
                "it's interesting",
                "that's interesting",
                "if you say so",
                "if you like",
                "if you think so",
                "whatever you think",
                "whatever you say",
                "whatever you think is best",
                "all right",
                "fine by me",
                "works for me",
                "you know best",
                "you're the expert",
                "you're the doctor",
                "sure thing",
                "i will",
                "it does",
                "it is",
                "i am",
                "i do",
            )
        ),
        key=len,
        reverse=True,
    )
)
# Sounds that carry neither assent nor content.
FILLERS = frozenset(
    """ah aha ahh eh er erm ha haha hah hm hmm hmmm huh oh ooh um umm uh uhh well so
    like just and anyway actually really yeah-no no-yeah""".split()
)

FUNCTION_WORDS = frozenset(
    """a about above actually after again against ain't all also although always am an
    and another any anything anyway are aren't as at away back be became because become
    been before began behind being below between both but by came can can't cannot come
    comes coming could couldn't cos couple cuz did didn't do does doesn't doing don't
    done dont down during each either else enough especially etc even ever every for
    from further gave get gets getting give given gives go goes going gone gonna got
    gotta gotten had hadn't has hasn't have haven't having he he'd he'll he's her here
    here's hers herself him himself his how how's however if in into is isn't it it'd
    it'll it's its itself just keep kept kinda know let let's like little lot lots made
    make makes making many may mean means might more most much must need needs never new
    next not now of off oh okay on once only onto or other others ought our ours
    ourselves out over own put quite rather really said same saw say saying says see
    seem seems seen shall she she'd she'll she's should shouldn't since so some
    something sometimes somewhat sort sorta still stuff such take taken takes taking
    tell than that that'd that'll that's the their theirs them themselves then there
    there's these they they'd they'll they're they've thing things this those though
    through till to too took toward towards tried tries try trying under until up upon
    us use used very wanna want wanted wants was wasn't way we we'd we'll we're we've
    well went were weren't what what's whatever when when's where where's whether which
    while who who's whole whom whose why will with within without won't would wouldn't
    yet you you'd you'll you're you've your yours yourself yourselves i'm i've i'd i'll
    i me my mine myself one ones two got'em him'll""".split()
)
NOT_CONTENT = FUNCTION_WORDS | ASSENT | FILLERS | NEGATION | FIRST_PERSON | HEDGES
