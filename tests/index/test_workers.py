"""Worker processes: order, and what becomes of an item that hangs, dies or raises."""

import os
import signal
import subprocess
import sys
import time
from itertools import count, islice
from pathlib import Path

import pytest

from index.workers import Failure, go_on, run

ROOT = Path(__file__).parents[2]


def work(item: str | int) -> str:
    """The task of these tests; it lives here so that a worker can import it."""
    if item == "raise":
        raise ValueError("no good")
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "hang":
        while True:
            time.sleep(60)
    if item == "memory":
        return str(len(bytearray(4 << 30)))
    return f"{item}!"


@pytest.mark.parametrize("jobs", [1, 3])
def test_outcomes_come_in_order(jobs: int) -> None:
    assert list(run(work, range(50), jobs)) == [(n, f"{n}!") for n in range(50)]


def test_nothing_to_do() -> None:
    assert list(run(work, [], 2)) == []


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("raise", "ValueError: no good"),
        ("die", "brought the reader down"),
        ("hang", "longer than 1 seconds"),
        ("memory", "too much memory"),
    ],
)
def test_a_bad_item_costs_only_itself(item: str, reason: str) -> None:
    outcomes = dict(run(work, ["a", item, "b", "c"], 2, seconds=1))
    failure = outcomes.pop(item)
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert outcomes == {"a": "a!", "b": "b!", "c": "c!"}


def slow(pauses: list[float]) -> int:
    for pause in pauses:
        go_on()
        time.sleep(pause)
    return len(pauses)


def test_the_clock_of_an_item_starts_anew_with_each_part() -> None:
    outcomes = [outcome for _, outcome in run(slow, [[0.7, 0.7, 0.7], [0.1, 2]], 2, seconds=1)]
    assert outcomes[0] == 3
    assert isinstance(outcomes[1], Failure)


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = count()
    outcomes = run(work, (next(taken) for _ in range(10**9)), 2)
    assert len(list(islice(outcomes, 5))) == 5
    outcomes.close()
    assert next(taken) < 100


def test_workers_that_cannot_start_are_an_error_at_once() -> None:
    code = "from index.workers import run; print(list(run(str, range(1000), 2)))"  # a script without a file
    result = subprocess.run([sys.executable], input=code, cwd=ROOT, capture_output=True, text=True)
    assert "index.errors.WorkersFailed: The processes that read articles cannot be started." in result.stderr
    assert result.stderr.count("Traceback") < 5


def test_nothing_is_imported_from_the_current_folder(tmp_path: Path) -> None:
    for name in ("selectors.py", "struct.py", "index.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/command.py"  # a command finds modules beside itself, not in the current folder
    command.write_text("from index.workers import run\nif __name__ == '__main__': print(*run(len, ['abc'], 1))")
    process = subprocess.run(
        [sys.executable, command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (process.stdout, process.stderr) == ("('abc', 3)\n", "")
    assert not (tmp_path / "ran").exists()
