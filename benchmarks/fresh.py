#!/usr/bin/env python3
"""What an index costs a process that has done nothing else.

    python benchmarks/fresh.py INDEX < QUESTIONS

The questions are lines of JSON, each the values of a Query. Prints a line of JSON: milliseconds to open the index; the
median and 95th percentile of all questions, asked the first time and again; how many of them found something; megabytes
of memory of the process's own at the end.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from search import engines
from search.engines import whoosh  # noqa: F401  before the clock runs
from search.find import find
from search.query import Query


def main() -> None:
    """Print the figures."""
    location = sys.argv[1]
    figures = {"open, ms": spent(lambda: engines.opened(location))}
    questions = [Query(**json.loads(line)) for line in sys.stdin]
    for name in ("first time", "again"):
        figures |= percentiles(name, [spent(partial(find, question, location)) for question in questions])
    figures["found"] = sum(find(question, location).total > 0 for question in questions)
    own = re.search(r"RssAnon:\s+(\d+) kB", Path("/proc/self/status").read_text())  # not what is mapped from files
    figures["memory of its own, MB"] = int(own[1]) / 1024 if own else 0
    print(json.dumps(figures))


def spent(call: Callable[[], Any]) -> float:
    """Milliseconds of this thread's processor that a call takes: the machine may be busy with others."""
    start = time.thread_time()
    call()
    return (time.thread_time() - start) * 1000


def percentiles(name: str, times: list[float]) -> dict[str, float]:
    """The median and the 95th percentile, by the names of their rows."""
    return {f"{name}, p50 ms": statistics.median(times), f"{name}, p95 ms": sorted(times)[int(len(times) * 0.95)]}


if __name__ == "__main__":
    main()
