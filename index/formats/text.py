"""Plain text: headline, byline and date line are recognised; captions, labels and trailers kept out of the body.

The body is what remains, to the letter. Every rule looks at one line, for a file may be wrapped or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.decode import decode
from index.errors import SourceError
from index.formats.bylines import agency_in, byline, is_bare_byline, is_outlet
from index.formats.dates import published
from index.formats.fields import line
from index.model import Article
from index.sources import Piece, Refusal

_LONGEST_TITLE = 200  # characters; headlines seen have up to 150
_LONGEST_LABEL = 5  # words: "Bottom story", "World news"; a longer line may be a deck, which stays
_LABEL_WIDTH = 60  # characters
_HEAD = 15  # lines in which the dateline stands
_LONGEST_CAPTION = 600
_LONGEST_TRAILER = 150

_SENTENCE_END = re.compile(r"[.!?…。؟।][\"'”’»)\]]*\s*$")
_PROSE = 120  # characters from which a line is a paragraph, however it ends
_BYLINE = re.compile(
    r"(?:(?:Written |Reported |Story )?[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af|Автор:?|Від)[ :]+"
    r"[^\W\d_a-zß-öø-ÿа-яёіїєґ][^.!?;:]{1,80}$"
)
_DATED = re.compile(
    r"(?:(?:first )?(?:published|posted|updated|date|veröffentlicht|publié)(?: on| le| am)?\s*[:,]?\s*)?(.+)", re.I
)
_CREDIT = re.compile(
    r"\((?:AP |AFP |EPA |File |Reuters )?(?:Photos?|Fotos?|Images?|Pictures?|Bild|Credit|Фото|صورة)"
    r"(?: credit| by| von| de)?\s?[:/—–-]?[^()]{0,100}\)\s*$"
    r"|\([^()]{0,60}/(?:AP|AFP|Reuters|Getty Images|EPA|dpa|Shutterstock)\)\s*$"
    r"|\([^()/]{3,60}/(?-i:[A-Z]{2,4})\)\s*$"
    r"|/(?:Getty Images|AFP|EPA)\s*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"[\[(]?(?:file )?(?:photo(?:graph)?s?|picture|image|caption|foto|bild|фото)(?: credit| caption| by)?\s?[:/]"
    r"|file (?:photo|picture|image)\b|(?:pictured|photographed)\s?:",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related(?: (?:articles?|stories|news|topics|content))?\s*(?::|$)"
    r"|more (?:on this|from|stories|news)\b|recommended\s*:|click here|sign up (?:for|to)|subscribe (?:to|now)"
    r"|follow us|share this"
    r"|advertisement\s*$|anzeige\s*$|lesen sie (?:auch|mehr)|mehr zum thema|lire (?:aussi|la suite)"
    r"|à lire aussi|leer más|lea también|leggi anche|lees ook|читайте (?:також|также)|اقرأ (?:أيضا|المزيد)"
    r"|(?:copyright|©|\(c\))\s.{0,80}\d{4})",
    re.IGNORECASE,
)


def read(piece: Piece, data: bytes) -> Iterator[Article | Refusal]:
    """The article of a text file; raises SourceError where it has no text."""
    lines = decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    agency = next(filter(None, map(agency_in, lines[:_HEAD])), None)
    title, start = _headline(lines, agency)
    authors: tuple[str, ...] = ()
    outlet = day = None
    captions: list[str] = []
    below_byline = False
    while title and start < len(lines):
        words = lines[start].strip()
        if _is_caption(words):
            captions.append(words)
        elif not authors and _is_byline(words, agency):
            authors, outlet = byline(words, agency)
        elif not day and (found := _date(words)):
            day = found
        elif words and not (_is_label(words) and any(map(str.strip, lines[start + 1 :]))):
            break
        elif below_byline and not outlet and is_outlet(words, agency):
            outlet = line(words)
        below_byline = _is_byline(words, agency)
        start += 1
    body, more = _body(lines[start:])
    if not body:
        raise SourceError("it has no text below its headline" if title else "it has no text")
    yield Article(
        text=body,
        title=title,
        kind="text",
        outlet=outlet or agency,
        authors=authors,
        published=day,
        captions=tuple(map(line, captions + more)),
    )


def _headline(lines: list[str], agency: str | None) -> tuple[str, int]:
    """The headline and the number of the line after it; ("", 0) where the text starts without one."""
    first = next((number for number, text in enumerate(lines) if text.strip()), len(lines))
    if first == len(lines):
        return "", 0
    words, following = lines[first].strip(), lines[first + 1].strip() if first + 1 < len(lines) else ""
    stands_alone = not following or len(following) > _PROSE or _is_header(following, agency)
    if len(words) > _LONGEST_TITLE or words.endswith(".") or not stands_alone or _is_caption(words):
        return "", 0
    if not any(text.strip() for text in lines[first + 1 :]):  # all there is: a text, not a headline
        return "", 0
    return line(words), first + 1


def _is_header(words: str, agency: str | None) -> bool:
    return bool(_is_byline(words, agency) or _is_caption(words) or _date(words))


def _is_byline(words: str, agency: str | None) -> bool:
    return bool(_BYLINE.match(words)) or (len(words) <= _LABEL_WIDTH and is_bare_byline(words, agency))


def _is_caption(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_CAPTION and bool(_CAPTION.match(words) or _CREDIT.search(words))


def _is_label(words: str) -> bool:
    return len(words) <= _LABEL_WIDTH and len(words.split()) <= _LONGEST_LABEL and not _SENTENCE_END.search(words)


def _is_trailer(words: str) -> bool:
    return len(words) <= _LONGEST_TRAILER and bool(_TRAILER.match(words)) and not re.search(r"[\"”»]\S*$", words)


def _date(words: str) -> str | None:
    if len(words) > 60 or _SENTENCE_END.search(words) or not re.search(r"\d", words):
        return None
    found = _DATED.match(words)
    return published(found[1]) if found else None


def _body(lines: list[str]) -> tuple[str, list[str]]:
    """What remains without captions and trailers, to the letter, and the captions."""
    kept: list[str] = []
    captions: list[str] = []
    gap = False  # a line was taken out; the blank line after it goes with it
    for text in lines:
        words = text.strip()
        if _is_caption(words) or _is_trailer(words):
            captions += [words] if _is_caption(words) else []
            gap = True
        elif words or not (gap and kept and not kept[-1].strip()):
            kept.append(text)
            gap = gap and not words
    while kept and (not (last := kept[-1].strip()) or (last.isupper() and _is_label(last))):
        kept.pop()  # a section's name after the end
    return "\n".join(kept).strip(), captions
