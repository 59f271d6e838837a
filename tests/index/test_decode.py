"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.decode import declared_charset, decode
from index.errors import SourceError

GERMAN = "Die „roten Linien“ für Österreich – größer als gedacht – sagte Müller am Dienstag in Köln."
RUSSIAN = "Министр заявил во вторник в Вене, что красные линии согласованы обеими сторонами до конца года."
ARABIC = "قال الوزير يوم الثلاثاء في فيينا إن الخطوط الحمراء متفق عليها حتى نهاية العام."


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (GERMAN.encode(), None, GERMAN),
        (GERMAN.encode("utf-8-sig"), None, GERMAN),
        (GERMAN.encode("utf-16"), None, GERMAN),
        (GERMAN.encode("utf-32"), None, GERMAN),
        (b"<p>" + b"", None, "<p>"),
        (GERMAN.encode("utf-16-le"), "utf-8", GERMAN),  # known by its zero bytes
        (GERMAN.encode("utf-16-be"), None, GERMAN),
        (GERMAN.encode(), "windows-1252", GERMAN),  # what is UTF-8 is not what the label says
        (GERMAN.encode(), "utf-16", GERMAN),
        (GERMAN.encode(), "x-klingon-8", GERMAN),
        (GERMAN.encode("cp1252"), "iso-8859-1", GERMAN),  # on the web Latin-1 means windows-1252
        (GERMAN.encode("cp1252"), "utf-8", GERMAN),
        (GERMAN.encode("cp1252"), None, GERMAN),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (ARABIC.encode("cp1256"), "windows-1256", ARABIC),
        ("紅線協議".encode("big5"), "big5", "紅線協議"),
        (b"red\0 lines" + bytes(500), None, "red lines"),
        (b"+ADw-script+AD4-", "utf-7", "+ADw-script+AD4-"),  # stays as harmless as it looks
        (b"caf\xe9 +ADw-script+AD4-", "utf-7", "café +ADw-script+AD4-"),
        (b"", None, ""),
    ],
)
def test_text(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, declared) == text


def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else() -> None:
    data = GERMAN.encode() + b" \xff\xfe " + RUSSIAN.encode()
    assert decode(data, "windows-1252") == f"{GERMAN} \ufffd\ufffd {RUSSIAN}"


def test_utf8_cut_within_its_last_letter() -> None:
    assert decode("line é".encode()[:-1], "windows-1252") == "line \ufffd"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7\n", b"PK\x03\x04", b"\x1f\x8b\x08", bytes(range(256)) * 9],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="not text"):
        decode(data)


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-15"?>', "iso-8859-15"),
        (b'<!-- charset="utf-7" --><meta charset=utf-8>', "utf-8"),
        (b" " * 5000 + b'<meta charset="utf-8">', None),
    ],
)
def test_the_charset_a_document_names(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back(text: str) -> None:
    assert decode(b"# " + text.encode()) == f"# {text}"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-7", "gbk", "idna", "nonsense"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    try:
        assert "\0" not in decode(data, declared)
    except SourceError as error:
        assert "not text" in str(error)
