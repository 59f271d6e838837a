"""What English verbs, nouns and adjectives of saying, thinking and wanting take: each word's frames."""

from __future__ import annotations

from collections.abc import Iterator

# A frame is how what was said may begin. "clause": with or without "that", or as a noun phrase ("announced a deal");
# "statement": the same without noun phrases; "that": with "that" alone; "whether": as a question; "to": as an
# infinitive; any other word: after that preposition ("called for a ban"). "told": the hearer stands first ("told
# reporters that"). A word marked "noun" may be one ("the claim that"), a "state" is an adjective ("is confident
# that"), all others are verbs.
_FRAMES = (
    ("clause statement that whether", "say think believe"),  # never a thing, whether a verb is recognised or not
    (
        "clause that whether",
        """
        suggest argue claim insist contend note explain acknowledge admit concede predict declare
        assert allege indicate reveal confirm deny hope fear suspect conclude announce stress emphasize reiterate
        propose recommend repeat recall mention doubt estimate assume guess imply proclaim underscore underline
        highlight disclose demand joke quip boast lament bemoan decry caution wonder ask question pledge vow promise
        dispute discuss recount counter tweet show
        """,
    ),
    (
        "statement that whether",
        """
        add report learn hear agree observe remember worry decide realize understand respond reply answer expect wish
        show see comment speculate opine muse complain testify swear remark reason signal warn write maintain find know
        feel read protest anticipate imagine ponder confide foresee forecast discover notice
        """,
    ),
    ("told that whether to of about", "tell assure remind inform warn advise notify convince persuade"),
    ("hearer", "ask question press"),
    ("clause to", "want expect urge beg implore encourage prefer seek order instruct press pressure threaten ask"),
    ("to would", "like love"),
    ("to", "hope plan promise vow pledge agree refuse decline intend offer propose decide claim demand swear wish"),
    (
        "clause",
        """
        endorse praise criticize blast slam accuse blame attack condemn denounce dismiss reject defend support back
        oppose favor tout mock ridicule cite reference invoke describe call portray label compare thank congratulate
        rebuke assail deride applaud welcome hail celebrate request quote retweet consider view regard
        characterize disavow repudiate rebut reaffirm advocate echo depict brand dub bash rip lambaste skewer disparage
        chide fault salute admonish outline voice express post offer cast name credit embrace
        """,
    ),
    (
        "for",
        "call ask push lobby press advocate argue appeal campaign criticize blame thank praise apologize vote hope",
    ),
    ("on upon", "call insist comment focus seize elaborate touch"),
    ("to", "point refer object respond react allude admit confess"),
    ("about", "talk speak complain worry ask press question joke brag boast wonder think testify tweet write warn"),
    ("of", "speak complain warn boast talk disapprove approve"),
    ("with", "agree disagree side"),
    ("against", "argue warn speak rail campaign push caution lash advise protest"),
    ("at", "hint scoff lash"),
    ("in", "believe"),
    ("out", "point"),
    (
        "noun that to about of",
        """
        claim assertion allegation belief fear concern hope promise pledge proposal suggestion argument notion
        accusation complaint prediction assurance insistence question conviction vow threat speculation theory
        admission contention charge warning worry expectation confidence
        """,
    ),
    ("noun that", "statement report news conclusion rumor"),
    ("noun for", "call support demand request praise"),
    ("noun of", "criticism denunciation condemnation endorsement description opinion"),
    ("noun on", "comment"),
    ("noun about", "question comment remark statement argument"),
    ("noun to", "refusal reluctance willingness plan desire vow"),
    (
        "state that whether about",
        """
        confident hopeful convinced sure certain worried concerned afraid aware adamant skeptical optimistic clear
        doubtful unclear disappointed pleased glad proud sorry
        """,
    ),
    ("state to", "eager willing reluctant unwilling hesitant"),
    ("state of", "critical supportive dismissive aware convinced"),
)
_DOUBLING = frozenset(("admit", "refer", "rip", "slam", "plan", "quip", "beg"))
_IRREGULAR = {
    "say": ("said",),
    "tell": ("told",),
    "think": ("thought",),
    "write": ("wrote", "written"),
    "know": ("knew", "known"),
    "feel": ("felt",),
    "see": ("saw", "seen"),
    "find": ("found",),
    "show": ("showed", "shown"),
    "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"),
    "seek": ("sought",),
    "understand": ("understood",),
    "hear": ("heard",),
    "read": ("read",),
    "cast": ("cast",),
}


def forms(verb: str) -> tuple[str, str, str, str]:
    """A regular verb, its third person, past and -ing form.

    >>> forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    stem = verb[:-1] + "i" if verb.endswith("y") and verb[-2] not in "aeou" else verb
    base = verb + verb[-1] if verb in _DOUBLING else verb
    third = stem + ("es" if stem.endswith(("i", "s", "h", "x")) else "s")
    past = stem + "d" if verb.endswith("e") else (base if stem == verb else stem) + "ed"
    gerund = verb[:-1] + "ing" if verb[-1] == "e" and verb[-2] != "e" else base + "ing"
    return verb, third, past, gerund


def frames() -> dict[str, frozenset[str]]:
    """The frames of each form of each word."""
    found: dict[str, set[str]] = {}
    for taken, listed in _FRAMES:
        for word in listed.split():
            for form in _inflected(word, taken.split()):
                found.setdefault(form, set()).update(taken.split())
                if taken.split()[0] not in ("noun", "state"):
                    found[form].add("verb")
    return {form: frozenset(taken) for form, taken in found.items()}


def _inflected(word: str, taken: list[str]) -> Iterator[str]:
    if "state" in taken:
        yield word
    elif "noun" in taken:
        yield word
        yield word[:-1] + "ies" if word.endswith("y") else word + "s"
    else:
        base, third, past, gerund = forms(word)
        yield from (base, third, *_IRREGULAR.get(word, (past,)), gerund)
