"""Worker processes: a function over many items, in order, that survives a worker which hangs or dies.

Each worker has its own pipe and one item at a time, so that it is known which item killed it. A worker that
takes too long is ended by its own alarm clock, which also stops code that never comes back to Python, and which
works on when the parent is gone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from index.errors import WorkersFailed

SECONDS = 30  # for one item; the slowest page met in practice took under 2
MEMORY = 1 << 30  # bytes of data a worker may hold: half for the gazetteer and the parsers, half for the item
AHEAD = 2  # finished items a worker that waits for a slow one may pile up, in items a worker: they are large

_seconds = 0  # in a worker, those of an item

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of an item whose worker gave nothing back."""

    reason: str


def run(
    task: Callable[[Item], Outcome], items: Iterable[Item], jobs: int, *, seconds: int = SECONDS
) -> Iterator[tuple[Item, Outcome | Failure]]:
    """Each item with what `task` made of it, in the items' order; items are taken as workers become free.

    `task` and its items and outcomes must be picklable. An exception of the task becomes a Failure, as do a
    worker that takes longer than `seconds` and one that dies.
    """
    waiting = enumerate(items)
    finished: dict[int, tuple[Item, Outcome | Failure]] = {}
    due = 0
    workers: list[_Worker[Item, Outcome]] = []
    exhausted = False
    try:
        while True:
            for worker in workers:
                if not worker.busy and not exhausted and len(finished) < AHEAD * jobs:
                    exhausted = not worker.take(waiting)
            while len(workers) < jobs and not exhausted:  # started one by one, for few items need few
                worker = _Worker(task, seconds)
                workers.append(worker)
                exhausted = not worker.take(waiting)
            busy = [worker for worker in workers if worker.busy]
            if not busy:
                return
            ready = wait([worker.connection for worker in busy])
            for worker in busy:
                if worker.connection in ready:
                    finished[worker.number] = worker.give(seconds)
            while due in finished:
                yield finished.pop(due)
                due += 1
    finally:
        for worker in workers:
            worker.end()


def go_on() -> None:
    """Start the clock of an item anew: for a task that works on several things, each of which may take as long."""
    if _seconds:
        signal.alarm(_seconds)


class _Worker(Generic[Item, Outcome]):
    """One process, its pipe, and the item it is busy with."""

    number: int
    item: Item

    def __init__(self, task: Callable[[Item], Outcome], seconds: int) -> None:
        self.task = task
        self.busy = False
        self.start(seconds)

    def start(self, seconds: int) -> None:
        _start_server()
        context = multiprocessing.get_context("forkserver")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs, self.task, seconds), daemon=True, name="dateline reader"
        )
        try:
            self.process.start()
            theirs.close()
            self.connection.recv()  # it is there
        except (EOFError, ConnectionError) as error:
            raise WorkersFailed(
                "The processes that read articles cannot be started. Call this from a file that can be imported, "
                "below: if __name__ == '__main__'"
            ) from error

    def take(self, waiting: Iterator[tuple[int, Item]]) -> bool:
        """Set to work on the next item; False when there is none."""
        for self.number, self.item in waiting:
            with contextlib.suppress(BrokenPipeError):  # it died since: `give` will find out
                self.connection.send(self.item)
            self.busy = True
            return True
        return False

    def give(self, seconds: int) -> tuple[Item, Outcome | Failure]:
        """The item with its outcome; a dead worker is replaced."""
        self.busy = False
        try:
            return self.item, self.connection.recv()
        except (EOFError, ConnectionResetError):
            self.end()
            code = self.process.exitcode
            self.start(seconds)
            if code == -signal.SIGALRM:
                return self.item, Failure(f"reading it took longer than {seconds} seconds")
            return self.item, Failure(f"reading it brought the reader down (exit code {code})")

    def end(self) -> None:
        self.connection.close()
        if self.busy:
            self.process.kill()
        self.process.join()


def _start_server() -> None:
    """Start the process that workers are forked from, unless it runs.

    It finds modules where this process does and never in the current folder, which may hold anybody's files.
    Ctrl-C on a terminal goes to it too, and is not for it.
    """
    forkserver.set_forkserver_preload(["index.preload"])
    with _environment(PYTHONSAFEPATH="1", PYTHONPATH=os.pathsep.join(path for path in sys.path if path)):
        resource_tracker.ensure_running()  # otherwise the server starts it, which lets signals through again
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    former = {name: os.environ.pop(name) for name in values if name in os.environ}
    os.environ.update(values)
    try:
        yield
    finally:
        for name in values:
            del os.environ[name]
        os.environ.update(former)


def _serve(connection: Connection, task: Callable[[Item], Outcome], seconds: int) -> None:
    global _seconds
    _seconds = seconds
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(ValueError, OSError):  # a stricter limit of the system's stays
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    connection.send(None)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        while True:
            item = connection.recv()
            signal.alarm(seconds)
            outcome: Outcome | Failure
            try:
                outcome = task(item)
            except MemoryError:
                outcome = Failure("reading it takes too much memory")
            except Exception as error:  # the edge: whatever one file does, the run goes on and names it
                outcome = Failure(f"reading it failed: {type(error).__name__}: {error}")
            signal.alarm(0)
            connection.send(outcome)
