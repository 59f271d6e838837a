"""The facets of OpenSearch: what it is asked to count, and what it tells; see search/facets.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from index import schema
from index.errors import QueryError
from index.names import Names, value_key
from index.tokens import folded_words
from search import facets
from search.days import interval
from search.engines import Choice, Question
from search.engines.clauses import NOTHING, Clause, Clauses, any_of
from search.engines.names import begins
from search.query import UNDATED, Phrase, Undated
from search.results import Facet

if TYPE_CHECKING:
    from search.engines.opensearch import OpenSearchReader

FOUND = 1_000  # names that are looked at for those that begin as somebody types
SEVERAL = 5  # times as many names of speakers are counted as are shown, since some of them are one speaker's
UNSURE = 1_000  # speakers at most who may have more than was counted, and are counted each
FACETS = {field.name for fields in schema.FIELDS.values() for field in fields if field.facet}
NO_NAMES = Names()


class Facets:
    """The filters and the facets of one question; what is to be said of them goes into `notices`."""

    def __init__(self, reader: OpenSearchReader, question: Question, clauses: Clauses, notices: list[str]) -> None:
        self.reader = reader
        self.question = question
        self.clauses = clauses
        self.notices = notices
        self.own = {choice.name: self.chosen(choice) for choice in question.choices}  # of each value, its clause
        self.filters = {choice.name: _let_through(choice, self.own[choice.name]) for choice in question.choices}

    @cached_property
    def matching(self) -> Clause:
        """What matches without regard to the filters."""
        return self.clauses.question(self.question.tree, ranked=False)

    def asked(self) -> dict[str, Any]:
        """The aggregations of the facets that are wanted."""
        return {name: self.counting(name) for name in self.question.facets}

    def told(self, aggregations: Mapping[str, Any]) -> tuple[Facet, ...]:
        """The facets, given what was answered."""
        return tuple(self.facet(name, aggregations[name]) for name in self.question.facets)

    def chosen(self, choice: Choice) -> dict[str, Clause]:
        """The clause of each value that is a filter."""
        if choice.name not in FACETS:
            raise QueryError(f"There is no filter “{choice.name}”. The filters are {', '.join(sorted(FACETS))}.")
        return {value: self.value(choice.name, value) for value in (*choice.wanted, *choice.excluded)}

    def value(self, name: str, value: str) -> Clause:
        """The documents with a value."""
        if name == "date":
            dated = Undated() if value == UNDATED else interval(value, self.question.today, self.notices)
            return self.clauses.clause(dated)
        field, called = self.called(name, value)
        if called:
            return {"terms": {field: called}}
        self.notices.append(f"No {name} is called “{value}”; names with these words in them were taken.")
        words = tuple(folded_words(value))
        return self.clauses.named(Phrase(words), name) if words else NOTHING

    def names(self, name: str) -> Names:
        """Which names of a field are one."""
        return self.reader.names if name == "speaker" else NO_NAMES

    def called(self, name: str, value: str) -> tuple[str, list[str]]:
        """The names that a value stands for, and their field: those written so, else those so but for their case."""
        names = self.names(name)
        as_keys = [value_key(one) for one in names.variants(names.means(value))]
        for field, some in ((f"{name}_value", names.variants(value)), (f"{name}_key", as_keys)):
            counts = self.reader.counts((field, one) for one in some)
            if any(counts[field, one] for one in some):
                return field, list(some)
        return "", []

    def counting(self, name: str) -> dict[str, Any]:
        """The aggregation of a facet: under all other filters, and without what its own exclude."""
        if name not in FACETS:
            raise QueryError(f"There is no facet “{name}”. The facets are {', '.join(sorted(FACETS))}.")
        excluded, own = self.excluded(name), self.own.get(name, {})
        without = [own[value] for value in excluded]
        others = {
            value: {"bool": {"filter": [clause], "must_not": [own[one] for one in excluded if one != value]}}
            for value, clause in own.items()
        }
        inside: dict[str, Any] = {"left": {"filter": {"bool": {"must_not": without}}, "aggs": self.values(name)}}
        if others:
            inside["chosen"] = {"filters": {"filters": {str(at): one for at, one in enumerate(others.values())}}}
        return {"filter": {"bool": {"filter": self.under(name)}}, "aggs": inside}

    def under(self, name: str) -> list[Clause]:
        """The filters of all other fields."""
        return [clause for other, clause in self.filters.items() if other != name]

    def excluded(self, name: str) -> list[str]:
        return [value for choice in self.question.choices if choice.name == name for value in choice.excluded]

    def values(self, name: str) -> dict[str, Any]:
        """The aggregations of the values of a field."""
        if name == "date":
            months = {"field": "date", "calendar_interval": "month", "format": "yyyy-MM", "min_doc_count": 1}
            return {"months": {"date_histogram": months}, "undated": {"missing": {"field": "date"}}}
        field, wanted = f"{name}_value", self.question.values
        if wanted.find:
            words = folded_words(wanted.find)
            begin = {"bool": {"filter": [{"prefix": {name: word}} for word in words]}} if words else NOTHING
            speakers = self.names(name).speakers() if words else ()
            other = [
                one for names in speakers if any(begins(folded_words(spelt), words) for spelt in names) for one in names
            ]
            either = any_of([begin, *([{"terms": {field: other}}] if other else [])])
            terms = {"terms": {"field": field, "size": FOUND, "shard_size": 4 * FOUND}}
            return {"found": {"filter": either, "aggs": {"names": terms}}}
        size = max(wanted.offset + wanted.most, 1)  # 0 is refused by older servers
        if name == "speaker" and self.reader.spelled:
            size *= SEVERAL
        terms = {"terms": {"field": field, "size": size, "shard_size": 4 * size + 100}}
        total = {"cardinality": {"field": field}}
        return {"names": terms, "total": total}

    def facet(self, name: str, counted: dict[str, Any]) -> Facet:
        """A facet from what was counted."""
        left, excluded, values = counted["left"], self.excluded(name), self.question.values
        own = self.own.get(name, {})
        numbers = [counted["chosen"]["buckets"][str(at)]["doc_count"] for at in range(len(own))] if own else []
        chosen = dict(zip(own, numbers, strict=True))
        matching = [self.matching, *self.under(name)]
        matching.append({"bool": {"must_not": [own[value] for value in excluded]}})
        if name == "date":
            months = {bucket["key_as_string"]: bucket["doc_count"] for bucket in left["months"]["buckets"]}
            found = {UNDATED: left["undated"]["doc_count"]} if left["undated"]["doc_count"] else {}
            found |= facets.periods(months, lambda some: self.days(some, matching), chosen)
            return facets.facet(name, found, chosen, excluded, values)
        counts, total = self.canonical(name, left, matching)
        for value in chosen if values.foremost else ():  # a name is told of as it was chosen
            field, called = self.called(name, value)
            keys = {value_key(one) if field.endswith("_key") else one for one in called}
            for one in list(counts):
                spelt = self.names(name).variants(one)
                if any((value_key(other) if field.endswith("_key") else other) in keys for other in spelt):
                    counts.pop(one)
        return facets.facet(name, counts, chosen, excluded, values, total)

    def canonical(self, name: str, left: dict[str, Any], matching: list[Clause]) -> tuple[dict[str, int], int]:
        """The names that are shown, with their counts in whatever spellings, and how many there are."""
        terms = left["found"]["names"] if "found" in left else left["names"]
        buckets = {bucket["key"]: bucket["doc_count"] for bucket in terms["buckets"]}
        names = self.names(name)
        words = folded_words(self.question.values.find)
        if words:
            buckets = {
                one: count
                for one, count in buckets.items()
                if any(begins(folded_words(spelt), words) for spelt in names.variants(one))
            }
        last = self.question.values.offset + self.question.values.most + len(self.own.get(name, {}))
        whole = bool(words) or not terms["sum_other_doc_count"]
        most = 0 if whole else min(buckets.values()) + terms["doc_count_error_upper_bound"]
        counts, unsure = added(names, self.reader.spelled if name == "speaker" else [], buckets, most, last)
        if terms["doc_count_error_upper_bound"] or len(unsure) > UNSURE:
            self.notices.append(f"The counts of {name} are estimates: there are too many names to count each of them.")
        some = {shown: {"terms": {f"{name}_value": list(names.variants(shown))}} for shown in unsure[:UNSURE]}
        counts |= {shown: count for shown, count in self.reader.tell(some, matching).items() if count}
        if whole:
            return counts, len(counts)
        return counts, max(left["total"]["value"] - (len(buckets) - len(counts)), len(counts))

    def beginning(self, name: str, matching: list[Clause]) -> dict[str, int]:
        """The names of a field that begin with what is looked for, with their counts."""
        body = {"size": 0, "query": {"bool": {"filter": matching}}, "aggs": self.values(name)}
        return self.canonical(name, self.reader.search(body)["aggregations"], matching)[0]

    def days(self, months: Collection[str], matching: list[Clause]) -> dict[str, int]:
        """How many documents there are of each day of some months."""
        within = any_of({"range": {"date": {"gte": f"{month}-01", "lte": f"{month}-01||/M"}}} for month in months)
        by_day = {"field": "date", "calendar_interval": "day", "format": "yyyy-MM-dd", "min_doc_count": 1}
        body = {
            "size": 0,
            "query": {"bool": {"filter": [*matching, within]}},
            "aggs": {"days": {"date_histogram": by_day}},
        }
        buckets = self.reader.search(body)["aggregations"]["days"]["buckets"]
        return {bucket["key_as_string"]: bucket["doc_count"] for bucket in buckets}


def added(
    names: Names, several: Iterable[tuple[str, ...]], counts: Mapping[str, int], most: int, last: int
) -> tuple[dict[str, int], list[str]]:
    """The counts of some names by those that stand for them, and of which of these the count is to be asked for.

    `several` are the speakers of several names, the one with most first; a name without a count has `most` at most.
    Of a speaker the count is at least the highest of its names, and at most their sum. It is asked for where these are
    not the same, and the speaker may be among the first `last`.
    """
    written: dict[str, list[int]] = defaultdict(list)
    for one, count in counts.items():
        written[names.canonical(one)].append(count)
    found = {shown: max(some) for shown, some in written.items()}
    least = sorted(found.values())[-last] if len(found) >= last else 1
    highest = {shown: sum(some) + most * (len(names.variants(shown)) - len(some)) for shown, some in written.items()}
    for spelled in several:
        if len(spelled) * most < least:
            break
        highest.setdefault(spelled[0], len(spelled) * most)
    unsure = [shown for shown, count in highest.items() if count >= least and count > found.get(shown, 0)]
    return found, sorted(unsure, key=lambda shown: -highest[shown])


def _let_through(choice: Choice, chosen: Mapping[str, Clause]) -> Clause:
    """The clause of the filters on one field."""
    wanted = [any_of(chosen[value] for value in choice.wanted)] if choice.wanted else []
    return {"bool": {"filter": wanted, "must_not": [chosen[value] for value in choice.excluded]}}
