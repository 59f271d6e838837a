"""German noun phrases: article, adjectives, nouns, and the genitives and names that belong to them."""

from __future__ import annotations

from index.extract.sentences import Sentence, Token
from index.extract.who.names import gender_of, is_title
from index.extract.who.phrases import Subject
from index.extract.wordclasses import is_function, is_pronoun, is_time
from index.extract.words import Words, bag

OBLIQUE = bag(  # articles that no subject has
    """
    den dem des einem einen eines seinem seinen seines ihrem ihren ihres diesem diesen dieses allen vielen einigen
    mehreren beiden keinem keinen unserem unseren
    """
)
_GENITIVE = bag("des der eines einer seines seiner ihres ihrer dieses dieser")
_OF = bag("von vom für aus beim")
_FROM = bag("von vom")
_ADVERB = ("lich", "weise", "sam", "mals", "besonders")  # of words that have a capital only where a sentence begins
ADJECTIVE = ("e", "en", "er", "es", "em")


def noun_phrase(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The noun phrase that begins at a token, with the genitives and sources that belong to it; of any case."""
    if i < len(sentence) and sentence[i].lower in ("von", "vom"):
        i += 1
    if i < len(sentence) and is_pronoun(sentence[i], words):
        return Subject(i, i + 1, i, i + 1, "pronoun")
    last = head_end(sentence, i, words)
    if last is None:
        return None
    head_last = last
    person = any(gender_of(token.text) for token in sentence[i:last])
    named = person or not any(is_article(token, words) for token in sentence[i:last])
    if last + 1 < len(sentence) and sentence[last].lower == "und" and not person:
        joined = head_end(sentence, last + 1, words) if sentence[last + 1].kind == "name" else None
        last = head_last = joined or last  # "der Abgeordnete und Fraktionschef Jonas Weber"
    for _ in range(3):
        if last >= len(sentence):
            break
        more = None
        if sentence[last].lower in _GENITIVE:
            more = head_end(sentence, last, words)
        elif sentence[last].lower in (_FROM if named else _OF):
            more = head_end(sentence, last + 1, words)
        if more is None:
            break
        last = more
    for k in range(i, head_last):
        if gender_of(sentence[k].text):
            return Subject(i, last, k, head_last, "name")
        if is_title(sentence[k].lower, words) and k + 1 < head_last and sentence[k + 1].kind == "name":
            return Subject(i, last, k + 1, head_last, "name")
    bare = all(token.kind == "name" for token in sentence[i:last]) and not is_article(sentence[i], words)
    return Subject(i, last, i, head_last, "name" if bare else "noun")


def nominative(sentence: Sentence, i: int, end: int, words: Words) -> Subject | None:
    """The noun phrase at a token where its article may be that of a subject."""
    if sentence[i].lower in OBLIQUE or sentence[i].lower in words.prepositions:
        return None
    found = noun_phrase(sentence, i, words)
    return found if found is not None and found.last <= end else None


def apposed(sentence: Sentence, found: Subject | None, words: Words) -> Subject | None:
    """ "sagte der Sprecher des Hafens, Jonas Weber": the name behind the comma."""
    if found is None or found.kind != "noun" or found.last + 1 >= len(sentence) or sentence[found.last].text != ",":
        return found
    first = found.last + 1
    last = head_end(sentence, first, words)
    if (
        last is None
        or not 2 <= last - first <= 4
        or not gender_of(sentence[first].text)
        or not is_last(sentence, last - 1)
    ):
        return found
    return Subject(found.first, last, first, last, "name")


def head_end(sentence: Sentence, i: int, words: Words) -> int | None:
    """Where article, adjectives and the nouns after them end; None where no noun comes."""
    start = i
    while i < len(sentence) and i - start < 3 and is_article(sentence[i], words):
        i += 1
    if start < i < len(sentence) and sentence[i].lower in words.prepositions:  # "die in Linz geborene Holm"
        inner = head_end(sentence, i + 1, words)
        i = inner if inner is not None and inner < len(sentence) and is_adjective(sentence[inner], words) else i
    while i < len(sentence) and is_adjective(sentence[i], words):
        i += 1
    first = i
    while i < len(sentence) and (_is_noun(sentence[i], words) or _inside_name(sentence, i, first, words)):
        i += 1
    return i if i > first else None


def is_genitive(token: Token) -> bool:
    """Whether a token may be the article of a genitive."""
    return token.lower in _GENITIVE


def is_article(token: Token, words: Words) -> bool:
    return token.lower in words.determiners or token.lower in OBLIQUE or token.lower in _GENITIVE


def is_adjective(token: Token, words: Words) -> bool:
    if token.kind == "number":
        return True
    plain = token.kind == "word" and not is_function(token, words) and not is_article(token, words)
    return plain and token.lower.endswith(ADJECTIVE) and token.lower not in words.says


def _is_noun(token: Token, words: Words) -> bool:
    if token.kind != "name" or is_function(token, words) or is_time(token, words):
        return False
    return not token.lower.endswith(_ADVERB)


def _inside_name(sentence: Sentence, i: int, first: int, words: Words) -> bool:
    """The "von" of "Anna von Holm": not of "Sprecher von Holm"."""
    if not first < i < len(sentence) - 1 or sentence[i].lower not in words.particles:
        return False
    return sentence[i + 1].kind == "name" and gender_of(sentence[i - 1].text) is not None


def is_person(sentence: Sentence, subject: Subject) -> bool:
    return subject.kind == "pronoun" or any(
        gender_of(token.text) for token in sentence[subject.head_first : subject.head_last]
    )


def is_last(sentence: Sentence, i: int) -> bool:
    """Whether a token is the last of its clause."""
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    return following is None or following.kind in ("mark", "quoted") or following.lower in ("und", "oder")
