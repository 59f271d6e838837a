"""Who speaks in Arabic: no capitals show a name, but the verb stands first, and roles come before names.

وقال مدير الميناء رشيد سالم، …    verb, role (construct or definite nouns), name
"""

from __future__ import annotations

from index.extract.sentences import Sentence
from index.extract.who.phrases import Subject
from index.extract.words import Words, bag

LONGEST = 12  # tokens from a verb to the end of its subject
NAME = 4  # words of a name
_ARTICLE = "ال"
_LEADS_ON = bag("بن ابن بنت أبو أبي عبد آل أم")  # a name goes on behind these
_TOPIC = bag("أما وأما")  # "as for", before a subject that stands before its verb
_WAS, _HAD = bag("كان كانت وكان وكانت"), bag("قد")  # "had": the subject stands between them
_TO = ("بال", "لل", "كال")  # prepositions that are written as one with the article
_COMMAS = frozenset((",", "،"))


def after(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The subject that begins at a token: a name, behind its role or behind the comma of that."""
    last = _run(sentence, i, words)
    if last == i:
        return None
    name = _name(sentence, i, last, words)
    named = name < last and (name == i or last - name > 1)
    if not named and last + 1 < len(sentence) and sentence[last].text in _COMMAS:
        end = _run(sentence, last + 1, words)
        start = _over_titles(sentence, last + 1, end, words)
        closed = end == len(sentence) or sentence[end].kind in ("mark", "quoted") or sentence[end].lower in words.joints
        if closed and 2 <= end - start <= NAME:
            return Subject(i, end, start, end, "name")
    if name == last:
        return Subject(i, last, i, last, "noun")
    return Subject(i, _name_end(sentence, name, last), name, _name_end(sentence, name, last), "name")


def of_verb(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The subject of a verb: behind it, or before it behind "as for"; of "called the state “bad”" the state is none."""
    if sentence[0].lower in _TOPIC and i > 1:
        return after(sentence, 1, words)
    if i > 1 and sentence[i - 1].lower in _HAD and sentence[0].lower in _WAS:
        return after(sentence, 1, words)
    if sentence[i].lower in words.calls:
        stop = next((k for k in range(i + 1, len(sentence)) if sentence[k].lower in words.that), 0)
        return after(sentence[: stop - 1], i + 1, words) if stop > i + 2 else None
    return after(sentence, i + 1, words)


def first(sentence: Sentence, words: Words) -> Subject | None:
    """The subject of a sentence: behind "as for", else behind the verb that it begins with, after an aside."""
    if sentence[0].lower in _TOPIC and len(sentence) > 1:
        return after(sentence, 1, words)
    start = 0
    if sentence[0].lower in words.prepositions or sentence[0].lower in words.linking:
        start = next((i + 1 for i, token in enumerate(sentence[:LONGEST]) if token.text in _COMMAS), 0)
    if start + 1 >= len(sentence) or sentence[start].kind != "word" or sentence[start].lower in words.joints:
        return None
    return after(sentence, start + 1, words)


def before(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The name that ends before a token, behind a preposition: "نقلت الصحيفة عن رشيد سالم قوله"."""
    first_token = i
    while first_token and i - first_token < LONGEST and _goes_on(sentence, first_token - 1, words):
        first_token -= 1
    return after(sentence[:i], first_token, words) if first_token < i else None


def _run(sentence: Sentence, i: int, words: Words) -> int:
    """Where the words from a token on stop that may be role and name; a name in marks of a body is inside."""
    last = i
    while last < len(sentence) and last - i < LONGEST and _goes_on(sentence, last, words):
        last += 1
    return last


def _goes_on(sentence: Sentence, i: int, words: Words) -> bool:
    token = sentence[i]
    if token.kind == "quoted":
        return i > 0 and sentence[i - 1].lower in words.works
    if token.lower.startswith(_TO):
        return False
    plain = words.joints | words.prepositions | words.saying | words.that
    return token.kind == "word" and token.lower not in plain and token.lower not in words.says


def _over_titles(sentence: Sentence, i: int, last: int, words: Words) -> int:
    while i < last - 1 and _is_title(sentence[i].lower, words):
        i += 1
    return i


def _is_title(lower: str, words: Words) -> bool:
    """Whether a word is a title or a kind of body, with the preposition "to" before it or not."""
    return lower in words.titles or lower in words.works or (lower.startswith("ل") and lower[1:] in words.titles)


def _name(sentence: Sentence, i: int, last: int, words: Words) -> int:
    """Where the name in a run begins, or the end of the run where it is a role alone."""
    if all(_is_title(token.lower, words) for token in sentence[i:last]):
        return last
    quoted = [k for k in range(i, last) if sentence[k].kind == "quoted"]
    if quoted:
        return _over_titles(sentence, quoted[-1] + 1, last, words)
    start = _over_titles(sentence, i, last, words)
    titled = start > i
    definite = [sentence[k].text.startswith(_ARTICLE) for k in range(i, last)]
    inner = start
    if not titled and inner < last - 1 and not definite[inner - i] and definite[inner + 1 - i]:
        inner += 1  # of a construct: "سائق الشاحنة"
    while inner < last and (definite[inner - i] or _is_title(sentence[inner].lower, words)):
        inner += 1
    if inner < last and (titled or inner > start):
        return inner  # definite words, then a first name
    if not titled:
        return start
    return start if definite[0] else last  # "الوزير الحلبي", but "صاحب المقهى"


def _name_end(sentence: Sentence, i: int, last: int) -> int:
    """Where a name ends: with its second word, if that has the article, or after up to four."""
    end = i
    while end < last and end - i < NAME:
        joined = end > i and sentence[end - 1].lower in _LEADS_ON
        adverb = end - i > 1 and not joined and sentence[end].text.endswith("ا")
        if adverb or (end - i > 1 and not joined and sentence[end - 1].text.startswith(_ARTICLE)):
            break
        end += 1
    return end
