"""The evidence of an article's quotations in words: what `search-index read --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator

from index.corrections import Corrections
from index.extract.evidence import Evidence, evidence_of
from index.extract.said.confidence import SHARES, SHORT
from index.model import Article, Quote
from index.names import Names
from index.sources import shown

CONTEXT = 60  # characters on both sides of a cue
LONGEST = 200  # characters of a quotation
UNKNOWN = "NAME OF THE SPEAKER"  # to be filled in

RULES = {  # what each rule of docs/extraction.md goes by
    "verb-subject": "the speaker stands behind a verb of speech",
    "subject-verb": "the speaker stands before a verb of speech",
    "according": "a source is named",
    "signed": "the next paragraph is a signature",
    "beside": "a name stands right behind the quotation",
    "continued": "another quotation of the paragraph has this speaker",
    "preceding": "the sentence before is about this speaker",
    "participle": "a verb of speech shares the subject of another one, or of its sentence",
    "noun": "a noun of speech has this owner, or nobody's name",
    "hearsay": "it is said, expected or believed; by whom is not said",
    "asked": "a question was asked; by whom is not said",
    "colon": "the speaker stands before a colon",
    "carried": "the paragraph before ends with this speaker",
    "subject": "no verb of speech: the subject of the sentence",
    "none": "nothing near tells who speaks",
}
RESOLUTIONS = {
    "name": "it is a name, or part of one that the article has in full",
    "pronoun": "the last speaker, or else person, of fitting gender",
    "title": "a description; who was introduced so, if just one person was, else the description itself",
    "carried": "taken over from the paragraph before",
}


def explained(article: Article, corrections: Corrections, names: Names) -> str:
    """An article's quotations with their evidence; `names` are those that the index in service joins."""
    told, left_out = evidence_of(article)
    lines = [f"{shown(article.source)}: {article.title or 'without a title'} [{article.id}]"]
    for number, evidence in enumerate(told, 1):
        lines += ["", f"{number:3}  {_short(evidence.quote.quote)}"]
        lines += [f"     {name:11} {text}" for name, text in _facts(article, evidence, corrections, names)]
    if left_out:
        lines += ["", "     In quotation marks, but taken for a title, a name or a word that nobody says:"]
        lines += [f"     {start}–{end}  {_short(article.text[start:end])}" for start, end in left_out]
    return "\n".join([*lines, ""])


def _facts(article: Article, evidence: Evidence, corrections: Corrections, names: Names) -> Iterator[tuple[str, str]]:
    quote = evidence.quote
    yield "speaker", f"{quote.speaker or 'unknown'} ({quote.speaker_type})" + (f", {quote.role}" if quote.role else "")
    yield "found at", f"{quote.type}, characters {quote.start}–{quote.end} of the {quote.field}"
    yield "rule", f"{quote.rule}: {RULES.get(quote.rule, 'see docs/extraction.md')}"
    yield "cue", _cue(article, evidence)
    yield "resolved", _resolved(quote)
    yield "confidence", _confidence(quote)
    for number, candidate in enumerate(evidence.candidates):
        sign = "→" if candidate.name == quote.speaker else "·"
        yield (
            "" if number else "candidates",
            ": ".join([f"{sign} {candidate.name}", *["; ".join(candidate.facts)] * bool(candidate.facts)]),
        )
    if not evidence.candidates:
        yield "candidates", "nobody is named near"
    known = names.merged.get(quote.speaker or "")
    if known:
        yield "archive", f"{quote.speaker} is shown as {known[0]} (rule: {known[1]})"
        yield "to part", f"{quote.speaker} != {known[0]}"
    if quote.id in corrections.quotations:
        yield "corrected", corrections.quotations[quote.id] or "taken out: no quotation"
    else:
        yield "to correct", f"{quote.id} = {quote.speaker or UNKNOWN}"


def _cue(article: Article, evidence: Evidence) -> str:
    if evidence.cue is None:
        return evidence.quote.cue or "none"
    start, end = evidence.cue
    before, cue, after = article.text[max(0, start - CONTEXT) : start], article.text[start:end], article.text[end:]
    return " ".join(f"{evidence.quote.cue}: …{before}[{cue}]{after[:CONTEXT]}…".split())


def _resolved(quote: Quote) -> str:
    if quote.resolution is None:
        return "no"
    written = f"“{_short(quote.speaker_text)}” at {quote.speaker_start}: " if quote.speaker_text else ""
    return f"by {quote.resolution}: {written}{RESOLUTIONS[quote.resolution]}"


def _confidence(quote: Quote) -> str:
    share = SHARES.get(quote.rule, 0.0)
    lower = {
        "the speaker is only described": quote.resolution == "title",
        "a pronoun stands for the speaker": quote.resolution == "pronoun",
        "few words stand in marks": quote.type == "direct" and len(quote.quote.split()) < SHORT,
        "what was said without marks is partly a guess": quote.type != "direct",
    }
    why = [reason for reason, holds in lower.items() if holds]
    lowered = f"; the rule has {share:g}, but {' and '.join(why)}" if quote.confidence < share and why else ""
    return f"{quote.confidence:g}{lowered}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
