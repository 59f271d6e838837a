"""Who speaks in a German clause: by the place of its verb, the case of its articles and the capitals of its nouns.

The finite verb stands second ("Am Montag sagte die Ministerin"), last behind a conjunction ("wie die Ministerin
sagte"), or first behind a quotation ("„Nein“, sagte die Ministerin"); a participle stands last, its auxiliary second.
"""

from __future__ import annotations

from typing import NamedTuple

from index.extract.sentences import Sentence, Token
from index.extract.who import subjects
from index.extract.who.names import gender_of
from index.extract.who.nounphrase import (
    ADJECTIVE,
    OBLIQUE,
    apposed,
    head_end,
    is_article,
    is_last,
    is_person,
    nominative,
    noun_phrase,
)
from index.extract.who.phrases import Subject, ending
from index.extract.wordclasses import is_function, is_pronoun, is_time
from index.extract.words import Words, bag

REACH = 40  # tokens of a clause looked at on either side of its verb
NAME = 40  # characters of a name in marks
SKIPPED = 3  # phrases between an inverted verb and its subject: "sagte am Montag in Berlin die Ministerin"
_BOUNDS = frozenset(",;:–—-()")
_AUXILIARY = bag("hat habe haben hatte hatten")
_PASSIVE = bag("wird werde werden wurde wurden worden")
_CONJUNCTIONS = bag("wie dass daß als nachdem weil wenn ob während obwohl da bevor indem sodass damit")
_IT_SAYS = bag("heißt hieß geheißen")  # "heißt es in einer Erklärung der Stadt": where it stands is who says it
_QUOTING = bag("zitiert zitierte zitieren zitierten")  # their object speaks
_AND = bag("und oder aber sondern sowie denn")
_RELATIVE = bag("der die das welcher welche welches")
_ANYWHERE = bag("von vom für davon sich")  # what a verb needs, but not at the end of its clause
_WITHIN = bag("in im auf aus bei beim von vom seitens")
_NOMINATIVE = bag("er ich wir man")  # "das Urteil nannte er": what stands before is no subject then
_PARTICLES = (
    *("an", "auf", "aus", "bekannt", "dar", "ein", "entgegen", "fest", "fort", "hervor", "hin", "hinzu", "klar", "mit"),
    *("nach", "vor", "zu", "zurück", "zusammen", "ab"),
)  # before the "ge" of a participle: "mitgeteilt"


class Found(NamedTuple):
    """The subject of a verb of speech, None where it shares that of the clause before, and whether it follows it."""

    subject: Subject | None
    inverted: bool
    unnamed: bool = False  # "es wird vermutet": by whom is not said


def subject_of(sentence: Sentence, verb: int, words: Words) -> Found | None:
    """The subject of a verb of speech; None where the verb says nothing here ("stellte" without "fest")."""
    inside = verb  # from where to look back: "hat das Angebot „falsch“ genannt" goes on before the quotation
    if _is_participle(sentence[verb].lower) and is_last(sentence, verb):
        while inside and sentence[inside - 1].kind == "quoted":
            inside -= 1
    finite = _finite(sentence, verb, inside)
    first = _clause_start(sentence, inside if finite == verb else finite)
    if not _complete(sentence, verb, words):
        return None
    if sentence[verb].lower in _IT_SAYS and (said := _where_it_says(sentence, verb, words)):
        return Found(said, said.first > verb)
    if (
        sentence[verb].lower in _QUOTING
        and finite == verb
        and not _PASSIVE.isdisjoint(token.lower for token in sentence[first:verb])
    ):
        finite = next(i for i in range(first, verb) if sentence[i].lower in _PASSIVE)
    elif sentence[verb].lower in _QUOTING and finite == verb:
        return Found(_object(sentence, verb, words), True)
    auxiliaries = [token.lower for token in sentence[max(first, verb - REACH) : verb + 2]]
    if finite == verb and _is_participle(sentence[verb].lower) and not _PASSIVE.isdisjoint(auxiliaries):
        agent = next((i for i in range(first, verb) if sentence[i].lower in ("von", "vom")), None)
        subject = noun_phrase(sentence, agent + 1, words) if agent is not None else None
        return Found(subject, False, subject is None)
    if first == finite:
        following = _following(sentence, finite, words)
        if first and sentence[first - 1].text == ",":
            before = _over_commas(sentence, finite, words)
            if before is not None and not (following is not None and is_person(sentence, following)):
                return Found(before, False)
            if following is None:
                return Found(subjects.before(sentence, finite, words), False)
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
    before = nominative(sentence, first, finite, words)
    if before is not None and before.kind == "noun" and first > 1 and sentence[first - 1].text == ",":
        named = _over_commas(sentence, finite, words)  # "Anna Holm, die Sprecherin des Hafens sagte"
        if named is not None and named.kind == "name" and named.last == first - 1:
            return Found(named, False)
    relative = first > 1 and sentence[first - 1].text == "," and opening.lower in _RELATIVE
    if relative and (before is None or before.last < finite) and is_last(sentence, verb):
        return Found(ending(sentence, first - 2, words), False)
    following = _following(sentence, finite, words)
    certain = following is not None and sentence[following.first].lower in _NOMINATIVE
    if before is None or certain:
        return Found(following, True) if following is not None else Found(before, False)
    return Found(before, False)


def is_speaker(sentence: Sentence, subject: Subject, colon: int) -> bool:
    """Whether the phrase that begins a sentence before a colon is a person, or all there is before it."""
    person = subject.head_first > subject.first or gender_of(sentence[subject.head_first].text) is not None
    return person or subject.kind == "pronoun" or subject.last == colon


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
    lower = lower.removeprefix(next((part for part in _PARTICLES if lower.startswith(part + "ge")), ""))
    if lower.startswith("ge"):
        return lower.endswith(("t", "en"))
    return lower.startswith(("be", "er", "ver", "ent", "zitier", "kommentier")) and lower.endswith(("t", "en"))


def _where_it_says(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """The text or body in which something is said to stand, behind the verb or before it."""
    if not any(token.lower == "es" for token in sentence[max(0, verb - 2) : verb + 2]):
        return None
    behind = next((i for i in range(verb + 1, len(sentence)) if sentence[i].text in (",", ":")), len(sentence))
    for i in (*range(verb + 1, behind), *range(max(0, verb - REACH), verb)):
        if sentence[i].lower in _WITHIN and (found := noun_phrase(sentence, i + 1, words)):
            return found
    return None


def _over_commas(sentence: Sentence, finite: int, words: Words) -> Subject | None:
    """The subject that opens a sentence and what is said of it: "der Sprecher, der anonym blieb, sagte"."""
    first = 0
    for i in range(finite - 2, max(-1, finite - REACH), -1):
        if (sentence[i].kind == "quoted" and sentence[i].end - sentence[i].start > NAME) or sentence[i].text in (
            ":",
            ";",
        ):
            first = i + 1
            break
    plain = nominative(sentence, first, finite, words)
    if plain is not None and sentence[plain.last].lower in _WITHIN:  # "der Abgeordnete im Landtag, Jonas Weber,"
        where = noun_phrase(sentence, plain.last + 1, words)
        plain = plain._replace(last=where.last) if where is not None and where.last <= finite else plain
    found = apposed(sentence, plain, words)
    if found is None or sentence[found.last].text not in (",", "("):
        return None
    return found if found.last + 1 < finite or found is not plain else None  # "Der Hafen, sagte Anna Holm, …"


def main_subject(sentence: Sentence, words: Words) -> Subject | None:
    """Whom a sentence is about, whatever its verb, which stands second: "Hier sparte die Ministerin nicht mit Lob"."""
    i = 1 if sentence[0].lower in _AND and len(sentence) > 1 else 0
    if is_pronoun(sentence[i], words):
        return Subject(i, i + 1, i, i + 1, "pronoun")
    found = nominative(sentence, i, len(sentence), words)
    if found is not None and found.last < len(sentence) and sentence[found.last].kind in ("word", "mark"):
        return apposed(sentence, found, words)
    if sentence[i].lower in words.prepositions or sentence[i].lower in OBLIQUE:
        phrase = noun_phrase(sentence, i + (sentence[i].lower in words.prepositions), words)
        i = phrase.last if phrase is not None else len(sentence)
    else:
        i += 1
    return _following(sentence, i, words) if i < len(sentence) and sentence[i].kind == "word" else None


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
    if verb and sentence[verb - 1].lower in particles and is_last(sentence, verb):
        return True  # "wie die Stadt bekannt gab"
    for i in range(verb + 1, min(len(sentence), verb + 1 + REACH)):
        if sentence[i].lower in particles and (sentence[i].lower in _ANYWHERE or is_last(sentence, i)):
            return True
    before = sentence[max(0, verb - REACH) : verb]
    return "von" in particles and any(token.lower in ("von", "vom") for token in before)


def _from(sentence: Sentence, i: int, end: int, words: Words) -> Subject | None:
    """The first subject between two tokens: "wie am Montag die Ministerin mitteilte"."""
    while i < end:
        if is_pronoun(sentence[i], words):
            return Subject(i, i + 1, i, i + 1, "pronoun")
        if sentence[i].lower in words.prepositions or sentence[i].lower in OBLIQUE:
            i = head_end(sentence, i + 1, words) or i + 1
            continue
        found = nominative(sentence, i, end, words)
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
            end = i + 2 if day else head_end(sentence, i + 1, words)
        elif sentence[i].lower in OBLIQUE:
            end = head_end(sentence, i, words)
        else:
            return apposed(sentence, noun_phrase(sentence, i, words), words)
        if end is None:
            return None
        i = end
    return None


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
    if token.kind != "word" or is_pronoun(token, words) or is_article(token, words):
        return False
    return token.lower in words.fillers or not (is_function(token, words) or token.lower.endswith(ADJECTIVE))
