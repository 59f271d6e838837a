"""Cues that are no verbs: according to, in somebody's words, in a poll, a name before a colon or behind a dash."""

from __future__ import annotations

from index.extract.said import sources, verbsecond
from index.extract.said.cue import Cue
from index.extract.sentences import Sentence
from index.extract.who import nounphrase, subjects, uncased
from index.extract.who.phrases import Subject, ending, phrase
from index.extract.words import Words

POLL = 8  # tokens from "in" to "poll"


def according(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """The cue that a word begins or ends which names a source: "according to Anna Holm", "in Anna Holm's words"."""
    lower = sentence[i].lower
    if words.nouns_capital:
        named = sources.source(sentence, i, words) if lower in words.sources else None
        return Cue(i, named.subject, named.first, named.last, "according", True) if named else None
    if lower in words.viewpoint and i == 0 and any(token.kind == "quoted" for token in sentence):
        holder = subjects.after(sentence, i, words)
        if holder is not None and (holder.kind == "name" or sentence[i + 1].lower in words.determiners):
            return Cue(i, holder, i, holder.last, "according", False)
    for parts in words.according:
        if lower == parts[0] and (owner := _possessed(sentence, i, parts, words)):
            last = i + len(parts)
            return Cue(last if len(parts) > 1 else i, owner, i, last + 1, "according", True)
        if lower == parts[0] and tuple(t.lower for t in sentence[i : i + len(parts)]) == parts:
            last = i + len(parts) - 1
            subject = subjects.after(sentence, last, words)
            if subject is None and not words.uncased and last + 1 < len(sentence):
                subject = phrase(sentence, last + 1, words)  # "according to early data"
            if subject is not None:
                return Cue(last, subject, i, subject.last, "according", True)
    if lower in words.polls and (found := _poll(sentence, i, words)) is not None:
        return found
    if lower == "words" and i > 2 and sentence[i - 1].kind == "possessive":  # "in Anna Holm's words"
        subject = ending(sentence, i - 2, words)
        if subject is not None and subject.first and sentence[subject.first - 1].lower == "in":
            return Cue(i, subject, subject.first - 1, i + 1, "according", False)
    if lower in words.according_after:
        named_before = uncased.before(sentence, i, words) if words.uncased else ending(sentence, i - 1, words)
        if named_before is not None:
            return Cue(i, named_before, named_before.first, i + 1, "according", True)
    return None


def _poll(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """ "In a May poll, most were for it", "most were for it in recent polls"."""
    first = next((j for j in range(i - 1, max(-1, i - POLL), -1) if sentence[j].lower == "in"), None)
    if first is None or any(token.kind in ("mark", "quoted") for token in sentence[first:i]):
        return None
    source = Subject(first + 1, i + 1, first + 1, i + 1, "noun")
    return Cue(first, source, first, i + 1, "according", True) if first == 0 or i + 2 >= len(sentence) else None


def _possessed(sentence: Sentence, i: int, parts: tuple[str, ...], words: Words) -> Subject | None:
    """ "по его словам", "selon lui": a pronoun as the source."""
    at = i + 1
    if at >= len(sentence) or sentence[at].lower not in words.his | words.her:
        return None
    after = tuple(token.lower for token in sentence[at + 1 : at + len(parts)])
    return Subject(at, at + 1, at, at + 1, "pronoun") if after == parts[1:] else None


def colon(sentence: Sentence, words: Words) -> list[Cue]:
    """ "Holm: “No.”": a name, or a short phrase alone, before a colon before a quotation."""
    for i, token in enumerate(sentence[:40]):
        if token.text == ":" and i + 1 < len(sentence) and sentence[i + 1].kind == "quoted":
            if words.nouns_capital:
                return _german_colon(sentence, i, words)
            subject = ending(sentence, i - 1, words)
            if words.asides and (shown := _about(sentence[:i], subject, words)):
                return [Cue(i, shown, shown.first, i + 1, "colon", True)]  # "Ana Holm shrugs: “No.”"
            if subject is None or subject.kind == "pronoun":
                return []
            before = sentence[subject.first - 1] if subject.first else None
            alone = before is None or before.text in ("-", "–", "—", "―")
            origin = next((k + 1 for k in range(max(0, subject.first - 1), i) if sentence[k].lower == "from"), None)
            if origin is not None:  # "more from Anna Holm:"
                subject = phrase(sentence, origin, words) or subject
            if alone or (subject.kind == "name" and origin is not None):
                return [Cue(i, subject, subject.first, i + 1, "colon", True)]
    return []


def _about(sentence: Sentence, ending_it: Subject | None, words: Words) -> Subject | None:
    """Whom the words before a colon are about, where none of them is a verb of speech."""
    if any(token.lower in words.says for token in sentence):
        return None
    if ending_it is not None and ending_it.kind == "name":
        return ending_it
    first = subjects.first_subject(sentence, words)
    return first if first is not None and first.kind == "name" else None


def _german_colon(sentence: Sentence, colon: int, words: Words) -> list[Cue]:
    """The same in German: whoever begins the sentence, if it is a person or all there is before the colon."""
    subject = nounphrase.noun_phrase(sentence, 0, words)
    if (
        sentence[colon - 1].lower in words.says
        or subject is None
        or not verbsecond.is_speaker(sentence, subject, colon)
    ):
        return []
    return [Cue(colon, subject, 0, colon + 1, "colon", True)]


def signed(sentence: Sentence, words: Words) -> list[Cue]:
    """ "“No.” ― Anna Holm": a name after a quotation and a dash."""
    for i, token in enumerate(sentence[:-2]):
        if token.kind == "quoted" and sentence[i + 1].text in ("—", "―", "–", "-", "~"):
            subject = subjects.after(sentence, i + 1, words)
            if subject is not None and subject.kind == "name":
                return [Cue(i + 1, subject, i + 1, subject.last, "signed", True)]
    return []
