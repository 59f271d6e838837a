"""What stands in quotation marks and is a name, where nouns have capitals: „Berliner Zeitung“, das Projekt „Wels“.

Elsewhere capitals tell (`speakers`); here the word before a part and the words in it do.
"""

from __future__ import annotations

from index.extract.said.cue import Cue
from index.extract.sentences import Sentence, Token
from index.extract.words import Words, bag

NAMED = 9  # tokens behind a name in which it may be said that it is one
LONGEST = 9  # words of a name
# Nouns before a part that is words said after all.
_SAID = bag(
    """
    parole parolen slogan slogans ruf rufe rufen worten worte satz sätze sätzen frage fragen antwort aussage zitat
    kommentar begründung forderung
    """
)
_DEFINITE = bag("der die das den dem des im am vom zum zur beim ins")
# Verbs, pronouns and negations: one of them in it, and a part is a sentence.
_SENTENCE = bag(
    """
    ich du er sie es wir ihr uns euch mir mich dir dich man nicht kein keine keinen ist sind war waren bin hat haben
    habe hatte wird werden wurde muss müssen kann können soll sollen will wollen darf sei wäre hätte würde raus weg
    nein ja niemals nie bitte danke
    """
)
_NAMING = bag("heißt heißen hieß hießen genannt getauft betitelt lautet lauten")
_CALLING = bag("nennt nennen nannte nannten")
_CALLS = bag("als ein eine einen einem einer eines für")  # „X“ after these is what somebody calls something


def is_name(inner: list[str], sentence: Sentence, i: int, cue: Cue | None, words: Words) -> bool:
    """Whether the part in marks at a token, with these words in it, is the name of a thing and not words said."""
    before = sentence[i - 1] if i else None
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    if _is_named(sentence, i) or (before is not None and before.lower in words.works):
        return True
    if not inner or len(inner) > LONGEST or not (inner[0][0].isupper() or inner[0][0].isdigit()):
        return _is_compound(before, following)
    if is_sentence(" ".join(inner)):
        return False
    if _is_compound(before, following):
        return True
    if before is None or before.kind == "mark":
        return _is_subject(inner, following, words)
    if before.lower in _CALLS or before.lower in words.says or before.lower in words.calls:
        return len(inner) > 1 and _foreign(inner)
    if before.kind == "name":
        return before.lower not in _SAID
    return before.lower in _DEFINITE or len(inner) == 1 or _foreign(inner)


def _is_named(sentence: Sentence, i: int) -> bool:
    """ "„Elbia“ hieß das Schiff", "das sich „Elbia“ nennt", "„Elbia“, wie das Schiff genannt wird"."""
    after = [token.lower for token in sentence[i + 1 : i + NAMED]]
    if after and after[0] in _NAMING:
        return after[1:2] != ["es"]
    if not _CALLING.isdisjoint(after):
        return any(token.lower in ("sich", "selbst") for token in sentence[max(0, i - 3) : i])
    return after[:2] == [",", "wie"] and "genannt" in after


def is_sentence(inner: str) -> bool:
    """Whether what stands in marks is a sentence by its end or by a word of sentences in it."""
    return inner[-1:] in ".!?…" or any(word.strip(",;:").lower() in _SENTENCE for word in inner.split())


def _is_compound(before: Token | None, following: Token | None) -> bool:
    """ "„Plan B“-Gegner", "(„Hartz IV“)": part of a word, or all a bracket holds."""
    if following is not None and following.text == "-":
        return True
    return before is not None and following is not None and before.text == "(" and following.text in (")", ",")


def _is_subject(inner: list[str], following: Token | None, words: Words) -> bool:
    """ "„Radio Elbe“ berichtet": no comma stands between a name and its verb."""
    verb = following is not None and following.kind == "word" and following.lower not in words.reported
    return verb and len(inner) <= 4 and all(word[0].isupper() or word[0].isdigit() for word in inner)


def _foreign(inner: list[str]) -> bool:
    """Whether a part has words of English titles: "The", "of"."""
    return any(word.lower() in ("the", "of", "to", "and", "for", "news", "le", "la") for word in inner)
