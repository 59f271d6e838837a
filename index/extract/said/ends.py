"""Where what a cue takes ends: at the next cue that goes with it, or where the writer takes over."""

from __future__ import annotations

from index.extract.said.cue import Cue
from index.extract.sentences import Sentence, Token
from index.extract.wordclasses import is_pronoun, is_time
from index.extract.words import Words, bag

AND = frozenset(
    ("and", "but", "while", "und", "aber", "et", "mais", "y", "pero", "e", "ma", "і", "та", "але", "и", "но")
)
SUBORDINATE = bag("although though while when if as after before since because until unless whereas once asked despite")
VERBAL = bag("has have had do does did will would can could should may might must then also not")
BEFORE_TIME = bag("on in since last this next late early earlier")
_DASHES = frozenset("-–—―")
# After a comma these lead away from what was said, back to the writer.
_LEAVING = bag("who which whose but although though while whereas despite according since")
_LEAVING_THING = bag("so not when where")  # the same where a mere thing was said
_FINITE = bag("is are was were has have had does did do will would can could should may might must")
_OPENING_CLAUSES = bag("that which who what where when how why if whether and but as because while than")
_BESIDE = bag("in at on by during before after without until despite through")
_ARTICLES = frozenset(("a", "an", "the"))


def end_of(sentence: Sentence, first: int, last: int, number: int, found: list[Cue], thing: bool, words: Words) -> int:
    """Where what was said ends: the next cue that is joined to this one, or where the writer takes over."""
    for later in found[number + 1 :]:
        if later.first <= first:
            if later.verb > first and later.subject is not None and _modifies(sentence, found[number], words):
                last = min(last, _verb_group(sentence, later.verb, words))
            continue
        before = sentence[later.first - 1]
        if before.lower == "and" and not later.speech and (not thing or later.rule == "noun"):
            continue  # "said he wants peace and hopes for it"
        shares = later.rule == "participle" and (before.text == "," or before.kind == "quoted")
        if later.rule == "verb-subject" and before.text == ",":
            last = min(last, later.first - 1)
        elif before.lower in AND or shares or later.rule == "according":
            last = min(
                last, later.first - (before.kind in ("mark", "word")) if shares or before.lower in AND else later.first
            )
    if _modifies(sentence, found[number], words):
        last = _main_verb(sentence, first, last, found[number].verb, thing, words)
    if words.frames:
        last = _left(sentence, first, last, found[number], thing, words)
    while last > first and sentence[last - 1].text == ",":
        last -= 1
    return last


def _verb_group(sentence: Sentence, verb: int, words: Words) -> int:
    """Where a verb begins with its auxiliaries, adverbs and the comma before."""
    while verb and sentence[verb - 1].lower in words.fillers:
        verb -= 1
    return verb - (verb > 0 and sentence[verb - 1].text == ",")


def _left(sentence: Sentence, first: int, last: int, cue: Cue, thing: bool, words: Words) -> int:
    """Where the writer takes over: at a dash, a relative clause, the main clause after a subordinate one."""
    dashes = [i for i in range(first, last) if sentence[i].text in _DASHES and _stands_alone(sentence, i)]
    if len(dashes) == 1:
        last = dashes[0]
    subordinate = _is_subordinate(sentence, cue)
    apposed = False
    for i in range(first + 1, last - 1):
        lower, following = sentence[i].lower, sentence[i + 1]
        if lower == ",":
            if (
                _comments(sentence[i + 1 : last], thing)
                or (_leaves(sentence, i + 1, thing, words) and not (apposed and following.lower.endswith("ing")))
                or (subordinate and _opens_clause(following, words))
            ):
                return i
            apposed = following.lower in _ARTICLES
        elif thing and (
            lower == "but"
            or (lower in ("and", "or") and (following.lower in words.passive or following.lower in VERBAL))
            or (lower in ("before", "after") and following.lower.endswith("ing"))
            or (lower in BEFORE_TIME and is_time(following, words) and following.kind == "name")
        ):
            return i
        elif thing and following.lower in words.days:
            return i + 1
        elif thing and lower in _BESIDE and all(t.kind in ("name", "possessive") for t in sentence[first:i]):
            return i  # "criticized Jon Berg during a debate"
    return last


def _modifies(sentence: Sentence, cue: Cue, words: Words) -> bool:
    """Whether a cue is a noun, or goes with one: "the claim that", "those who say"."""
    i = cue.verb - 1
    while i > 0 and sentence[i].lower in words.fillers - words.who:
        i -= 1
    return cue.rule == "noun" or (i >= 0 and sentence[i].lower in ("who", "that", "which"))


def _main_verb(sentence: Sentence, first: int, last: int, noun: int, thing: bool, words: Words) -> int:
    """Where the verb of the sentence begins that a noun is the subject of: "the claim that it leaks is wrong"."""
    if any(_is_finite(token, words) for token in sentence[:noun]):
        return last
    allowed, before = int(not thing and sentence[first].lower != "to"), False
    for i in range(first, last):
        finite = _is_finite(sentence[i], words)
        if finite and not before:
            if not allowed:
                return i
            allowed -= 1
        elif sentence[i].lower in _OPENING_CLAUSES:
            allowed += 1
        before = finite
    return last


def _is_finite(token: Token, words: Words) -> bool:
    return token.kind == "word" and (token.lower in _FINITE or token.lower in words.verbs)


def _stands_alone(sentence: Sentence, i: int) -> bool:
    return sentence[i].text != "-" or (i > 0 and sentence[i - 1].end < sentence[i].start)


def _is_subordinate(sentence: Sentence, cue: Cue) -> bool:
    """Whether the cue stands in a clause before the main one: "Although she opposes a ban, …", "Asked about it, …"."""
    if cue.first and sentence[cue.first - 1].lower in SUBORDINATE:
        return True
    opening = sentence[0]
    if opening.lower in ("but", "and", "yet", "even") and len(sentence) > 1:
        opening = sentence[1]
    subordinate = opening.lower in SUBORDINATE or opening.lower.endswith("ing") or cue.verb == 0
    return subordinate and not any(token.text == "," for token in sentence[: cue.verb])


def _opens_clause(token: Token, words: Words) -> bool:
    return token.kind == "name" or is_pronoun(token, words) or token.lower in words.determiners


def _comments(rest: Sentence, thing: bool) -> bool:
    """Whether what is left is the writer's word on it, and no list: "praised the port, a harbour in the north"."""
    opens = rest[0].lower in _ARTICLES and (thing or rest[0].lower != "the")
    return opens and not any(token.lower in ("and", "or", ",") for token in rest)


def _leaves(sentence: Sentence, i: int, thing: bool, words: Words) -> bool:
    """Whether the word behind a comma leads back to the writer: "but", "who", "adding", "as he began"."""
    token = sentence[i]
    if token.lower in _LEAVING or (thing and token.lower in _LEAVING_THING):
        return True
    if token.lower == "as":
        return i + 1 < len(sentence) and is_pronoun(sentence[i + 1], words)
    return token.kind == "word" and token.lower.endswith("ing") and token.lower != "including"
