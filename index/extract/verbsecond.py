"""Who speaks in a German clause: by the place of its verb, the case of its articles and the capitals of its nouns.

The finite verb stands second ("Am Montag sagte die Ministerin"), last behind a conjunction ("wie die Ministerin
sagte"), or first behind a quotation ("„Nein“, sagte die Ministerin"); a participle stands last, its auxiliary second.
"""

from __future__ import annotations

from typing import NamedTuple

from index.extract import subjects
from index.extract.names import gender_of, is_title
from index.extract.phrases import Subject, ending
from index.extract.sentences import Sentence, Token
from index.extract.wordclasses import is_function, is_pronoun, is_time
from index.extract.words import Words, bag

REACH = 40  # tokens of a clause looked at on either side of its verb
SKIPPED = 3  # phrases between an inverted verb and its subject: "sagte am Montag in Berlin die Ministerin"
_BOUNDS = frozenset(",;:–—-()")
_AUXILIARY = bag("hat habe haben hatte hatten")
_PASSIVE = bag("wird werde werden wurde wurden worden")
_CONJUNCTIONS = bag("wie dass daß als nachdem weil wenn ob während obwohl da bevor indem sodass damit")
_QUOTING = bag("zitiert zitierte zitieren zitierten")  # their object speaks
_AND = bag("und oder aber sondern sowie denn")
_RELATIVE = bag("der die das welcher welche welches")
_OBLIQUE = bag(
    """
    den dem des einem einen eines seinem seinen seines ihrem ihren ihres diesem diesen dieses allen vielen einigen
    mehreren beiden keinem keinen unserem unseren
    """
)
_NOMINATIVE = bag("er ich wir man")  # "das Urteil nannte er": what stands before is no subject then
_GENITIVE = bag("des der eines einer seines seiner ihres ihrer dieses dieser")
_OF = bag("von vom für aus beim")
_ADJECTIVE = ("e", "en", "er", "es", "em")


class Found(NamedTuple):
    """The subject of a verb of speech, None where it shares that of the clause before, and whether it follows it."""

    subject: Subject | None
    inverted: bool


def subject_of(sentence: Sentence, verb: int, words: Words) -> Found | None:
    """The subject of a verb of speech; None where the verb says nothing here ("stellte" without "fest")."""
    inside = verb  # from where to look back: "hat das Angebot „falsch“ genannt" goes on before the quotation
    if _is_participle(sentence[verb].lower) and _is_last(sentence, verb):
        while inside and sentence[inside - 1].kind == "quoted":
            inside -= 1
    finite = _finite(sentence, verb, inside)
    first = _clause_start(sentence, inside if finite == verb else finite)
    if not _complete(sentence, verb, words):
        return None
    if sentence[verb].lower in _QUOTING and finite == verb:
        return Found(_object(sentence, verb, words), True)
    auxiliaries = [token.lower for token in sentence[max(first, verb - REACH) : verb]]
    if finite == verb and _is_participle(sentence[verb].lower) and not _PASSIVE.isdisjoint(auxiliaries):
        agent = next((i for i in range(first, verb) if sentence[i].lower in ("von", "vom")), None)
        subject = noun_phrase(sentence, agent + 1, words) if agent is not None else None
        return Found(subject, False) if subject else None
    if first == finite:
        following = _following(sentence, finite, words)
        if following is None and first and sentence[first - 1].text == ",":
            return Found(subjects.before(sentence, finite, words), False)  # "der Sprecher, der anonym blieb, sagte"
        return Found(following, True)
    opening = sentence[first]
    if opening.lower in _AND:
        if first + 1 == finite:
            return Found(_following(sentence, finite, words), True)
        first, opening = first + 1, sentence[first + 1]
    if opening.lower in _CONJUNCTIONS:
        return Found(_from(sentence, first + 1, finite, words), False)
    if is_pronoun(opening, words):
        return Found(Subject(first, first + 1, first, first + 1, "pronoun"), False)
    before = _nominative(sentence, first, finite, words)
    relative = first > 1 and sentence[first - 1].text == "," and opening.lower in _RELATIVE
    if relative and (before is None or before.last < finite) and _is_last(sentence, verb):
        return Found(ending(sentence, first - 2, words), False)
    following = _following(sentence, finite, words)
    certain = following is not None and sentence[following.first].lower in _NOMINATIVE
    if before is None or certain:
        return Found(following, True) if following is not None else Found(before, False)
    return Found(before, False)


def noun_phrase(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The noun phrase that begins at a token, with the genitives and sources that belong to it; of any case."""
    if i < len(sentence) and sentence[i].lower in ("von", "vom"):
        i += 1
    if i < len(sentence) and is_pronoun(sentence[i], words):
        return Subject(i, i + 1, i, i + 1, "pronoun")
    last = _head_end(sentence, i, words)
    if last is None:
        return None
    head_last = last
    for _ in range(3):
        if last >= len(sentence):
            break
        more = None
        if sentence[last].lower in _GENITIVE:
            more = _head_end(sentence, last, words)
        elif sentence[last].lower in _OF:
            more = _head_end(sentence, last + 1, words)
        if more is None:
            break
        last = more
    for k in range(i, head_last):
        if gender_of(sentence[k].text):
            return Subject(i, last, k, head_last, "name")
        if is_title(sentence[k].lower, words) and k + 1 < head_last and sentence[k + 1].kind == "name":
            return Subject(i, last, k + 1, head_last, "name")
    bare = all(token.kind == "name" for token in sentence[i:last]) and not _is_article(sentence[i], words)
    return Subject(i, last, i, head_last, "name" if bare else "noun")


def is_speaker(sentence: Sentence, subject: Subject, colon: int) -> bool:
    """Whether the phrase that begins a sentence before a colon is a person, or all there is before it."""
    person = subject.head_first > subject.first or gender_of(sentence[subject.head_first].text) is not None
    return person or subject.kind == "pronoun" or subject.last == colon


def _head_end(sentence: Sentence, i: int, words: Words) -> int | None:
    """Where article, adjectives and the nouns after them end; None where no noun comes."""
    start = i
    while i < len(sentence) and i - start < 3 and _is_article(sentence[i], words):
        i += 1
    while i < len(sentence) and _is_adjective(sentence[i], words):
        i += 1
    first = i
    while i < len(sentence) and (_is_noun(sentence[i], words) or _inside_name(sentence, i, first, words)):
        i += 1
    return i if i > first else None


def _is_article(token: Token, words: Words) -> bool:
    return token.lower in words.determiners or token.lower in _OBLIQUE or token.lower in _GENITIVE


def _is_adjective(token: Token, words: Words) -> bool:
    if token.kind == "number":
        return True
    plain = token.kind == "word" and not is_function(token, words) and not _is_article(token, words)
    return plain and token.lower.endswith(_ADJECTIVE) and token.lower not in words.says


def _is_noun(token: Token, words: Words) -> bool:
    return token.kind == "name" and not is_function(token, words) and not is_time(token, words)


def _inside_name(sentence: Sentence, i: int, first: int, words: Words) -> bool:
    """The "von" of "Anna von Holm": not of "Sprecher von Holm"."""
    if not first < i < len(sentence) - 1 or sentence[i].lower not in words.particles:
        return False
    return sentence[i + 1].kind == "name" and gender_of(sentence[i - 1].text) is not None


def _finite(sentence: Sentence, verb: int, inside: int) -> int:
    """The auxiliary of a participle that ends its clause, else the verb itself."""
    if not _is_participle(sentence[verb].lower):
        return verb
    for k in range(inside - 1, max(-1, verb - REACH), -1):
        if sentence[k].lower in _AUXILIARY:
            return k
        if sentence[k].text in (",", ";", ":") or sentence[k].kind == "quoted":
            break
    return verb


def _is_participle(lower: str) -> bool:
    if lower.startswith("ge"):
        return lower.endswith(("t", "en"))
    return lower.startswith(("be", "er", "ver", "ent", "zitier", "kommentier")) and lower.endswith(("t", "en"))


def _clause_start(sentence: Sentence, verb: int) -> int:
    """The first token of the clause of a verb: after a comma, a dash, a bracket or a quotation."""
    i = verb
    while i > 0 and verb - i < REACH:
        token = sentence[i - 1]
        if token.text == ")":  # "Anna Holm (Die Hafenpartei) sagte"
            opening = next((k for k in range(i - 1, max(-1, i - 12), -1) if sentence[k].text == "("), None)
            if opening is None or opening == 0:
                break
            i = opening
            continue
        if token.text in _BOUNDS or token.kind == "quoted":
            break
        i -= 1
    return i


def _complete(sentence: Sentence, verb: int, words: Words) -> bool:
    """Whether a verb that speaks only with a particle has it: "teilte … mit", "gab … bekannt"."""
    particles = words.separable.get(sentence[verb].lower)
    if particles is None:
        return True
    return any(token.lower in particles for token in sentence[verb + 1 : verb + 1 + REACH])


def _is_last(sentence: Sentence, verb: int) -> bool:
    return verb + 1 == len(sentence) or sentence[verb + 1].kind in ("mark", "quoted")


def _nominative(sentence: Sentence, i: int, end: int, words: Words) -> Subject | None:
    """The noun phrase at a token where its article may be that of a subject."""
    if sentence[i].lower in _OBLIQUE or sentence[i].lower in words.prepositions:
        return None
    found = noun_phrase(sentence, i, words)
    return found if found is not None and found.last <= end else None


def _from(sentence: Sentence, i: int, end: int, words: Words) -> Subject | None:
    """The first subject between two tokens: "wie am Montag die Ministerin mitteilte"."""
    while i < end:
        if is_pronoun(sentence[i], words):
            return Subject(i, i + 1, i, i + 1, "pronoun")
        if sentence[i].lower in words.prepositions or sentence[i].lower in _OBLIQUE:
            i = _head_end(sentence, i + 1, words) or i + 1
            continue
        found = _nominative(sentence, i, end, words)
        if found is not None:
            return found
        i += 1
    return None


def _following(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """The subject behind an inverted verb, over adverbs, days and objects in another case."""
    i = verb + 1
    for _ in range(SKIPPED + 1):
        while i < len(sentence) and _is_adverb(sentence[i], words):
            i += 1
        if i >= len(sentence) or sentence[i].kind in ("mark", "quoted"):
            return None
        if is_pronoun(sentence[i], words):
            return Subject(i, i + 1, i, i + 1, "pronoun")
        if sentence[i].lower in words.prepositions:
            day = i + 1 < len(sentence) and is_time(sentence[i + 1], words)
            end = i + 2 if day else _head_end(sentence, i + 1, words)
        elif sentence[i].lower in _OBLIQUE:
            end = _head_end(sentence, i, words)
        else:
            return _apposed(sentence, noun_phrase(sentence, i, words), words)
        if end is None:
            return None
        i = end
    return None


def _apposed(sentence: Sentence, found: Subject | None, words: Words) -> Subject | None:
    """ "sagte der Sprecher des Hafens, Jonas Weber": the name behind the comma."""
    if found is None or found.kind != "noun" or found.last + 1 >= len(sentence) or sentence[found.last].text != ",":
        return found
    first = found.last + 1
    last = _head_end(sentence, first, words)
    if (
        last is None
        or not 2 <= last - first <= 4
        or not gender_of(sentence[first].text)
        or not _is_last(sentence, last - 1)
    ):
        return found
    return Subject(found.first, last, first, last, "name")


def _object(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """Who is quoted: the last phrase behind the verb, before "mit" and the like."""
    found, i = None, verb + 1
    while i < len(sentence) and sentence[i].kind not in ("mark", "quoted"):
        if is_pronoun(sentence[i], words) or sentence[i].lower == "sich":
            i += 1
            continue
        phrase = noun_phrase(sentence, i, words)
        if phrase is None:
            break
        found, i = phrase, phrase.last
    return found


def _is_adverb(token: Token, words: Words) -> bool:
    if is_time(token, words) or token.lower == "sich":
        return True
    if token.kind != "word" or is_pronoun(token, words) or _is_article(token, words):
        return False
    return token.lower in words.fillers or not (is_function(token, words) or token.lower.endswith(_ADJECTIVE))
