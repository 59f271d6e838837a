"""The writing half of the OpenSearch engine: documents into the index of a new generation; see index/cluster.py."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Any, Self, TypeVar

from index import cluster, settings
from index.cluster import LOCK, NUMBER, PIECE, RECORD
from index.document import Document, dumps
from index.engines.mapping import Prepared, described, prepared
from index.errors import BusyIndex, DamagedIndex, EngineError, MissingIndex, StaleIndex
from index.record import KINDS, Record

BATCH = 4 << 20  # bytes sent at a time: OpenSearch advises 5 to 15 MB, of which the processes here hold several
AT_ONCE = 2  # batches on their way
TOGETHER = 512  # articles that are prepared at once: many at once take less time
PATIENCE = 120.0  # seconds for which a batch that is not taken is sent again
PLACED = 20  # seconds that OpenSearch may take to find nodes for a new index and its copies
LOST = 10  # seconds that it may take to find another copy of a shard whose node is gone
LEASE = 60.0  # seconds after which the lock of a run that no longer renews it is free


Given = TypeVar("Given")


class OpenSearchWriter:
    """A run that writes a generation beside the one in service; see engines.Writer."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.name = cluster.place(location).name
        self.previous: Record | None = None
        self._started = time.monotonic()
        self._stack = ExitStack()
        self._former = ""  # the index in service
        self._index = ""  # the one in the making
        self._lock = _Lock(location)
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._sent: deque[Future[None]] = deque()
        self._numbered = 0
        self._ended = threading.Event()
        self._switching = False  # from here on the one in the making may be in service

    def __enter__(self) -> Self:
        cluster.known(self.location)
        with ExitStack() as stack:
            stack.enter_context(self._lock)
            with suppress(MissingIndex, StaleIndex, DamagedIndex):  # then there is nothing to start from
                found = cluster.generation(self.location)
                self._former = found.called
                self.previous = cluster.record_of(self.location, found.called)
            self._pool = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()  # nothing is sent again
        with self._stack:
            if self._index and not self._switching and not self._lock.lost:
                with suppress(EngineError):  # what is left the next run clears away
                    self._delete([self._index, self._index + RECORD])

    def begin(self, *, empty: bool) -> None:
        """Start from nothing, or from a copy of what is published, whose files are shared and never written into."""
        self._index = f"{self.name}-{self._clear() + 1:0{NUMBER}}"
        if empty:
            self._create(f"/{self._index}", described(settings.read().shards) | {"aliases": {self._door: {}}})
            return
        copied = {"settings": {"index.blocks.write": None}, "aliases": {self._door: {}}}
        self._create(f"/{self._former}/_clone/{self._index}", copied)
        self._ask("PUT", f"/{self._index}/_settings", {"index.refresh_interval": "-1"})
        body = {"size": 0, "aggs": {"number": {"max": {"field": "number"}}}}
        found = self._ask("POST", f"/{self._index}/_search", body)
        self._numbered = int(found["aggregations"]["number"]["value"] or 0) + 1

    def remove(self, articles: Iterable[str]) -> None:
        """Take out articles and their quotations."""
        self.settle()
        ids = iter(articles)
        while some := list(islice(ids, 1_000)):
            self._ask("POST", f"/{self._index}/_refresh")
            body = {"query": {"terms": {"article": some}}}
            self._ask("POST", f"/{self._index}/_delete_by_query", body, conflicts="proceed", refresh="true")

    @staticmethod
    def prepare(articles: Iterable[Sequence[Document]]) -> list[list[Prepared]]:
        """Articles as `add` takes them."""
        waiting = iter(articles)
        return [row for some in iter(lambda: list(islice(waiting, TOGETHER)), []) for row in prepared(some)]

    def add(self, prepared: Sequence[Sequence[Prepared]], without: Collection[int] = ()) -> None:
        """Add articles but for some."""
        for row in chain.from_iterable(rows for at, rows in enumerate(prepared) if at not in without):
            action = dumps({"index": {"_id": row.id, "routing": row.article}}).encode("utf-8", "replace")
            line = b'%s\n{"number":%d,%s\n' % (action, self._numbered, row.source[1:])
            self._numbered += 1
            self._waiting.append(line)
            self._bytes += len(line)
            if self._bytes >= BATCH:
                self._flush()

    def publish(self, record: Record) -> Record:
        """Make everything that was written visible in one step, or nothing."""
        self.settle()
        self._ask("POST", f"/{self._index}/_refresh")
        self._counted(record)
        record = replace(record, seconds=round(time.monotonic() - self._started, 1))
        self._write_record(record)
        described = {"index.refresh_interval": None, "index.blocks.write": True}
        self._ask("PUT", f"/{self._index}/_settings", described)
        self._patiently(self._lock.renew)  # nobody else has it, or nothing is published
        self._switch()
        with suppress(EngineError):  # the next run does it then
            self._clear()
        return record

    def settle(self) -> None:
        """Send what was added, and wait until it is taken."""
        self._flush()
        while self._sent:
            self._sent.popleft().result()

    def _switch(self) -> None:
        """Put what was written into service."""
        add = {"add": {"index": self._index, "alias": self.name}}
        old = {"remove": {"index": f"{self.name}-*", "aliases": [self.name, self._door], "must_exist": False}}
        self._switching = True
        self._ask("POST", "/_aliases", {"actions": [old, add]})

    def _counted(self, record: Record) -> None:
        """See that everything that was sent is there."""
        for collection, wanted in (("articles", record.articles), ("quotations", record.quotations)):
            there = self._patiently(partial(cluster.count, self.location, self._index, collection))
            if there != wanted:
                raise EngineError(
                    f"OpenSearch holds {there:,} {collection} of the {wanted:,} that were sent; nothing is published. "
                    "Run it again."
                )

    def _write_record(self, record: Record) -> None:
        """Write what the run knows, in pieces."""
        index = self._index + RECORD
        fields = {"kind": {"type": "keyword"}, "number": {"type": "integer"}, "text": {"type": "text", "index": False}}
        one = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
        self._create(f"/{index}", {"settings": one, "mappings": {"dynamic": "strict", "properties": fields}})
        texts: dict[str, Iterable[str]] = {kind: _lined(record.lists(kind)) for kind in KINDS}
        for kind, text in (("record", json.dumps(record.to_dict())), ("names", record.names.dumps())):
            texts[kind] = [text[first : first + PIECE] for first in range(0, len(text), PIECE)]
        for kind, pieces in texts.items():
            for number, text in enumerate(pieces):
                piece = {"kind": kind, "number": number, "text": text}
                self._ask("PUT", f"/{index}/_doc/{kind}-{number}", piece)
        self._ask("POST", f"/{index}/_refresh")

    def _clear(self) -> int:
        """Delete what is neither in service nor the generation before that; gives the highest number there was.

        A run that has lost its lock may still write into what is deleted here, so no other is ever called so.
        """
        found = self._ask("GET", f"/{self.name}-*", filter_path="*.aliases", expand_wildcards="all")
        numbers = {index: cluster.number(index.removesuffix(RECORD), self.name) for index in found}
        known = sorted(index for index, number in numbers.items() if number)
        current = [index for index in known if self.name in found[index].get("aliases", {})]
        whole = [index for index in known if index + RECORD in found and (not current or index <= current[0])]
        kept = {*current, *whole[-2:], *self._read(whole[:-2])}
        self._delete([index for index in known if index.removesuffix(RECORD) not in kept])
        return max(numbers.values(), default=0)

    def _read(self, indexes: Sequence[str]) -> list[str]:
        """Those of some generations that an export is reading."""
        if not indexes:
            return []
        about = self._ask("GET", f"/{','.join(indexes)}/_stats/search", ignore_unavailable="true")["indices"]
        return [index for index, one in about.items() if one["total"]["search"].get("point_in_time_current")]

    def _delete(self, indexes: Sequence[str]) -> None:
        if indexes:
            self._ask("DELETE", f"/{','.join(indexes)}", ignore_unavailable="true")

    def _create(self, path: str, about: dict[str, Any]) -> None:
        """Make an index, and wait for its copies, so that from then on a node may be lost."""
        with suppress(cluster.Conflict):  # an answer was lost: nobody else makes indexes that are called so
            self._ask("PUT", f"{path}?wait_for_active_shards=all&timeout={PLACED}s", about)
        health = self._ask("GET", f"/_cluster/health/{path.rpartition('/')[2]}")
        if health["status"] == "red":
            raise EngineError(
                "No node of OpenSearch takes a shard of the new index; nothing is published. Ask OpenSearch why: "
                "GET /_cluster/allocation/explain"
            )

    def _ask(self, method: str, path: str, body: Any = None, **params: Any) -> Any:
        return self._patiently(partial(cluster.request, self.location, method, path, body, **params))

    def _patiently(self, ask: Callable[[], Given]) -> Given:
        """What is answered; asked again where a node is gone or has too much to do, which nothing here minds."""
        deadline, pause = time.monotonic() + PATIENCE, 0.1
        while True:
            try:
                return ask()
            except cluster.Unavailable:
                if time.monotonic() > deadline or self._ended.wait(pause):
                    raise
                pause = min(2 * pause, 5.0)

    @property
    def _door(self) -> str:
        """By what name the one in the making takes documents: if somebody deletes it, none is made in its place."""
        return f"{self._index}-open"

    # Sending

    def _flush(self) -> None:
        """Send what waits, while others are on their way."""
        batch, self._waiting, self._bytes = self._waiting, [], 0
        while len(self._sent) >= AT_ONCE:
            self._sent.popleft().result()
        self._lock.held()
        if batch:
            self._sent.append(self._pool.submit(self._send, batch))

    def _send(self, lines: list[bytes]) -> None:
        """Send lines until all are taken; their ids make it harmless to send one twice."""
        left = lines

        def send() -> None:
            nonlocal left
            left, why = self._taken(left)
            if why:
                raise why

        self._patiently(send)

    def _taken(self, lines: list[bytes]) -> tuple[list[bytes], EngineError | None]:
        """What was not taken of some lines, and why; raises EngineError for what never will be."""
        answer = cluster.request(
            self.location,
            "POST",
            f"/{self._door}/_bulk?require_alias=true&timeout={LOST}s&filter_path=errors,items.*.status,items.*.error",
            b"".join(lines),
        )
        if not answer["errors"]:
            return [], None
        left: list[bytes] = []
        why = None
        for line, item in zip(lines, answer["items"], strict=True):
            [result] = item.values()
            if result["status"] < 300:
                continue
            error = cluster.refusal(self.location, result["status"], result)
            if isinstance(error, MissingIndex):
                raise EngineError(f"{self._index}, which was being written, is gone. Run it again.")
            if result["status"] == 400:
                raise EngineError(f"OpenSearch refused a document ({result['error']['reason']}). Nothing is published.")
            if not isinstance(error, cluster.Unavailable):
                raise error
            left, why = [*left, line], error
        return left, why


class _Lock:
    """The lock of an index: a document that its holder renews, and that is free when it has not been for a while."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.path = f"/{cluster.place(location).name}{LOCK}/_doc/lock"
        self.lost: EngineError | None = None
        self._run = uuid.uuid4().hex
        self._at: dict[str, Any] = {"op_type": "create"}  # which version of the document is ours
        self._renewing = threading.Lock()
        self._done = threading.Event()

    def __enter__(self) -> Self:
        self._make()
        try:
            self.renew()
        except BusyIndex:
            if not self._free():
                raise
            self.lost = None
            self.renew()
        threading.Thread(target=self._keep, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        with self._renewing, suppress(EngineError):  # it is free by itself after a while
            cluster.request(self.location, "DELETE", self.path, **self._at)

    def renew(self) -> None:
        """Hold it for another while; raises BusyIndex where another run has it."""
        about = {"until": time.time() + LEASE, "host": socket.gethostname(), "process": os.getpid(), "run": self._run}
        with self._renewing:
            try:
                found = cluster.request(self.location, "PUT", self.path, about, **self._at)
            except cluster.Conflict as error:
                found = self._found()
                if found.get("_source", {}).get("run") != self._run:  # ours it is where only the answer was lost
                    self.lost = BusyIndex(f"Another run is writing {self.location}. Try again when it has ended.")
                    raise self.lost from error
            self._at = _version(found)

    def held(self) -> None:
        """Raise what kept it from being renewed."""
        if self.lost:
            raise self.lost

    def _found(self) -> dict[str, Any]:
        try:
            return dict(cluster.request(self.location, "GET", self.path))
        except MissingIndex:
            return {}

    def _free(self) -> bool:
        """Whether the run that held it has ended, so that it may be taken."""
        found = self._found()
        if not found:
            return True
        self._at = _version(found)
        return _ended(found["_source"])

    def _make(self) -> None:
        """Make the index that holds it, unless another run does at this moment."""
        with suppress(cluster.Conflict):
            index = self.path.partition("/_doc")[0]
            if not cluster.exists(self.location, index):
                settings = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
                path = f"{index}?wait_for_active_shards=all&timeout={PLACED}s"
                cluster.request(self.location, "PUT", path, {"settings": settings})

    def _keep(self) -> None:
        """Renew it until it is given back."""
        while not self._done.wait(LEASE / 4):
            try:
                self.renew()
            except BusyIndex:
                return
            except EngineError:  # it may be renewed the next time
                continue


def _version(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a request says that is for this version of a document only."""
    return {"if_seq_no": document["_seq_no"], "if_primary_term": document["_primary_term"]}


def _lined(lines: Iterable[str]) -> Iterator[str]:
    """Lines joined to pieces of some length."""
    some, length = [], 0
    for line in lines:
        some.append(f"{line}\n")
        length += len(some[-1])
        if length >= PIECE:
            yield "".join(some)
            some, length = [], 0
    if some:
        yield "".join(some)


def _ended(about: dict[str, Any]) -> bool:
    """Whether the run that holds a lock has ended: it is killed, or has not renewed it."""
    if about["until"] < time.time():
        return True
    if about["host"] != socket.gethostname():
        return False
    try:
        os.kill(about["process"], 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False
