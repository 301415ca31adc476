"""Splits what is to be annotated into units of work, has them carried out, and gathers their output.

The seam for scale is `concurrent.futures.Executor`: units are file names in and file names out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from analytics.annotate import INPUT_COLUMNS, Unit
from data.schema import ARTICLES
from data.words.alias import Alias

Job = TypeVar("Job")
Step = Callable[[int, int], None]
UNIT_ARTICLES = 125
"""Few, since cores wait at the end for whoever works on the last unit; fewer cost more than that."""
INPUT = pa.schema([ARTICLES.schema.field(name).with_nullable(True) for name in INPUT_COLUMNS])
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def write_units(  # noqa: PLR0913 - each is named where it is called
    articles: Sequence[Path],
    known: pa.Array,
    blocks: pa.Table,
    folder: Path,
    languages: tuple[str, ...],
    *,
    added: tuple[Alias, ...] = (),
) -> list[tuple[Unit, int]]:
    """Write the articles that are not known yet as Parquet files of at most UNIT_ARTICLES rows.

    Args:
        articles: the Parquet files of the pinned version of `articles`.
        known: ids of articles to leave out.
        blocks: outlet, block: what outlets repeat and is no text of theirs.
        folder: where the units and their outputs go.
        languages: codes that identification chooses between.
        added: names that users tell to look for.
    Returns:
        Each unit with its number of articles.
    """
    repeated = folder / "blocks.parquet"
    pq.write_table(blocks, repeated)
    fresh = _of_size(_fresh(articles, known), UNIT_ARTICLES)
    return [
        (Unit(_written(rows, folder, number), str(folder), languages, str(repeated), added), rows.num_rows)
        for number, rows in enumerate(fresh)
    ]


def _fresh(articles: Sequence[Path], known: pa.Array) -> Iterator[pa.RecordBatch]:
    """Rows whose id is not known; the ids are looked up once, and no text is read where all of a row group are."""
    if not articles:
        return
    # A file that a removal rewrote has its texts in another of Arrow's types.
    ids = [pq.read_table(path, columns=["article_id"]).column("article_id").cast(pa.string()) for path in articles]
    every = pa.chunked_array([chunk for column in ids for chunk in column.chunks], pa.string())
    new = pc.invert(pc.is_in(every, value_set=known)).to_numpy()
    first = 0
    for path in articles:
        file = pq.ParquetFile(path)
        for group in range(file.num_row_groups):
            rows = new[first : first + file.metadata.row_group(group).num_rows]
            first += len(rows)
            if rows.any():
                yield from _chosen(file, group, rows)


def _chosen(file: pq.ParquetFile, group: int, rows: NDArray[np.bool_]) -> Iterator[pa.RecordBatch]:
    """The chosen rows of one row group."""
    first = 0
    for batch in file.iter_batches(UNIT_ARTICLES, row_groups=[group], columns=INPUT_COLUMNS):
        yield batch.filter(pa.array(rows[first : first + batch.num_rows])).select(INPUT.names).cast(INPUT)
        first += batch.num_rows


def _of_size(batches: Iterator[pa.RecordBatch], size: int) -> Iterator[pa.Table]:
    """Regroup batches into tables of `size` rows, the last one smaller."""
    kept: list[pa.RecordBatch] = []
    for batch in batches:
        rest = batch
        while rest.num_rows:
            room = size - sum(b.num_rows for b in kept)
            kept.append(rest.slice(0, room))
            rest = rest.slice(room)
            if sum(b.num_rows for b in kept) == size:
                yield pa.Table.from_batches(kept)
                kept = []
    if kept:
        yield pa.Table.from_batches(kept)


def _written(rows: pa.Table, folder: Path, number: int) -> str:
    path = folder / f"{number:06d}.parquet"
    pq.write_table(rows, path)
    return str(path)


class CarryOut(Protocol):
    """Has work done on every job."""

    def __call__(self, work: Callable[[Job], int], jobs: Sequence[tuple[Job, int]], step: Step = ...) -> None:
        """Do it, in whatever order.

        Args:
            work: a function of a module, since it may run in another process; returns the job's number of articles.
            jobs: each with its number of articles.
            step: called with articles done, of all.
        """


@contextmanager
def workers(executor: Executor | None, jobs: int, prepare: Callable[[], None] | None = None) -> Iterator[CarryOut]:
    """Whoever carries work out: the executor given, or a pool of processes, one for each core.

    Args:
        jobs: how many there are at most at once; a single one is done here.
        prepare: run in each new process.
    """
    with _pool(executor, jobs, prepare) as submit:

        def carry_out(work: Callable[[Job], int], jobs: Sequence[tuple[Job, int]], step: Step = _silent) -> None:
            total, done = sum(count for _, count in jobs), 0
            step(0, total)
            for future in as_completed([submit(work, job) for job, _ in jobs]):
                done += future.result()
                step(done, total)

        yield carry_out


def _silent(done: int, total: int) -> None:
    """Nobody is told."""


@contextmanager
def _pool(
    executor: Executor | None, jobs: int, prepare: Callable[[], None] | None
) -> Iterator[Callable[..., Future[int]]]:
    workers = min(os.cpu_count() or 1, jobs)
    if executor is not None:
        yield executor.submit
    elif workers <= 1:
        yield _here
    else:
        # `spawn`, since a fork after Delta's threads have started dies; one BLAS thread, since workers fill the cores.
        with _one_thread(), ProcessPoolExecutor(workers, get_context("spawn"), initializer=prepare) as pool:
            yield pool.submit


def _here(work: Callable[[Job], int], job: Job) -> Future[int]:
    future: Future[int] = Future()
    future.set_result(work(job))
    return future


@contextmanager
def _one_thread() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


def gather(units: Sequence[tuple[Unit, int]], kind: str) -> pa.Table:
    """One table of every unit's output of a kind, see `annotate`; there is a unit at least."""
    return pa.concat_tables(pq.read_table(unit.output(kind)) for unit, _ in units)
