"""What the numbers mean, said again in plain Python over a list of articles: slow, and easy to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from data.filter import NOT_STATED, Filter, Level, Step, Unit
from tests.data.lake.small_archive import KIND_OF, Row

Heads = Mapping[str, str]
NONE_TOGETHER: Heads = {}


@dataclass(frozen=True)
class Article:
    number: int
    row: Row
    zone: str

    @property
    def day(self) -> date | None:
        return self.row.published and self.row.published.astimezone(ZoneInfo(self.zone)).date()

    @property
    def topic(self) -> str:
        return self.row.topic or NOT_STATED

    def of(self, level: Level) -> str:
        """Its theme, topic or story."""
        return {"theme": self.row.theme, "topic": self.row.topic, "story": self.row.story}[level] or NOT_STATED

    @property
    def places(self) -> set[str]:
        """What a filter may name to let it pass: its theme, topic and story, or that it has no topic."""
        return {i for i in (self.row.theme, self.topic, self.row.story) if i is not None}

    @property
    def outlet(self) -> str:
        return self.row.outlet or NOT_STATED

    @property
    def text(self) -> object:
        return self.row.reprint or self.number

    @property
    def article_id(self) -> str:
        return f"{self.number:016x}"


class Reference:
    """A small archive and the questions to it."""

    def __init__(self, rows: list[Row], zone: str) -> None:
        self.articles = [Article(n, row, zone) for n, row in enumerate(rows)]
        self.first = {}
        for a in sorted(self.articles, key=lambda a: (a.row.published is None, a.row.published or 0, a.number)):
            self.first.setdefault(a.text, a)

    def group(self, a: Article) -> list[Article]:
        """All articles that carry its text."""
        return [other for other in self.articles if other.text == a.text]

    def source(self, a: Article) -> str | None:
        """The first publisher of an article's group; None: it is not known."""
        dated = [m for m in self.group(a) if m.day]
        if not dated:
            return None
        begun = [m for m in dated if m.day == min(m.day for m in dated)]
        if len({m.outlet for m in begun}) > 1:
            if any(m.row.date_only for m in begun):
                return None
            begun = [m for m in begun if m.row.published == min(m.row.published for m in begun)]
        outlets = {m.outlet for m in begun}
        return (outlets.pop() or None) if len(outlets) == 1 else None

    def lag(self, a: Article) -> float | None:
        """Hours behind the first of its group."""
        first = self.first[a.text]
        if a is first or a.day is None or first.day is None:
            return None
        if a.row.date_only or any(m.row.date_only for m in self.group(a) if m.row.published == first.row.published):
            return 24.0 * (a.day - first.day).days or None
        return (a.row.published - first.row.published).total_seconds() / 3600

    def passing(self, flt: Filter, found: set[int]) -> list[Article]:
        return [a for a in self.articles if self._passes(a, flt, found)]

    def _passes(self, a: Article, flt: Filter, found: set[int]) -> bool:
        if (flt.start or flt.end) and a.day is None:
            return False
        named = [e in a.row.names for e in flt.entities]
        return (
            (flt.start is None or a.day >= flt.start)
            and (flt.end is None or a.day <= flt.end)
            and (not flt.languages or a.row.language in flt.languages)
            and (not flt.outlets or a.outlet in flt.outlets)
            and (not flt.topics or not a.places.isdisjoint(flt.topics))
            and (not flt.entities or (all(named) if flt.together else any(named)))
            and (not flt.words or a.number in found)
        )

    def topic_of(self, a: Article, unit: Unit, level: Level, heads: Heads = NONE_TOGETHER) -> str:
        own = self.first[a.text].of(level) if unit == "texts" else a.of(level)
        return heads.get(own, own)

    def base(self, flt: Filter, unit: Unit, without: str, found: set[int]) -> list[Article]:
        if unit == "outlets" or without == "subject":
            return self.passing(flt.base(), found)
        return self.passing(flt.without_topics() if without == "topics" else flt.without_entities(), found)


def measure(articles: Iterable[Article], unit: Unit, entity: str | None = None) -> int:
    """How many units these articles are; occurrences of one entity."""
    articles = list(articles)
    if unit == "articles":
        return len(articles)
    if unit == "texts":
        return len({a.text for a in articles})
    if unit == "outlets":
        return len({a.row.outlet for a in articles if a.row.outlet})
    return sum(a.row.names.count(entity) for a in articles)


def of_kind(articles: Iterable[Article], kind: str) -> int:
    return sum(KIND_OF[name[0]] == kind for a in articles for name in a.row.names)


def start_of(day: date, by: Step) -> date:
    if by == "day":
        return day
    return day - timedelta(days=day.weekday()) if by == "week" else day.replace(day=1)


def by_period(articles: Iterable[Article], by: Step) -> dict[date, list[Article]]:
    periods: dict[date, list[Article]] = {}
    for a in articles:
        if a.day is not None:
            periods.setdefault(start_of(a.day, by), []).append(a)
    return periods


def grouped(articles: Iterable[Article], key: Callable[[Article], str]) -> dict[str, list[Article]]:
    groups: dict[str, list[Article]] = {}
    for a in articles:
        groups.setdefault(key(a), []).append(a)
    return groups


def week_of(
    reference: Reference, flt: Filter, found: set[int], monday: date, what: Level | None, heads: Heads = NONE_TOGETHER
) -> dict[str, tuple[Any, ...]]:
    """now, before, now_base, before_base, quiet, earlier, last by theme, topic or story; None: by entity."""
    flt = flt.without_period()
    things = (
        (lambda a: [heads.get(a.of(what), a.of(what))] if a.of(what) else [])
        if what
        else (lambda a: sorted(set(a.row.names)))
    )

    def count(chosen: Filter, first: date | None, days: int) -> Counter[str]:
        start, end = first, monday + timedelta(days=days)
        return Counter(t for a in reference.passing(replace(chosen, start=start, end=end), found) for t in things(a))

    def base(first: date) -> int:
        chosen = flt.without_topics() if what else flt.without_entities()
        return len(reference.passing(replace(chosen, start=first, end=first + timedelta(days=6)), found))

    last = monday - timedelta(days=7)
    now, before = count(flt, monday, 6), count(flt, last, -1)
    quiet, earlier = count(flt.base(), monday - timedelta(days=28), -1), count(flt.base(), None, -1)
    bases = base(monday), base(last)
    passed = reference.passing(replace(flt.base(), end=monday - timedelta(days=1)), found)
    days = {t: max(a.day for a in passed if t in things(a)) for t in earlier}
    return {t: (now[t], before[t], *bases, quiet[t], earlier[t], days.get(t)) for t in now | before}


def week_topics_of_names(
    reference: Reference, flt: Filter, found: set[int], monday: date, level: Level, heads: Heads = NONE_TOGETHER
) -> dict[tuple[str, str], tuple[int, int]]:
    """now, before by name and the theme, topic or story of most of its articles in either week."""

    def placed(first: date) -> Counter[tuple[str, str]]:
        days = {"start": first, "end": first + timedelta(days=6)}
        passed = reference.passing(replace(flt.without_period(), **days), found)
        return Counter(
            (name, reference.topic_of(a, "articles", level, heads)) for a in passed for name in set(a.row.names)
        )

    def most(placed: Counter[tuple[str, str]]) -> set[tuple[str, str]]:
        whole = Counter[str]()
        for (name, _), count in placed.items():
            whole[name] += count
        return {pair for pair, count in placed.items() if pair[1] and 2 * count > whole[pair[0]]}

    now, before = placed(monday), placed(monday - timedelta(days=7))
    return {pair: (now[pair], before[pair]) for pair in most(now) | most(before)}


def shown(dated: list[date]) -> list[date]:
    """The days of the articles that axes show: of all ways to leave some out at the ends the one that leaves out most,
    of two articles the earlier."""
    dated, total, ways = sorted(dated), len(dated), []
    most = max(1, total // 100)
    for before in range(min(most + 1, total)):
        for after in range(min(most + 1, total - before)):
            rest = dated[before : total - after]
            least = max(rest[-1] - rest[0], timedelta(days=365))
            few = before <= max(1, (total - after) / 100) and after <= max(1, (total - before) / 100)
            early = before == 0 or rest[0] - dated[before - 1] > least
            late = after == 0 or dated[total - after] - rest[-1] > least
            if few and early and late:
                ways.append(rest)
    return min(reversed(ways), key=len, default=[])


def covered_days(dated: list[date]) -> set[date]:
    """The days with at least a tenth of the articles of the median day that has any."""
    articles = Counter(dated)
    return {day for day, n in articles.items() if n >= median(articles.values()) / 10}


def full_weeks(dated: list[date]) -> set[date]:
    """The Mondays of the full weeks."""
    covered, week, before, full = covered_days(dated), start_of(min(dated), "week"), [], set()
    while week <= max(dated):
        recent = before[-8:]
        usual = {n for n in range(7) if len(recent) < 2 or sum(n in held for held in recent) >= len(recent) / 2}
        held = {n for n in range(7) if week + timedelta(days=n) in covered}
        if usual and len(usual & held) / len(usual) >= 5 / 7:
            full.add(week)
        before.append(held)
        week += timedelta(days=7)
    return full
