"""Bytes to text, once, for every format.

The order: byte-order mark, UTF-16 known by its zero bytes, strict UTF-8, UTF-8 with a few bad bytes, the
declared charset if it decodes, the detector. UTF-7 is never tried: it hides markup in plain letters.
"""

from __future__ import annotations

import codecs
import re

from index.errors import SourceError

_MARKS = (  # the longer first: UTF-32's mark begins as UTF-16's does
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b\x08": "gzip data",
    b"\xfd7zXZ\0": "xz data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x7fELF": "a program",
}
# Charsets that text on the web comes in (https://encoding.spec.whatwg.org/#names-and-labels), by Python's
# names; others that Python knows are no charsets of documents (punycode, unicode_escape) or unsafe (utf-7).
_CHARSETS = {
    "utf-8", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
    "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "cp866", "mac-roman",
    "mac-cyrillic", "cp874", "gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "shift_jis", "cp932",
    "iso2022_jp", "euc_kr", "cp949",
}  # fmt: skip
# What a label means where it does not mean what it says; documents that say Latin-1 are windows-1252.
_ALIASES = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874",
    "iso8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip
_DETECTABLE = ["cp1252", "cp1251", "cp1250", "koi8-r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
               "iso8859-2", "iso8859-5", "gb18030", "big5", "euc_jp", "cp932", "cp949"]  # fmt: skip
_HEAD = 4096  # bytes in which a document says its charset and in which zero bytes are counted
_SAMPLE = 8192  # bytes that the detector sees: it costs about 10 ms a KiB and does not gain from more
_CONTROLS = bytes({*range(32)} - set(b"\t\n\v\f\r\x1b"))
_BINARY = 0.02  # share of control characters above which bytes are no text; texts seen have none,
_STRAY = 8  # and a line may have a few all the same
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_TAG = re.compile(rb"<[^<>]*>")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes, without byte-order mark and NUL characters.

    `declared` is the charset the document or its sender names; it counts where the bytes are not UTF-8.
    Mostly valid UTF-8 stays UTF-8, and its few bad bytes become U+FFFD. Raises SourceError for bytes that
    are no text (an image, an archive, a program).
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace").replace("\0", "")
    if wide := _unmarked_utf16(data[:_HEAD]):
        return data.decode(wide, "replace").replace("\0", "")
    _refuse_binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _not_utf8(data, declared, cut=error.reason == "unexpected end of data")
    return text.replace("\0", "")


def declared_charset(data: bytes) -> str | None:
    """The charset that an HTML or XML document names in its first 4 KiB."""
    found = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD]))
    return found[1].decode("ascii") if found else None


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 shows by a zero in every other byte of its markup, blanks and Latin letters."""
    half = len(head) // 2
    if half < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.05 * half else None


def _refuse_binary(data: bytes) -> None:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"this is {name}, not text")
    sample = data.rstrip(b"\0")[: 1 << 16]  # some writers pad with NULs
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _STRAY + _BINARY * len(sample):
        raise SourceError("this is binary data, not text")


def _not_utf8(data: bytes, declared: str | None, cut: bool) -> str:
    mostly = data.decode("utf-8", "replace")
    bad = mostly.count("\ufffd")
    good = len(mostly) - len(mostly.encode("ascii", "ignore")) - bad
    if cut or good > 2 * bad:
        return mostly
    for charset in (_charset(declared), _detected(data)):
        if charset and charset != "utf-8":
            try:
                return data.decode(charset)
            except UnicodeDecodeError:
                continue
    return data.decode("cp1252", "replace")


def _charset(label: str | None) -> str | None:
    """Python's name of a charset by the label a document gives, or None where it is none for documents."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _ALIASES.get(name, name)
    return name if name in _CHARSETS else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # only a few files in a hundred need it

    text = _TAG.sub(b" ", data[: 1 << 20])
    lines = b"\n".join(line for line in text.split(b"\n") if not line.isascii()) or text
    best = from_bytes(lines[:_SAMPLE], cp_isolation=_DETECTABLE).best()
    return best.encoding if best else None
