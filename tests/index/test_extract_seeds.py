"""What extraction finds in the sample articles against their gold answers; no figure may fall below its floor."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.extract import extract
from index.formats import knows, read
from index.model import Article
from index.sources import Piece

FLOORS = Path(__file__).parents[1] / "floors.json"
ENDING = re.compile(r"\.(?:html|txt|jsonl?|xml|sgm)(?:\.gz)?$")
EDGE = "\"'“”„‟‘’‚‛«»‹›.,;: \u00a0\u202f"


def test_samples_stay_above_their_floors(seeds: Path) -> None:
    floors = {name: floor for name, floor in json.loads(FLOORS.read_text()).items() if name.startswith("seeds ")}
    measured = {name: round(f1(*counts), 3) for name, counts in counted(seeds).items()}
    assert floors and measured.keys() == floors.keys()
    assert {name: value for name, value in measured.items() if value < floors[name]} == {}


def counted(seeds: Path) -> dict[str, tuple[int, int, int]]:
    """Right, found and wanted of each measure."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()

    def add(measure: str, mine: Counter[Any], theirs: Counter[Any]) -> None:
        right[measure] += (mine & theirs).total()
        found[measure] += mine.total()
        wanted[measure] += theirs.total()

    for article, gold in pairs(seeds):
        marked = [quote for quote in gold["quotes"] if quote["type"] != "indirect"]
        parts = [
            (bare(article.text[start:end]), quote.speaker) for quote in article.quotes for start, end in quote.segments
        ]
        add("seeds quoted parts", Counter(part for part, _ in parts), Counter(bare(quote["quote"]) for quote in marked))
        add("seeds parts with speaker", Counter(parts), Counter((bare(q["quote"]), q["speaker"]) for q in marked))
        add("seeds places", Counter(p.label for p in article.places), Counter(gold["places"]))
        dateline = article.dateline.place if article.dateline else None
        add("seeds dateline", Counter([dateline]), Counter([(gold["dateline"] or {}).get("place")]))
        add("seeds language", Counter([article.language]), Counter([gold["language"]]))
    return {measure: (right[measure], found[measure], wanted[measure]) for measure in wanted}


def pairs(seeds: Path) -> Iterator[tuple[Article, dict[str, Any]]]:
    for path in sorted(seeds.rglob("*")):
        if path.is_file() and knows(path.name) and not path.name.endswith(".gold.json"):
            gold = json.loads(path.with_name(ENDING.sub("", path.name) + ".gold.json").read_text("utf-8"))
            articles = [item for item in read(Piece(str(path))) if isinstance(item, Article)]
            answers = gold if isinstance(gold, list) else [gold]
            yield from zip(map(extract, articles), answers, strict=True)


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted)


def bare(quote: str) -> str:
    return " ".join(quote.split()).strip(EDGE)
