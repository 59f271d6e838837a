"""Who a quotation belongs to: the cue of its sentence, the phrase that speaks, the person behind it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from index.extract.said import marked, verbsecond
from index.extract.said.cue import Cue
from index.extract.sentences import Sentence, Token
from index.extract.who import names, subjects
from index.extract.who.declined import is_place
from index.extract.who.names import People, Person
from index.extract.who.phrases import Subject
from index.extract.wordclasses import is_nominal
from index.extract.words import Words
from index.model import Span

ANONYMOUS = frozenset(("noun", "asked", "hearsay"))  # rules whose statement needs no speaker
LONG = 5  # words of a part that may be a statement without a verb of speech
TITLE = 8  # words of a title at most
ENDED = ",!?"  # before the closing mark: what stands in marks is said, however short
SCARE = 3  # words that are scare quotes rather than speech where no verb of speech reaches them
SPOKEN = 60  # cues looked back over for the person behind a pronoun
BACK = 2500  # characters: a pronoun's person is not further off

DEFINITE = frozenset(("the", "der", "die", "das", "le", "la", "l'", "el", "il", "lo"))
_ARTICLES: dict[str, names.Gender] = {"le": "m", "il": "m", "el": "m", "lo": "m", "la": "f"}
_OF_TITLES = frozenset(("the", "of", "and"))  # English ones are quoted everywhere
_AS = frozenset(("as", "comme", "como", "come", "як", "как"))  # between a word of naming and the name
COMPANY = frozenset(("company", "firm"))
DESCRIPTION = 3  # words of a phrase that stands for a person named before: "the Swiss envoy"
_MARKS = "\"'“”„‟‘’‚‛«»‹› \u00a0\u202f"
_TRANSCRIPT = re.compile(r"[\"“„«'‘]?\s?([A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,3}):\s")  # names who speaks
_EDGE = "\"'“”„‟‘’‚‛«»‹›,.;:!? \u00a0\u202f"

SpeakerType = Literal["person", "organisation", "government", "group", "unknown"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: as resolved, as written, and by which rule."""

    name: str
    text: str | None = None
    start: int | None = None
    end: int | None = None
    type: SpeakerType = "unknown"
    role: str | None = None
    resolution: Literal["name", "title", "pronoun", "carried"] | None = None
    person: Person | None = None


class Attribution(NamedTuple):
    """A quotation-marked part or a clause, with its speaker and how that was found."""

    speaker: Speaker | None
    cue: str | None
    rule: str
    number: int | None = None  # of the cue in its sentence
    at: int = -1  # where the cue's verb stands in the text


class Context(NamedTuple):
    """What the article has told so far: everyone it names, and who spoke last."""

    text: str
    people: People
    words: Words
    spoken: list[tuple[int, Speaker]]  # where and who, in order


def _by_role(context: Context, sentence: Sentence, subject: Subject) -> Person | None:
    """Who "the envoy" is: the person introduced so before, where there is only one."""
    phrase = sentence[subject.head_first : subject.head_last]
    roles = context.words.titles | context.words.again
    bare = bool(context.words.cases) and phrase[0].lower in roles  # where there are no articles
    if not (bare or phrase[0].lower in DEFINITE) or len(phrase) > DESCRIPTION:
        return None
    start = phrase[0].start
    noun = phrase[0 if bare else -1].lower
    known = [person for person in context.people.by_role.get(noun, ()) if 0 <= person.first_at < start]
    complemented = subject.last > subject.head_last or (bare and len(phrase) > 1)  # "el abogado de la senadora"
    if known or not context.words.asides or complemented:
        return known[0] if len(known) == 1 else None
    gender: names.Gender | None = _ARTICLES.get(phrase[0].lower)
    last = _last_spoken(context, start, gender) or names.nearest(context.people, start, start - BACK, gender)
    unknown = last is not None and last.role is None and noun in context.words.titles  # of whom nothing else is told
    return last if unknown or noun in context.words.again else None


def _by_last_name(context: Context, sentence: Sentence, subject: Subject) -> Person | None:
    """Who "die in Linz geborene Holm" is, where nouns have capitals."""
    last = sentence[subject.head_last - 1].text
    known = context.people.by_last.get(last, ()) if context.words.nouns_capital else ()
    return known[0] if len(known) == 1 and known[0].gender else None


def of_transcript(context: Context, start: int, end: int) -> Speaker | None:
    """Who a part in marks names before what it holds: “HOLM: No, we will not.”"""
    found = _TRANSCRIPT.match(context.text, start, end)
    if found is None:
        return None
    speaker = named(context, found.span(1))
    return speaker if speaker.person is not None or found[1].isupper() else None


def named(context: Context, span: Span) -> Speaker:
    """Who a part of the text names that is a name and nothing else."""
    written = context.text[slice(*span)]
    name, person = names.resolve(
        context.people, written.title() if written.isupper() else written, span[0], context.words
    )
    kind = "person" if person else _type_of(written.split())
    return Speaker(name, written, *span, kind, person.role if person else None, "name", person)


def of_cues(context: Context, sentence: Sentence, found: list[Cue]) -> list[Speaker | None]:
    """The speaker of each cue; one without a subject takes that of the cue before, else the sentence's."""
    speakers: list[Speaker | None] = []
    shared: dict[bool, Speaker | None] = {}  # the last of verbs of speech, and of any, which a participle shares
    for cue in found:
        if cue.rule == "hearsay":
            speaker = None
        elif cue.subject is not None:
            speaker = speaker_of(context, sentence, cue.subject)
        elif cue.rule in ANONYMOUS:
            speaker = None
        elif cue.speech in shared:
            speaker = shared[cue.speech]
        else:
            follows = not context.words.uncased or sentence[cue.verb].lower in context.words.saying  # a verb before it
            opening = _first_subject(sentence, context.words) if follows else None
            following = next((c.subject for c in found if c.subject is not None and c.speech), None)
            opens = sentence[cue.verb].kind == "name"  # "Commenting on the debt Anna Holm said"
            subject = following or opening if opens else opening or following
            speaker = speaker_of(context, sentence, subject) if subject else None
        speakers.append(speaker)
        if cue.rule not in ANONYMOUS:
            shared[False] = speaker
        if cue.speech:
            shared[True] = speaker
        if speaker is not None and cue.speech:
            context.spoken.append((sentence[cue.verb].start, speaker))
    return speakers


def _first_subject(sentence: Sentence, words: Words) -> Subject | None:
    """Whom a sentence is about, whatever its verb."""
    return (verbsecond.main_subject if words.nouns_capital else subjects.first_subject)(sentence, words)


def attribute(
    context: Context, sentence: Sentence, found: list[Cue], speakers: list[Speaker | None]
) -> dict[int, Attribution]:
    """The quotation-marked parts of a sentence, by number, each with its attribution.

    A part that opens a sentence without a cue is left out: its neighbours decide. What is no speech at all
    (titles, names, single words nobody is said to say) gets the rule "no speech".
    """
    given: dict[int, Attribution] = {}
    parts = [i for i, token in enumerate(sentence) if token.kind == "quoted"]
    opening = next((i for i, token in enumerate(sentence) if token.kind not in ("mark", "quoted")), len(sentence))
    reported = _is_reported(sentence, context.words)
    for i in parts:
        token = sentence[i]
        chosen = _cue_for(sentence, i, found, context.words)
        cue = found[chosen] if chosen is not None else None
        if chosen is not None and cue is not None and speakers[chosen] is not None:
            attribution = Attribution(
                speakers[chosen], sentence[cue.verb].text, cue.rule, chosen, sentence[cue.verb].start
            )
        else:
            uncued = _uncued(context, sentence, i, i < opening)
            unnamed = cue is not None and uncued is not None  # "“No,” added.", "وتابع: «لا»"
            neighbour = uncued is None or (unnamed and (uncued.rule == "none" or context.words.uncased))
            if uncued is None or neighbour or reported:
                behind = context.words.asides and i > 0 and sentence[i - 1].kind in ("word", "name")
                if (context.words.nouns_capital or behind) and _is_title(context, sentence, i, cue):
                    given[token.quoted] = Attribution(None, None, "no speech")
                continue  # the speaker is the one before
            attribution = uncued
        scare = is_scare(context, (token.start, token.end), attribution)
        if scare or _is_title(context, sentence, i, cue) or _modifies(context, sentence, i, attribution):
            attribution = Attribution(None, None, "no speech")
        given[token.quoted] = attribution
    return given


def _uncued(context: Context, sentence: Sentence, i: int, opens: bool) -> Attribution | None:
    """The attribution of a part that no verb of speech reaches; None where its neighbours decide."""
    if opens:
        apart = context.words.asides or context.words.uncased
        if apart and all(token.kind == "mark" for token in sentence[i + 1 :]):
            return None
        whole = (
            _is_long(context, sentence[i]) or context.text[sentence[i].end - 2] in ENDED
        )  # “Never!” the crowd roared
        beside = subjects.beside(sentence, i, context.words) if whole else None
        if beside is None and (i + 1 == len(sentence) or _is_long(context, sentence[i])):
            return None
        if beside is not None:
            return Attribution(speaker_of(context, sentence, beside), None, "beside")
    subject = _first_subject(sentence, context.words)
    speaker = speaker_of(context, sentence, subject) if subject else None
    if context.words.asides and speaker is not None and speaker.resolution == "name" and speaker.person is None:
        speaker = None  # a word that its sentence gives the capital
    if context.words.asides and speaker is None and sentence[i - 1].text == ":":
        return None  # "Poi, a margine: «No»"
    return Attribution(speaker, None, "subject" if speaker else "none")


def _is_long(context: Context, token: Token) -> bool:
    """Whether a part is long enough to be a statement of its own."""
    return context.text.count(" ", token.start, token.end) >= LONG - 1


def _is_title(context: Context, sentence: Sentence, i: int, cue: Cue | None) -> bool:
    """Whether a part is the title of a work or the name of a thing: its form, and what stands before it."""
    token, words = sentence[i], context.words
    inner = context.text[token.start : token.end].strip(_EDGE).split()
    if words.nouns_capital:
        written = context.text[token.start : token.end].strip(_MARKS).split()
        return marked.is_name(written, sentence, i, cue, words)
    before = sentence[i - 1] if i else None
    if before is not None and before.lower in words.determiners and i > 1:
        before = sentence[i - 2]
    after = sentence[i + 1] if i + 1 < len(sentence) else None
    if before is not None and before.lower in _AS and i > 1 and sentence[i - 2].lower in words.naming:
        return True
    if before is not None and words.asides and inner and _is_thing(before, inner, context.text[token.end - 2], words):
        return True
    if before is not None and words.uncased and before.lower in words.works:
        return True
    if before is not None and before.lower in words.naming:
        said_by = cue.subject if cue is not None and cue.rule == "subject-verb" and cue.verb == i - 1 else None
        active = said_by is not None and said_by.kind != "noun" and said_by.last == i - 1  # "whom she called “X”"
        return not active and not any(t.lower in ("what", "which", "that") for t in sentence[max(0, i - 6) : i])
    if len(inner) == 1 and before is not None and inner[0][0].isupper():
        if before.kind == "name" and after is not None and after.kind == "name" and i > 1 and len(before.text) > 1:
            return names.is_first_name(before.text) or before.text in context.people.by_last  # Anna “Sunny” Holm
        if before.kind == "possessive" and i > 1 and names.is_body([sentence[i - 2].text]):
            return True  # the BBC's “Panorama”
    if not inner or len(inner) > TITLE or not _title_case(inner, words):
        return False
    if cue is None:
        return True
    if before is not None and "told" in words.frames.get(before.lower, ()):
        return True  # told “Good Morning”
    if before is None or before.text in (",", ":", "as"):
        return False
    if before.lower in words.says or before.lower in words.calls or before.lower in words.saying:
        return False
    return before.lower in words.works or before.kind == "possessive" or before.lower in words.prepositions


def _is_thing(before: Token, inner: list[str], last: str, words: Words) -> bool:
    """Whether a part with a capital right behind a noun is the name of that thing: "le bar « Le Tablier »"."""
    capital = inner[0][0].isupper() or inner[0][0].isdigit()
    if not capital or len(inner) > TITLE or last in ".!?…" or before.kind not in ("word", "name"):
        return False
    if words.dashed and before.lower in words.says and len(inner) <= SCARE:
        return True  # "сообщили «Маяку»": speech would stand behind a colon
    speaks = before.lower in words.says | words.calls | words.saying | words.fillers
    return not speaks and (is_nominal(before, words) or before.lower in words.works)


def _title_case(inner: list[str], words: Words) -> bool:
    return (
        inner[0][0].isupper()
        and len(inner) > 1
        and all(
            w[0].isupper() or w[0] in "&–—0123456789" or w.lower() in words.plain or w.lower() in _OF_TITLES
            for w in inner
        )
    )


def _set_off(text: str, part: Span) -> bool:
    """Whether marks of punctuation show a part to be speech: "«No», …" where a sentence begins with it, ": «No»"."""
    before, after = text[max(0, part[0] - 3) : part[0]].rstrip(" \u00a0")[-1:], text[part[1] : part[1] + 2].lstrip()[:1]
    return before == ":" or (before in ("", *"\n.!?…—–-") and after in (",", "،", "—", "–"))


def _is_reported(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence tells by the mood of its verb that it goes on with what somebody said: "er sei müde"."""
    return not words.reported.isdisjoint(token.lower for token in sentence)


def _modifies(context: Context, sentence: Sentence, i: int, attribution: Attribution) -> bool:
    """Whether a part that no verb of speech reaches is a word before its noun: “cheap” boats."""
    if attribution.rule != "subject" or context.words.nouns_capital or not context.words.own:
        return False
    one = " " not in context.text[sentence[i].start : sentence[i].end]
    return one and i + 1 < len(sentence) and is_nominal(sentence[i + 1], context.words)


def is_scare(context: Context, part: Span, attribution: Attribution) -> bool:
    """Whether a part is a word or two that nobody near is said to say."""
    speaker = attribution.speaker
    if context.words.nouns_capital and marked.is_sentence(context.text[part[0] : part[1]].strip(_MARKS)):
        return False
    if attribution.rule not in ("subject", "none") or not context.words.own:
        return False
    capitals = not (context.words.nouns_capital or context.words.uncased)  # which tell a name
    if speaker is not None and speaker.resolution != "title" and capitals:
        return False
    if context.words.asides or context.words.uncased:
        if _set_off(context.text, part):
            return False
        return len(context.text[slice(*part)].strip(_EDGE).split()) <= SCARE
    return context.text.count(" ", *part) < SCARE


def speaker_of(context: Context, sentence: Sentence, subject: Subject) -> Speaker | None:
    """Who a subject is: a name made whole, a pronoun's person, or the phrase itself."""
    text, words = context.text, context.words
    start, end = sentence[subject.first].start, sentence[subject.last - 1].end
    written = text[start:end]
    if subject.kind == "pronoun":
        if words.nouns_capital and _is_plural(sentence, subject):
            return Speaker("", written, start, end, "group", resolution="pronoun")
        return _of_pronoun(context, sentence[subject.head_first].lower, written, start, end)
    if subject.kind == "noun":
        person = _by_role(context, sentence, subject) or _by_last_name(context, sentence, subject)
        if person is not None:
            return Speaker(person.name, written, start, end, "person", person.role, "title", person)
        company = _company(context, start) if sentence[subject.head_last - 1].lower in COMPANY else None
        if company is not None:
            return dataclasses.replace(company, text=written, start=start, end=end, resolution="title")
        kind: SpeakerType = _type_of(written.split())
        return Speaker(" ".join(written.split()), written, start, end, kind, resolution="title")
    head_start = sentence[subject.head_first].start
    head = text[head_start : sentence[subject.head_last - 1].end]
    name, person = names.resolve(context.people, head, start, words)
    parts, title, gender = names.split_titles(head, words)
    if person is None and len(parts) == 1 and (title or head_start > start) and is_place(parts[0], words):
        return Speaker(" ".join(written.split()), written, start, end, resolution="title")  # "Президент Казахстана"
    alone = len(parts) == 1 and names.is_first_name(parts[0])
    if person is None and (title or gender or alone) and not names.is_body(parts):
        person = Person(name, gender or names.gender_of(parts[0]), title, start)
    before = " ".join(text[start:head_start].split() + (title or "").split())
    role = names.role_of(before, words) or (person.role if person else None)
    if words.uncased:
        role = text[start:head_start].strip(" ،") or None
    new = words.uncased or (words.nouns_capital and not names.is_thing(parts, words) and not names.is_body(parts))
    if new and person is None and len(parts) > 1:
        person = names.add(context.people, Person(name, names.likely_gender(parts[0]), role, start))
    if person is None and (company := _company(context, start, name)):
        name, parts = company.name, company.name.split()
    kind = "person" if person is not None else _type_of(parts)
    if person is not None:
        names.introduce(context.people, person, role, words)
    return Speaker(name, written, start, end, kind, role, "name", person)


def _is_plural(sentence: Sentence, subject: Subject) -> bool:
    """Whether a German "sie" is they, by the verb beside it: "sie sagten"."""
    beside = sentence[max(0, subject.first - 1) : subject.last + 1]
    plural = any(token.kind == "word" and token.lower.endswith(("en", "sind")) for token in beside)
    return plural and sentence[subject.first].lower == "sie"


def _cue_for(sentence: Sentence, i: int, found: list[Cue], words: Words) -> int | None:
    """The number of the cue that a quotation-marked token belongs to: right after it, before it, later on."""
    for number, cue in enumerate(found):
        if not cue.speech:
            continue
        between = sentence[i + 1 : cue.first]
        adjoining = all(token.kind == "mark" and token.text in ",–—-،)" for token in between)
        if cue.first > i and adjoining and (cue.rule != "participle" or not any(c.speech for c in found[:number])):
            return number
    around = [number for number, cue in enumerate(found) if cue.first < i < cue.verb]
    if around and words.nouns_capital:
        return around[0]  # "hat Anna Holm … „falsch“ genannt"
    earlier = [number for number, cue in enumerate(found) if cue.last <= i and cue.speech]
    if earlier:
        return _outer(sentence, earlier, found, words)
    later = [number for number, cue in enumerate(found) if cue.first > i and cue.speech]
    return later[0] if later else None


def _outer(sentence: Sentence, earlier: list[int], found: list[Cue], words: Words) -> int:
    """The last of the cues before a part, or the one whose clause it is in: "critics say he meant to “break” it"."""
    last = earlier[-1]
    while words.tells and last - 1 in earlier:
        outer, inner = found[last - 1], found[last]
        between = sentence[outer.last : inner.first]
        if inner.subject is None or sentence[inner.verb].lower in words.tells:
            break
        if any(token.kind in ("mark", "quoted") for token in between):
            break
        last -= 1
    return last


def _of_pronoun(context: Context, lower: str, written: str, start: int, end: int) -> Speaker | None:
    words = context.words
    he, she = words.he | words.his, words.she | words.her
    if lower in he or lower in she:
        gender: names.Gender = "m" if lower in he else "f"
        person = _last_spoken(context, start, gender) or names.nearest(context.people, start, start - BACK, gender)
        if person is None:
            return Speaker("", written, start, end, "person", resolution="pronoun")
        return Speaker(person.name, written, start, end, "person", person.role, "pronoun", person)
    body = _last_body(context, start) if lower in ("it", "they") else None
    if body is not None:
        return dataclasses.replace(body, text=written, start=start, end=end, resolution="pronoun")
    return Speaker("", written, start, end, "unknown", resolution="pronoun")


def _last_body(context: Context, at: int) -> Speaker | None:
    """Who spoke last and is no person."""
    for spoke_at, speaker in reversed(context.spoken[-SPOKEN:]):
        if spoke_at < at - BACK:
            return None
        if spoke_at < at and speaker.person is None and speaker.name:
            return speaker
    return None


def _company(context: Context, at: int, name: str = "") -> Speaker | None:
    """The company that spoke last, by its whole name; `name` may be the first words of it."""
    opening = f"{name} " if name else ""
    for spoke_at, speaker in reversed(context.spoken[-SPOKEN:]):
        if spoke_at < at and speaker.name.startswith(opening) and names.is_company(speaker.name):
            return speaker
    return None


def _last_spoken(context: Context, at: int, gender: names.Gender | None) -> Person | None:
    for spoke_at, speaker in reversed(context.spoken[-SPOKEN:]):
        if spoke_at < at - BACK:
            return None
        if spoke_at < at and names.fits(speaker.person, gender):
            return speaker.person
    return None


def _type_of(parts: Sequence[str]) -> SpeakerType:
    lower = [part.lower().strip(",.") for part in parts]
    if any(part in names.GOVERNMENTS for part in lower):
        return "government"
    if any(part in names.GROUPS for part in lower):
        return "group"
    return "organisation" if names.is_body(list(parts)) else "unknown"
