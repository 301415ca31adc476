"""A run of HTML pages in folders, read by several processes: nearly all of an import's time is the extraction.

Each thread here has a process of its own that it asks for a few pages at a time, so that a page which hangs or kills
its process costs that page alone. Rows come in the pages' order, and only so many pages are read ahead.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from itertools import groupby
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.html_page import HtmlPage
from data.sources.kinds import source_of
from data.sources.source import Source

Row = RawRow | Rejected | LeftOut
Reading = Callable[[Path], list[Row]]

FEW = 16
"""Pages that are read sooner here than other processes start."""
BATCH_PAGES, BATCH_BYTES = 8, 8_000_000
AHEAD = 4
"""Batches that are read or wait to be taken, for each process."""
LIMIT = 60.0
"""Seconds that a page may take; the slowest of a corpus of real ones takes one."""


def sources_of(paths: Iterable[Path], mapping: dict[str, str]) -> list[Source]:
    """The sources that read these files, one for each run of HTML pages.

    Raises:
        UsageError: an ending is of no kind that is read.
    """
    found: list[Source] = []
    each = (source_of(path, mapping) for path in paths)
    for kind, run in groupby(each, key=type):
        sources = list(run)
        if kind is HtmlPage and len(sources) > 1:
            pages = [source.path for source in sources]
            found.append(HtmlFolder(Path(os.path.commonpath(pages)), mapping, pages=pages))
        else:
            found += sources
    return found


def read(page: Path) -> list[Row]:
    """The rows of one page, of a news database's download several; what it cannot be read for is its row."""
    try:
        return list(HtmlPage(page).rows())
    except (UsageError, OSError) as error:
        return [Rejected(str(page), 1, str(error))]


@dataclass
class HtmlFolder(Source):
    """Saved pages of at most 20 MB each.

    Attributes:
        path: the folder that holds them all, in itself or below.
        pages: the files, in order.
        limit: seconds that a page may take.
        reading: reads one page, here or in another process.
    """

    pages: Sequence[Path] = ()
    limit: float = LIMIT
    reading: Reading = read
    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[Row]:
        few = len(self.pages) < FEW
        found = map(self.reading, self.pages) if few else _together(self.pages, self.reading, self.limit)
        for number, rows in enumerate(found, 1):
            self.done = number / len(self.pages)
            yield from rows


def _together(pages: Sequence[Path], reading: Reading, limit: float) -> Iterator[list[Row]]:
    """Each page's rows in the order of the pages, read by one process for each core."""
    count = os.cpu_count() or 1
    readers = _Readers(reading, limit)
    batches = _batches(pages)
    waiting: deque[Future[list[list[Row]]]] = deque()
    with ThreadPoolExecutor(count) as threads:
        try:
            for batch in batches:
                waiting.append(threads.submit(readers.read, batch))
                if len(waiting) == AHEAD * count:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            readers.stop()


def _batches(pages: Sequence[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += page.stat().st_size if page.exists() else 0
        if len(batch) == BATCH_PAGES or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Readers:
    """Reading processes, one for each thread that asks."""

    def __init__(self, reading: Reading, limit: float) -> None:
        self._reading = reading
        self._limit = limit
        self._own = threading.local()
        self._started: list[_Reader] = []
        self._stopped = False
        self._stopping = threading.Lock()

    def read(self, batch: list[Path]) -> list[list[Row]]:
        """Each page's rows; after a page that costs its process, the rest of the batch has a new one."""
        rows: list[list[Row]] = []
        while len(rows) < len(batch) and not self._stopped:
            reader = self._reader()
            reader.ask(batch[len(rows) :])
            for page in batch[len(rows) :]:
                answer = reader.answer(self._limit)
                if answer is None:
                    rows.append([Rejected(str(page), 1, reader.end(self._limit))])
                    self._own.reader = None
                    break
                rows.append(answer)
        return rows

    def _reader(self) -> _Reader:
        if getattr(self._own, "reader", None) is None:
            self._own.reader = _Reader(self._reading)
            self._keep(self._own.reader)
        reader: _Reader = self._own.reader
        return reader

    def _keep(self, reader: _Reader) -> None:
        """Have it stopped with the others; one that has started meanwhile gives no answer any more."""
        with self._stopping:
            self._started.append(reader)
            if self._stopped:
                reader.kill()

    def stop(self) -> None:
        with self._stopping:
            self._stopped = True
            for reader in self._started:
                reader.kill()


class _Reader:
    """A process that reads pages; spawned, since a fork after Delta's threads have started dies."""

    def __init__(self, reading: Reading) -> None:
        context = get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(reading, there), daemon=True)
        self._process.start()
        there.close()
        self._is_late = False
        self.answer(None)  # it is ready: from now on time is the pages'

    def ask(self, pages: list[Path]) -> None:
        with suppress(OSError):  # it has ended; there will be no answer
            self._here.send(pages)

    def answer(self, limit: float | None) -> list[Row] | None:
        """The rows of the next page; None: the process has ended, or gave none in time."""
        try:
            if self._here.poll(limit):
                rows: list[Row] | None = self._here.recv()
                return rows
            self._is_late = True
        except (EOFError, OSError):
            pass
        return None

    def end(self, limit: float) -> str:
        """End the process; says what the page did to it."""
        self.kill()
        if self._is_late:
            return f"it was not read within {limit:g} seconds"
        return f"the process that read it ended with {self._process.exitcode}"

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(reading: Reading, asked: Connection) -> None:
    """Read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this ends it
    sys.stderr = StringIO()  # a page's end is told in its row
    asked.send(None)
    while True:
        try:
            pages: list[Path] = asked.recv()
        except EOFError:
            return
        for page in pages:
            asked.send(reading(page))
