"""Names of other scripts in Latin letters, and the skeleton of consonants by which spellings of one name meet.

    Тарас Гнатенко, Taras Hnatenko, تاراس هناتنكو   → t r s · n t n k

Vowels, doubled letters and h are left out, and consonants that one script or language writes for another
(b and p in Arabic; c, k, q, g, j, s, z and what is made of them) are one. Coarse as it is, it only proposes:
`alike` then compares the letters.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby, product
from typing import Literal

Script = Literal["latin", "cyrillic", "arabic"]

ALIKE = 0.6  # share of common letters of a name in two scripts: "vladimir putin" and "فلاديمير بوتين" have 0.9
LEAST = 3  # consonants of first and last name together; with fewer, chance makes them equal
MOST = 4  # letters of a name read in two ways

_CYRILLIC = dict(zip("абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя'’ʼ", (
    "a b v g g d e e e j z i i i i k l m n o p r s t u f h ts ch sh sh _ i _ e u a _ _ _"
).replace("_", "").split(" "), strict=True))  # fmt: skip
_ARABIC = dict(zip("ءآأإابپتثجچحخدذرزژسشصضطظعغفڤقكگلمنهةويىئؤی", (
    "_ a a a a b p t th j ch h kh d d r z j s sh s d t z a g f v k k g l m n h a w i a i w i"
).replace("_", "").split(" "), strict=True))  # fmt: skip
_TABLES = {"cyrillic": _CYRILLIC, "arabic": _ARABIC}
_RANGES = (("cyrillic", "\u0400", "\u04ff"), ("arabic", "\u0600", "\u06ff"))
_CLASSES = {letter: group[0] for group in ("bp", "vf", "kcqgjszx", "td", "l", "m", "n", "r") for letter in group}
_PLAIN = str.maketrans("ywcqxf", "iukkkv", "h")
_EITHER = {"g": ("k", ""), "w": ("v", ""), "j": ("k", "")}  # гитлер for Hitler, Вагнер and Уокер, Johan and John


def script_of(name: str) -> Script | None:
    """The script of a name; None where it has letters of several."""
    found = {_script(char) for char in name if char.isalpha()}
    return found.pop() if len(found) == 1 else None


def romanised(word: str) -> str:
    """A folded word in Latin letters.

    >>> romanised("макрон"), romanised("ماكرون")
    ('makron', 'makrwn')
    """
    table = _TABLES.get(script_of(word) or "")
    return "".join(table.get(char, char) for char in word.replace("дж", "ж")) if table else word


def skeletons(word: str) -> frozenset[str]:
    """The consonants of a romanised word by their classes, in each way it may be read.

    >>> sorted(skeletons("gnatenko"))
    ['kntnk', 'ntnk']
    """
    found: list[tuple[str, ...]] = []
    for char in word.replace("ts", "z").replace("tz", "z"):
        options = _EITHER.get(char) or (_CLASSES.get(char, ""),)
        found.append(options if sum(len(other) > 1 for other in found) < MOST else options[:1])
    return frozenset("".join(key for key, _ in groupby("".join(chosen))) for chosen in product(*found))


def alike(one: str, other: str) -> bool:
    """Whether two romanised names have most of their letters in common."""
    match = SequenceMatcher(None, one.translate(_PLAIN), other.translate(_PLAIN), autojunk=False)
    return match.real_quick_ratio() >= ALIKE <= match.quick_ratio() and match.ratio() >= ALIKE


def _script(char: str) -> Script:
    for script, first, last in _RANGES:
        if first <= char <= last:
            return script  # type: ignore[return-value]
    return "latin"
