"""What a token may be in its sentence: a pronoun, a time, part of a noun phrase, or a verb after all."""

from __future__ import annotations

from index.extract.sentences import Sentence, Token
from index.extract.words import Words, bag

# Speakers that need no article: "said officials", "a Holm adviser".
PLURALS = bag(
    """
    officials sources critics experts analysts supporters opponents police authorities republicans democrats
    lawmakers aides reporters voters members leaders people others researchers scientists investigators
    prosecutors residents witnesses protesters activists traders dealers economists diplomats lawyers advisers
    doctors allies senators friends students teachers workers farmers executives companies firms banks adviser
    advisor supporter official source critic voter observers watchers organizers advocates backers fans
    campaigners strategists pollsters commentators columnists editors historians scholars professors doctors
    executives managers directors owners parents families relatives neighbors neighbours users readers viewers
    spokesmen spokespeople lobbyists donors delegates candidates hosts guests colleagues friends
    """
)
_TIMES = bag(
    """
    morning afternoon evening night week month year weekend today yesterday tonight earlier later
    """
)
_ADJECTIVES = bag("early daily weekly monthly yearly elderly family friendly ally reply only")  # or nouns, in -ly
_MONTHS = bag(
    """
    january february march april may june july august september october november december jan. feb. mar.
    apr. aug. sept. sep. oct. nov. dec.
    """
)


def is_pronoun(token: Token, words: Words) -> bool:
    """Whether a token is a personal pronoun in the nominative."""
    return token.lower in words.pronouns


def is_time(token: Token, words: Words) -> bool:
    """Whether a token is a weekday, a month or a word like "yesterday"."""
    lower = token.lower
    return lower in words.times or lower in _TIMES or (lower in _MONTHS and token.kind == "name" and lower != "may")


def is_function(token: Token, words: Words) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    return token.lower in words.function


def is_nominal(token: Token, words: Words) -> bool:
    if token.kind == "name":
        return not is_function(token, words)
    if token.kind != "word" or token.lower in words.outside:
        return False
    return not token.lower.endswith("ly") or token.lower in _ADJECTIVES


def opens_phrase(sentence: Sentence, i: int, words: Words) -> bool:
    token = sentence[i]
    if token.kind == "name":
        return not is_time(token, words) and (token.lower in words.determiners or not is_function(token, words))
    return (
        token.lower in words.determiners
        or token.kind == "number"
        or (token.kind == "word" and is_nominal(token, words))
    )


def is_verb(sentence: Sentence, i: int, first: int, words: Words) -> bool:
    """Whether a lower-case word inside what looks like a phrase is its verb after all."""
    lower = sentence[i].lower
    if i == first:
        return False
    if lower.endswith("ed") and sentence[i - 1].lower not in words.determiners:
        return True
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    if following is None or not lower.endswith("s") or lower in PLURALS or lower in words.titles:
        return False
    taken = following.kind == "quoted" or following.lower in words.determiners or following.lower in words.that
    return taken or following.lower == "to" or (sentence[i - 1].kind == following.kind == "name")
