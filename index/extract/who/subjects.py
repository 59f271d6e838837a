"""The phrase that speaks: beside a verb of speech, over appositions and relative clauses, or its sentence's."""

from __future__ import annotations

from index.extract.sentences import Sentence
from index.extract.who import uncased
from index.extract.who.names import is_first_name
from index.extract.who.phrases import REACH, Subject, ending, opening, phrase, phrase_end
from index.extract.wordclasses import PLURALS, is_function, is_pronoun, is_time, opens_phrase
from index.extract.words import Words

_DATIVES = ("ому", "ему", "ам", "ям", "ові", "еві")  # endings of those who are told; the first are adjectives'
ASIDES = 3  # phrases between a verb and its subject: where, when and to whom it was said


def before(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """The subject that ends before the verb at this token, or None."""
    i = _skip_fillers(sentence, verb - 1, words)
    if i >= 0 and sentence[i].lower in words.who:
        i -= 1
        if i >= 0 and sentence[i].text == ",":
            i -= 1
        return ending(sentence, i, words)
    if i > 0 and sentence[i].text == "," and sentence[i - 1].text == ")":
        i = opening(
            sentence, i - 1, "("
        )  # "Anna Holm (Labour), said", "Anna Holm, head of the union (a small one), said"
        found = ending(sentence, i - 1, words)
        if found is None or found.first == 0 or sentence[found.first - 1].text != ",":
            return found
        return _over_apposition(sentence, i, words)
    if i >= 0 and sentence[i].text == ",":
        return _over_apposition(sentence, i, words)
    found = ending(sentence, i, words)
    bare = words.cases and found is not None and found.kind == "noun" and found.first > 0
    if found is not None and bare and sentence[found.first - 1].lower in words.prepositions:
        return found._replace(first=found.first - 1)  # "в порту заявили"
    if found is not None and found.kind != "pronoun":
        found = _over_relative(sentence, found, words) or found
        if found.kind == "noun" and found.first > 1 and sentence[found.first - 1].text == ",":
            return _explained(sentence, found.first - 2, words) or found
    return found


def after(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """The subject that begins after the verb at this token ("said the minister"), or None."""
    i = verb + 1
    while i < len(sentence) and sentence[i].lower in words.fillers:
        i += 1
    if words.asides:
        i = _over_hearer(sentence, i, words)
    if i >= len(sentence):
        return None
    if sentence[i].lower in words.pronouns:
        return Subject(i, i + 1, i, i + 1, "pronoun")
    if words.uncased:
        return uncased.after(sentence, i, words)
    return _starting(sentence, i, words)


def first_subject(sentence: Sentence, words: Words) -> Subject | None:
    """The subject of a sentence, whatever its verb: the phrase it begins with, after an opening aside."""
    if words.uncased:
        return uncased.first(sentence, words)
    start = _opening_end(sentence, words)
    for i in range(start, min(len(sentence), start + REACH)):
        token = sentence[i]
        if token.kind == "quoted":
            return None
        if is_pronoun(token, words):
            return Subject(i, i + 1, i, i + 1, "pronoun")
        if (
            token.lower in words.joints
            or token.lower in words.linking
            or token.kind == "mark"
            or (token.kind == "word" and token.lower.endswith("ly"))
        ):
            continue
        if opens_phrase(sentence, i, words):
            bare = token.kind == "word" and token.lower not in words.determiners and not token.lower.endswith("s")
            found = phrase(sentence, i, words)
            if bare and (found is None or found.kind != "name"):
                return None
            if words.nouns_capital and found is not None and not is_first_name(sentence[found.head_first].text):
                return None  # any noun may begin a sentence
            owner = found is not None and found.last < len(sentence) and sentence[found.last].kind == "possessive"
            if found is not None and found.kind == "noun" and not owner:
                found = _apposed(sentence, found, words) or found
            return None if owner else found
    return None


def beside(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """Who stands right after a quotation with a verb no table knows: "“No,” Anna Holm fumed"."""
    i += 1
    if i < len(sentence) and sentence[i].text in (",", "—", "–"):
        i += 1
    if i >= len(sentence):
        return None
    if is_pronoun(sentence[i], words):
        return Subject(i, i + 1, i, i + 1, "pronoun")
    if sentence[i].kind == "word" and sentence[i].lower not in words.determiners:
        i += 1
        if i >= len(sentence) or sentence[i].kind != "name":
            return None
    return phrase(sentence, i, words) if opens_phrase(sentence, i, words) else None


def _explained(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The person that a phrase after this token explains: "Anna Holm, the minister who resigned said"."""
    found = ending(sentence, i, words)
    if found is None or found.kind != "name" or found.head_last - found.head_first < 2:
        return None
    return None if found.first and sentence[found.first - 1].lower in words.prepositions else found


def _over_relative(sentence: Sentence, found: Subject, words: Words) -> Subject | None:
    """ "One official who attended the meeting said": the subject stands before "who"."""
    for i in range(found.first - 1, max(-1, found.first - 12), -1):
        token = sentence[i]
        if token.lower == "who":
            return ending(sentence, i - 2 if i and sentence[i - 1].text == "," else i - 1, words)
        if token.kind in ("mark", "quoted"):
            return None
    return None


def _over_apposition(sentence: Sentence, comma: int, words: Words) -> Subject | None:
    """From the comma before the verb back to the name that the apposition explains."""
    nearest: Subject | None = None
    end = comma
    for i in range(comma - 1, max(-1, comma - 40), -1):
        at_start = i == 0
        if sentence[i].text == "," or at_start:
            if _is_name_run(sentence, i if at_start else i + 1, end, words):
                first = i if at_start else i + 1
                return Subject(first, end, first, end, "name")
            found = ending(sentence, end - 1, words) if end != comma else None
            if found and found.kind == "name":
                return found
            nearest = nearest or (found if found and found.kind != "pronoun" else None)
            end = i
        elif sentence[i].kind == "quoted":
            if end != comma:
                found = ending(sentence, end - 1, words)
                return found if found and found.kind == "name" else nearest or found
            return nearest
    return nearest


def _is_name_run(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    part = sentence[first:last]
    return (
        2 <= len(part) <= 5
        and all(
            (token.kind == "name" and not is_function(token, words)) or token.lower in words.particles for token in part
        )
        and not is_time(part[0], words)
        and words.nouns_capital is False
    )


def _skip_fillers(sentence: Sentence, i: int, words: Words) -> int:
    while i >= 0:
        token = sentence[i]
        if token.kind == "word" and (token.lower in words.fillers or token.lower.endswith("ly")):
            i -= 1
        elif is_time(token, words):
            i -= 1
            if i >= 0 and sentence[i].lower in ("on", "last", "late", "early", "this", "in", "am"):
                i -= 1
        else:
            break
    return i


def _opening_end(sentence: Sentence, words: Words) -> int:
    """Where the main clause may begin: after "In Paris on Monday," or "Asked about the talks,"."""
    first = sentence[0]
    aside = (
        first.lower in words.prepositions or first.lower in words.joints or first.lower.endswith(("ing", "ed", "ly"))
    )
    if aside and not is_pronoun(first, words):
        for i, token in enumerate(sentence[:40]):
            if token.kind == "quoted":
                break
            if token.text == "," and i + 1 < len(sentence) and sentence[i + 1].lower not in words.who:
                return i + 1
    return 0


def _starting(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The phrase after an inverted verb: in lower case without an article it must lead to a name or a role."""
    token = sentence[i]
    if not opens_phrase(sentence, i, words):
        return None
    found = phrase(sentence, i, words)
    if found is None or found.kind == "name":
        return found
    if named := _apposed(sentence, found, words):
        return named
    if token.kind != "word" or token.lower in words.determiners:
        return found
    said_by = sentence[found.head_first : found.head_last]
    return found if any(t.lower in words.titles or t.lower in PLURALS for t in said_by) else None


def _over_hearer(sentence: Sentence, i: int, words: Words) -> int:
    """Over who was told, where and when, between the verb and its subject: "dijo el lunes a la prensa el alcalde"."""
    for _ in range(ASIDES):
        if words.dashed and i < len(sentence) and sentence[i].kind == "quoted":  # "пояснил «Маяку» инженер"
            i += 1
            continue
        if words.cases and i < len(sentence) and sentence[i].kind == "word" and sentence[i].lower.endswith(_DATIVES):
            i = max(phrase_end(sentence, i, words) if sentence[i].lower.endswith(_DATIVES[:2]) else 0, i + 1)
            continue
        k = i
        while k < len(sentence) and sentence[k].lower in words.prepositions | words.determiners:
            k += 1
        if k >= len(sentence) or sentence[k].kind not in ("word", "name"):
            return i
        if not (is_time(sentence[k], words) or sentence[i].lower in words.prepositions):
            return i
        names = k
        while names < len(sentence) and sentence[names].kind == "name":
            names += 1
        i = names if names - k == 2 else k + 1  # "a Radio Sur", but "en Madrid Ana Holm"
    return i


def _apposed(sentence: Sentence, found: Subject, words: Words) -> Subject | None:
    """The name that a phrase is followed by: "his lawyer, Anna Holm"."""
    end = found.last
    if end < len(sentence) and sentence[end].lower in words.who:  # "the driver who met it, Anna Holm,"
        while end < min(len(sentence), found.last + REACH) and sentence[end].kind not in ("mark", "quoted"):
            end += 1
    apposed = end + 1
    if apposed >= len(sentence) or sentence[end].text != ",":
        return None
    bare = bool(words.cases) and sentence[apposed].kind == "word"  # "сусідка, вчителька Анна Гончар"
    if bare or (
        words.asides and sentence[apposed].lower in words.determiners
    ):  # "l’ultimo cliente, il pensionato Dario Conti"
        named = phrase(sentence, apposed, words)
        return named._replace(first=found.first) if named and named.kind == "name" else None
    last = apposed
    while last < len(sentence) and sentence[last].kind == "name" and not is_time(sentence[last], words):
        last += 1
    shown = not words.nouns_capital or is_first_name(sentence[apposed].text)
    if shown and 2 <= last - apposed <= 4 and (last == len(sentence) or sentence[last].kind == "mark"):
        return Subject(found.first, last, apposed, last, "name")
    return None
