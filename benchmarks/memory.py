#!/usr/bin/env python3
"""How much memory of its own a whole build takes, and how much an update of one new article after it.

    python benchmarks/memory.py ARTICLES.jsonl[.gz] [--articles N …] [--files N] [--extract] [--short] [--folder F]

Articles are made as those of engine.py, written as JSON Lines, and read by `search-index build` with two workers in a
process of its own; of it, of each worker and of all together the anonymous memory is looked at 20 times a second.
Nothing is extracted unless that is asked for; each article has speakers of its own, for the names are counted either
way.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import engine
from index import build as building
from index import cli

ROOT = Path(__file__).parents[1]
SECONDS = 0.05  # between two looks
SPEAKERS = 2  # an article, without extraction
KNOWN = 0.8  # of the speakers, those that other articles have too


def main() -> None:
    """Print the figures, a number of articles a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--articles", type=int, nargs="+", default=[100_000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--extract", action="store_true", help="find quotations, speakers and places")
    parser.add_argument("--short", action="store_true", help="articles of one paragraph, which are built sooner")
    parser.add_argument("--files", type=int, default=1, help="that the articles are spread over")
    parser.add_argument("--folder", help="where files are written, with room for 6 GB a million articles")
    options = parser.parse_args()
    opened = gzip.open if options.file.endswith(".gz") else open
    with opened(options.file, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["body"]]
    print(f"{'articles':>10} {'run':8} {'seconds':>8}  MB: {'main':>6} {'worker':>7} {'all':>6}")
    for count in options.articles:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            folder = Path(name, "articles")
            folder.mkdir()
            write(folder, rows, count, options)
            for run in ("build", "update"):
                seconds, own, worker, together = measured(
                    [run, str(folder), "--index", f"{name}/index", "--jobs", "2"], extract=options.extract
                )
                print(f"{count:10,} {run:8} {seconds:8.1f}      {own:6.0f} {worker:7.0f} {together:6.0f}", flush=True)
                (folder / "new.jsonl").write_text(json.dumps({"id": "new", "text": "One more came."}) + "\n")


def write(folder: Path, rows: list[dict[str, Any]], count: int, options: argparse.Namespace) -> None:
    """Write the articles as JSON Lines, in so many files."""
    draw = random.Random(options.seed)
    each = -(-count // options.files)
    made = engine.articles(rows, count, options.seed)
    for first in range(0, count, each):
        with (folder / f"{first:09}.jsonl").open("w", encoding="utf-8") as file:
            for _, article in zip(range(each), made, strict=False):
                row = engine._row(article)
                if options.short:
                    row["body"] = row["body"].partition("\n\n")[0]
                if not options.extract:
                    row["speakers"] = [speaker(draw) for _ in range(SPEAKERS)]
                file.write(f"{json.dumps(row)}\n")


def speaker(draw: random.Random) -> str:
    """Somebody whom many articles name, or one of as many as there are articles."""
    number = draw.randrange(5_000) if draw.random() < KNOWN else draw.randrange(10_000_000)
    return f"{engine.NAMES[number % 10]} {spelt(number).capitalize()}"


def spelt(number: int) -> str:
    """A name for a number."""
    letters = ""
    while number or not letters:
        number, at = divmod(number, 40)
        letters += "bdfghklmnprstv"[at % 14] + "aeo"[at // 14]
    return f"{letters}sen"


def measured(arguments: list[str], *, extract: bool) -> tuple[float, float, float, float]:
    """Seconds of a run of `search-index`, and its largest memory in MB: its own, of one worker, of all at once."""
    run = [sys.executable, __file__, *([] if extract else ["--unextracted"]), *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(run, cwd=ROOT, stdout=subprocess.DEVNULL)
    peaks: dict[int, float] = defaultdict(float)
    together = 0.0
    while process.poll() is None:
        now = list(family(process.pid))
        for number in now:
            peaks[number] = max(peaks[number], anonymous(number, "status", "RssAnon:"))
        together = max(together, sum(anonymous(number, "smaps_rollup", "Pss_Anon:") for number in now))
        time.sleep(SECONDS)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
    own = peaks.pop(process.pid)
    return time.perf_counter() - start, own, max(peaks.values(), default=0.0), together


def family(process: int) -> Iterator[int]:
    """A process, its children and theirs."""
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def anonymous(process: int, file: str, name: str) -> float:
    """The memory of a process that no file holds too, in MB; 0 where it has ended.

    RssAnon is all that it can reach; of Pss_Anon what several processes share is told of each in part.
    """
    with suppress(OSError):
        for line in Path(f"/proc/{process}/{file}").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1000
    return 0.0


def unextracted(arguments: list[str]) -> int:
    """`search-index` with these arguments, but for extraction."""
    building._process = engine.unextracted  # type: ignore[assignment]
    return cli.main(arguments)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--unextracted"]:
        sys.exit(unextracted(sys.argv[2:]))
    if sys.argv[1:2] in (["build"], ["update"]):
        sys.exit(cli.main(sys.argv[1:]))
    main()
