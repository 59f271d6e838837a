"""Who is said to speak in a sentence: each verb of speech with its subject, by named rules."""

from __future__ import annotations

from itertools import pairwise

from index.extract.said import sourced, verbsecond
from index.extract.said.cue import Cue
from index.extract.sentences import Sentence
from index.extract.who import nounphrase, subjects, uncased
from index.extract.who.phrases import ALONE, Subject, ending
from index.extract.wordclasses import PLURALS, is_function, is_pronoun
from index.extract.words import Words

_INDEFINITE = frozenset(("a", "an", "another"))
_REMAINS = frozenset(("remain", "remains", "remained", "feel", "feels", "felt", "seem", "seems", "seemed"))
_WOULD = ("would", "'d", "’d")
_MADE = frozenset(("make", "makes", "made", "making"))
_PAST = frozenset(("read", "thought"))  # of a verb; other forms that are nouns as well are the present of "they"
_QUOTED = frozenset(("quoted", "cited", "quotes", "cites", "quote", "cite"))
_JOINED = frozenset(("and", "or", "but", "not"))
QUOTED_BY = 10  # tokens from "quoted" to "saying": "quoted by the Harbour Times as saying"
AUXILIARY_WITHIN = 4  # tokens before a participle
MOST = 20  # cues of a sentence: with more it is a list of words


def cues(sentence: Sentence, words: Words) -> list[Cue]:
    """The cues of a sentence in order."""
    lowers = [token.lower for token in sentence]
    found = [] if words.triggers.isdisjoint(lowers) else _by_words(sentence, words)
    for named in sourced.colon(sentence, words) if ":" in lowers and not (words.uncased and found) else ():
        # whoever stands before the colon said what follows, whatever verbs there are
        found = [cue for cue in found if cue.verb < named.first or cue.first > named.verb]
        found = sorted([*found, named], key=lambda cue: cue.verb)
    if words.asides:
        found = found or ([] if words.so.isdisjoint(lowers) else _so(sentence, words))
        inverted = _inverted(sentence, found, words) if "" in lowers else []
        found = sorted([*found, *inverted], key=lambda cue: cue.verb)
    return found or (sourced.signed(sentence, words) if "" in lowers else [])


def _by_words(sentence: Sentence, words: Words) -> list[Cue]:
    """The cues that a word tells."""
    found: list[Cue] = []
    for i, token in enumerate(sentence):
        lower = token.lower
        if lower not in words.triggers or token.kind not in ("word", "name"):
            continue
        if len(found) == MOST:
            break
        cue = None
        if lower in words.says or lower in words.calls:
            cue = _verb(sentence, i, words, lower in words.says)
        elif lower in words.saying:
            cue = _participle(sentence, i, words)
        elif lower in words.back and i:
            cue = _back(sentence, i, words)
        if cue is None and lower in words.frames and "whole" not in words.frames[lower]:
            cue = (_german_noun if words.nouns_capital else _attitude)(sentence, i, words)
        if cue is None:
            cue = sourced.according(sentence, i, words)
        if cue is not None:
            found.append(cue)
    return found


def _so(sentence: Sentence, words: Words) -> list[Cue]:
    """ "«No»: così la ministra Ada Rovis.": a name alone behind "so"."""
    for k, token in enumerate(sentence[:-1]):
        if token.lower in words.so and (k == 0 or sentence[k - 1].text in (":", ",")):
            subject = subjects.after(sentence, k, words)
            if subject is not None and subject.kind == "name" and _ends(sentence, subject.last):
                return [Cue(k, subject, k, subject.last, "verb-subject", False)]
    return []


def _inverted(sentence: Sentence, found: list[Cue], words: Words) -> list[Cue]:
    """ "« Non », soupire Anna Holm": where the subject follows, whatever verb stands behind a quotation is said."""
    cues = []
    for i, token in enumerate(sentence[:-2]):
        if token.kind != "quoted":
            continue
        k = i + 1
        while k < len(sentence) and sentence[k].text in (",", "–", "—", "-"):
            k += 1
        verb = k
        while verb < len(sentence) and sentence[verb].kind == "word" and sentence[verb].lower in words.fillers:
            verb += 1
        if verb < len(sentence) and "-" in sentence[verb].text and is_pronoun(sentence[verb], words):  # "dit-elle"
            cues.append(Cue(verb, Subject(verb, verb + 1, verb, verb + 1, "pronoun"), verb, verb + 1, "beside", False))
            continue
        if (k == i + 1 and not verb > k) or verb >= len(sentence) or sentence[verb].kind != "word":
            continue
        if any(cue.first <= verb < cue.last for cue in found) or is_function(sentence[verb], words):
            continue
        subject = subjects.after(sentence, verb, words)
        said_by = sentence[subject.first : subject.last] if subject is not None else []
        if subject is not None and (subject.kind != "noun" or any(t.lower in words.titles for t in said_by)):
            cues.append(Cue(verb, subject, verb, subject.last, "beside", False))
    return cues


def _verb(sentence: Sentence, i: int, words: Words, clause: bool) -> Cue | None:
    token = sentence[i]
    before = sentence[i - 1] if i else None
    k = i
    while k and sentence[k - 1].kind == "word" and sentence[k - 1].lower in words.fillers:
        k -= 1  # "« Non », a expliqué la ministre"
    quoted_before = _opens_inversion(sentence, k)
    if token.lower in _QUOTED and any(
        one.lower == "as" and two.lower in words.saying for one, two in pairwise(sentence[i : i + QUOTED_BY])
    ):
        return None  # whom it quotes speaks: "the paper quoted her as saying"
    if token.kind == "name" and i > 0 and not quoted_before:
        return None  # "Washington Post", "West Point"
    if words.nouns_capital:
        return _by_place(sentence, i, words, clause)
    alone = before is not None and before.lower in ALONE and token.lower not in words.nouns  # "another said"
    owned = before is not None and (_determines(sentence, i, words) or before.kind == "possessive")
    if before is not None and owned and not alone and before.lower not in words.so:
        return None  # "his call", "the report": a noun
    if before is not None and before.lower in words.prepositions and token.lower.endswith("ed") and not words.uncased:
        return None  # "a lead in pledged votes"
    if token.lower in words.participles and not _compound(sentence, i, words):
        return None  # "le plan annoncé"
    if words.uncased:
        return _verb_first(sentence, i, words, clause)
    if before is not None and before.lower == "having":
        return Cue(i, None, i, i + 1, "participle", clause)
    if i and sentence[_auxiliary(sentence, i, words)].lower in words.passive:
        return _passive(sentence, i, words, clause)
    subject = subjects.before(sentence, i, words) if not (quoted_before or _follows(sentence, i, words)) else None
    if subject is not None:
        if _disagrees(sentence, i, subject, words) or (
            token.lower in words.nouns and _is_noun(sentence, i, subject, words)
        ):
            return None
        if _is_naming(sentence, i, subject, words):
            return None
        return Cue(i, subject, subject.first, i + 1, "subject-verb", clause)
    if (quoted_before or _may_invert(sentence, i, words)) and not (
        i + 1 < len(sentence) and sentence[i + 1].lower in words.that
    ):
        inverted = subjects.after(sentence, i, words)
        if inverted is not None:
            return Cue(i, inverted, i, inverted.last, "verb-subject", clause)
    unlikely = token.kind == "name" and token.lower not in words.asked
    if unlikely or (token.lower in words.nouns and not _takes(sentence, i, words)):
        return None
    joined = before is not None and (before.lower in _JOINED or before.lower not in words.joints)
    asked = token.lower in words.asked and not joined
    return Cue(i, None, i, i + 1, "asked" if asked else "participle", clause, not asked)


def _determines(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether the word before makes this one a noun: "the report", "some claims", but not "some believe"."""
    before, lower = sentence[i - 1], sentence[i].lower
    if before.lower not in words.determiners:
        return False
    noun = lower in words.nouns or "noun" in words.frames.get(lower, ())
    return noun or before.lower not in ALONE


def _is_naming(sentence: Sentence, i: int, subject: Subject, words: Words) -> bool:
    """Whether a verb only gives a thing its name: "a group called Blue Water"."""
    named = i + 1 < len(sentence) and sentence[i + 1].kind == "name" and subject.last == i
    indefinite = sentence[subject.first].lower in _INDEFINITE
    return named and indefinite and subject.kind == "noun" and sentence[i].lower in words.naming


def _follows(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether the name behind a comma and a verb speaks: "The talks failed, said Anna Holm, the envoy"."""
    frames = words.frames.get(sentence[i].lower, frozenset())
    if i < 2 or sentence[i - 1].text != "," or "statement" not in frames or "told" in frames:
        return False
    subject = subjects.after(sentence, i, words)
    if subject is None or subject.kind != "name":
        return False
    following = sentence[subject.last] if subject.last < len(sentence) else None
    if following is None or following.text == ".":
        return True
    named = subjects.before(sentence, i, words)  # "Anna Holm, the envoy, said Oslo, her home, was quiet"
    return (following.text == "," or following.lower in words.who) and (named is None or named.kind != "name")


def _compound(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether a form of "have" stands before a participle: "a déjà annoncé"."""
    for token in reversed(sentence[max(0, i - AUXILIARY_WITHIN) : i]):
        if token.lower in words.have:
            return True
        if token.kind != "word":
            return False
    return False


def _verb_first(sentence: Sentence, i: int, words: Words, clause: bool) -> Cue:
    """The cue of an Arabic verb."""
    subject = uncased.of_verb(sentence, i, words)
    if subject is None:
        return Cue(i, None, i, i + 1, "participle", clause)
    if subject.first > i:
        return Cue(i, subject, i, subject.last, "verb-subject", clause)
    return Cue(i, subject, subject.first, i + 1, "subject-verb", clause)


def _ends(sentence: Sentence, i: int) -> bool:
    """Whether nothing follows but what may stand after a subject at the end: a mark."""
    return i >= len(sentence) or sentence[i].kind == "mark"


def _back(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """ "Anna Holm shot back, “No.”": whatever is done back beside a quotation is said."""
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    said_before = i > 2 and any(token.kind == "quoted" for token in sentence[max(0, i - 5) : i])
    if following is None or not (said_before or (following.text in (",", ":") and sentence[-1].kind == "quoted")):
        return None
    subject = subjects.before(sentence, i - 1, words)
    return Cue(i - 1, subject, subject.first, i + 1, "subject-verb", False) if subject else None


def _attitude(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """A verb, noun or adjective that tells what somebody thinks, wants or says: "wants to", "the claim that"."""
    token, frames = sentence[i], words.frames[sentence[i].lower]
    if (token.kind == "name" and i > 0) or ("would" in frames and not (i and sentence[i - 1].text.endswith(_WOULD))):
        return None
    cue = None
    if "verb" in frames and not (
        token.lower in words.says or token.lower in words.calls or token.lower in words.saying
    ):
        gerund = token.lower.endswith("ing")
        cue = _participle(sentence, i, words) if gerund else _verb(sentence, i, words, True)
        sure = gerund or (cue is not None and cue.rule == "hearsay")
        if cue is not None and not sure and not _agrees(sentence, i, cue.subject, words):
            cue = None
    elif "state" in frames and i:
        cue = _state(sentence, i, words)
    if cue is None:
        return _noun(sentence, i, words) if "noun" in frames else None
    return cue._replace(clause=True, speech=False)


def _state(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """ "She is confident that", "they remain hopeful that", "he made it clear that"."""
    j = _auxiliary(sentence, i, words)
    made = j - (sentence[j].lower == "it")
    if sentence[j].lower not in words.passive | _REMAINS and not (made >= 0 and sentence[made].lower in _MADE):
        return None
    subject = subjects.before(sentence, made if sentence[made].lower in _MADE else j, words)
    if subject is None:
        return None
    nobody = sentence[subject.head_first].lower == "it"
    return Cue(i, None if nobody else subject, subject.first, i + 1, "hearsay" if nobody else "subject-verb", True)


def _agrees(sentence: Sentence, i: int, subject: Subject | None, words: Words) -> bool:
    """Whether a form that may be a noun as well is the verb of its subject, or goes on with the verb before."""
    lower = sentence[i].lower
    before, following = sentence[i - 1] if i else None, sentence[i + 1] if i + 1 < len(sentence) else None
    if before is not None and (before.lower == "to" or (before.kind == "word" and before.lower in words.fillers)):
        return True  # "to seek", "would want"
    if subject is None:
        return before is not None and (before.lower in _JOINED or before.text == ",")
    base = not words.frames.keys().isdisjoint((lower + "s", lower + "es", lower[:-1] + "ies"))
    if base:
        head, opening = sentence[subject.head_last - 1].lower, sentence[subject.first].lower
        if subject.kind == "pronoun":
            return head not in words.he and head not in words.she and head != "it"
        if "noun" in words.frames[lower] and subject.head_last < i:
            return False  # "no details about the offer"
        plural = head.endswith("s") or head in PLURALS or head in ALONE or head == "percent"
        return subject.kind == "noun" and opening not in ("a", "an") and plural
    return (
        not lower.endswith("s")
        or not ("noun" in words.frames[lower] or lower in words.nouns)
        or (
            following is not None
            and (
                following.kind in ("quoted", "name")
                or following.lower in words.determiners
                or following.lower in words.that
                or following.lower in words.frames[lower]
            )
        )
    )


def _noun(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """ "Holm's claim that", "his call for": the speaker is the owner, else whoever the sentence is about."""
    if i + 1 >= len(sentence):
        return None
    k = i - 1
    while k > 0 and i - k < 4 and sentence[k].kind in ("word", "name") and sentence[k].lower not in words.determiners:
        k -= 1
    if k >= 0 and sentence[k].kind == "possessive":
        owner = ending(sentence, k - 1, words)
        if owner is not None:
            return Cue(i, owner, owner.first, i + 1, "noun", False, False)
    shared = k >= 0 and sentence[k].lower in ("a", "an", "his", "her", "its", "their")
    if not shared and sentence[i + 1].lower in ("of", "for", "to"):
        return None  # "in charge of", "support for": nobody's
    return Cue(i, None, i, i + 1, "participle" if shared else "noun", False, False)


def _german_noun(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """ "die Forderung der Stadt, den Hafen zu schließen": the speaker is in the genitive, else whom it is about."""
    owner = None
    if (sentence[i].kind == "word") != ("state" in words.frames[sentence[i].lower]):
        return None  # "bitte" is no "Bitte"
    if sentence[i].lower == "bekannt" and words.passive.isdisjoint(
        token.lower for token in sentence[max(0, i - 8) : i]
    ):
        return None
    if i + 1 < len(sentence) and sentence[i + 1].lower in ("des", "der", "eines", "einer"):
        owner = nounphrase.noun_phrase(sentence, i + 1, words)
    if owner is not None:
        return Cue(i, owner, i, owner.last, "noun", True, False)
    return Cue(i, None, i, i + 1, "participle", True, False)


def _by_place(sentence: Sentence, i: int, words: Words, clause: bool) -> Cue | None:
    """The cue of a German verb, whose subject its place tells."""
    found = verbsecond.subject_of(sentence, i, words)
    if found is None:
        return None
    subject = found.subject
    if found.unnamed:
        return Cue(i, None, i, i + 1, "asked", clause, False)
    if subject is None:
        return Cue(i, None, i, i + 1, "participle", clause)
    if subject.first > i:
        return Cue(i, subject, i, subject.last, "verb-subject", clause)
    return Cue(i, subject, subject.first, i + 1, "subject-verb", clause)


def _disagrees(sentence: Sentence, i: int, subject: Subject, words: Words) -> bool:
    """ "a sharp retort": a verb of this subject would be "retorts"."""
    return (
        subject.kind == "noun"
        and subject.last == i
        and sentence[subject.first].lower in ("a", "an")
        and sentence[i].lower + "s" in words.says
    )


def _is_noun(sentence: Sentence, i: int, subject: Subject, words: Words) -> bool:
    """Whether a form that may be a noun is one here, by what it takes and by its agreement with the subject."""
    if (
        subject.kind == "noun"
        and sentence[subject.first].lower in ("a", "an")
        and sentence[i].lower + "s" in words.says
    ):
        return True  # "a sharp reply": a verb would be "replies"
    if subject.kind == "name" and not sentence[i].lower.endswith("s") and sentence[i].lower not in _PAST:
        return subject.head_last == i and not sentence[i - 1].lower.endswith("s")
    if subject.first and sentence[subject.first - 1].lower in words.prepositions and not _takes(sentence, i, words):
        return True  # "after the Oslo attacks"
    opening = sentence[subject.first]
    said_before = (opening.kind == "name" or opening.lower in words.determiners) and _opens_inversion(
        sentence, subject.first
    )
    return subject.kind == "noun" and sentence[i - 1].kind == "word" and not (said_before or _takes(sentence, i, words))


def _takes(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether what follows a word that may be a noun is what a verb of speech takes."""
    if i + 1 >= len(sentence):
        return False
    lower, following = sentence[i].lower, sentence[i + 1]
    return (
        following.kind == "quoted"
        or following.text == ":"
        or (following.text == "," and i + 2 < len(sentence) and sentence[i + 2].kind == "quoted")
        or following.lower in words.that
        or (words.compounds and lower.endswith("s") and following.lower in words.determiners)
    )


def _auxiliary(sentence: Sentence, i: int, words: Words) -> int:
    """The token before a verb, over adverbs: "is widely expected"."""
    j = i - 1
    while (
        j > 0
        and sentence[j].kind == "word"
        and (sentence[j].lower in words.fillers or sentence[j].lower.endswith("ly"))
    ):
        j -= 1
    return j


def _passive(sentence: Sentence, i: int, words: Words, clause: bool) -> Cue | None:
    """ "was asked by Anna Holm": the agent speaks; "was told" has no speaker, "was quoted" its subject."""
    if i + 2 < len(sentence) and sentence[i + 1].lower == "by":
        agent = subjects.after(sentence, i + 1, words)
        return Cue(i, agent, i, agent.last, "subject-verb", clause) if agent else None
    if sentence[i].lower in words.asked:
        return Cue(i, None, i, i + 1, "asked", clause, False)
    return _hearsay(sentence, i, words) if sentence[i].lower in words.hearsay else None


def _hearsay(sentence: Sentence, i: int, words: Words) -> Cue | None:
    """ "The port is expected to close": what nobody in particular says of the subject."""
    if i + 1 == len(sentence):
        return None
    subject = subjects.before(sentence, _auxiliary(sentence, i, words), words)
    if subject is None:
        return None
    if sentence[subject.head_first].lower == "it":
        subject = None if sentence[i + 1].lower in words.that else subject
    elif sentence[i + 1].lower not in ("to", "as"):
        return None
    return Cue(i, subject, subject.first if subject else i, i + 1, "hearsay", True, False)


def _participle(sentence: Sentence, i: int, words: Words) -> Cue | None:
    before = sentence[i - 1].lower if i else ""
    if before in words.determiners or (before in ("of", "in", "for") and before != "by"):
        return None
    if before in words.passive:  # "is calling for"
        subject = subjects.before(sentence, i - 1, words)
        if subject is not None:
            return Cue(i, subject, subject.first, i + 1, "subject-verb", False)
    if before == "as":  # "was quoted as saying"
        subject = _quoted_as(sentence, i, words)
        if subject is not None:
            return Cue(i, subject, subject.first, i + 1, "subject-verb", True)
    return Cue(i, _with_subject(sentence, i, words), i, i + 1, "participle", False)


def _quoted_as(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """Who "was quoted as saying", or whom somebody "quoted as saying"."""
    quoted = next((j for j in range(i - 2, max(0, i - QUOTED_BY), -1) if sentence[j].lower in _QUOTED), None)
    if quoted is None:
        return None
    j = _auxiliary(sentence, quoted, words)
    passive = sentence[j].lower in words.passive
    return subjects.before(sentence, j, words) if passive else subjects.after(sentence, quoted, words)


def _with_subject(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """ "…, with Anna Holm calling it a mess": the participle's own subject."""
    subject = ending(sentence, i - 1, words) if i and sentence[i - 1].kind in ("name", "word") else None
    if subject is None or subject.first < 2 or sentence[subject.first - 1].lower not in words.with_:
        return None
    return subject if sentence[subject.first - 2].text in (",", "—", "–", "-") else None


def _opens_inversion(sentence: Sentence, i: int) -> bool:
    """Whether a quotation stands right before the verb, with or without a comma."""
    j = i - 1
    if j >= 0 and sentence[j].text in (",", "–", "—", "-", "،"):
        j -= 1
    return j >= 0 and sentence[j].kind == "quoted"


def _may_invert(sentence: Sentence, i: int, words: Words) -> bool:
    k = i
    while words.so and k and (sentence[k - 1].lower in words.fillers or sentence[k - 1].lower in words.so):
        k -= 1  # "Lo ha detto", "Así lo dijo"
    return (
        (k < i and (k == 0 or sentence[k - 1].kind == "mark"))
        or i == 0
        or words.uncased
        or _opens_inversion(sentence, i)
        or sentence[i - 1].text in (",", "–", "—", "-")
        or sentence[i - 1].lower in ("as", "comme", "como", "come", "як", "как", "wie", "hat", "a")
    )
