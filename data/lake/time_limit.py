"""A limit of time on questions: one thread for all of them, that sleeps until the first may have run out.

A timer for each question would be a thread for each. To start one is to hand the interpreter over and wait until it
comes back, which with twenty readers takes longer than many questions.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NEVER = float("inf")


class _Watch:
    """Interrupts what has run out."""

    def __init__(self) -> None:
        self._running: dict[object, tuple[float, Callable[[], None]]] = {}
        self._changed = threading.Condition()
        self._wakes = NEVER
        self._thread: threading.Thread | None = None

    def begin(self, until: float, interrupt: Callable[[], None]) -> object:
        """Interrupt at a time of the monotonic clock, unless `end` is told before."""
        key = object()
        with self._changed:
            self._running[key] = (until, interrupt)
            if self._thread is None or not self._thread.is_alive():  # a fork has no threads
                self._thread = threading.Thread(target=self._watch, name="time limit", daemon=True)
                self._thread.start()
            elif until < self._wakes:
                self._changed.notify()
        return key

    def end(self, key: object) -> None:
        with self._changed:  # nobody is interrupted after this
            self._running.pop(key, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                self._wakes = self._interrupt_late()
                self._changed.wait(None if self._wakes == NEVER else self._wakes - time.monotonic())

    def _interrupt_late(self) -> float:
        """When the next runs out. Apart from the loop, whose thread is never ended and would hold what it looked at."""
        now = time.monotonic()
        for key in [key for key, (until, _) in self._running.items() if until <= now]:
            _, interrupt = self._running.pop(key)
            interrupt()
        return min((until for until, _ in self._running.values()), default=NEVER)


_watch = _Watch()


@contextmanager
def limited(seconds: float | None, interrupt: Callable[[], None]) -> Iterator[None]:
    """Call `interrupt` from another thread where what is inside takes longer than so many seconds; None: never."""
    key = _watch.begin(time.monotonic() + seconds, interrupt) if seconds else None
    try:
        yield
    finally:
        if key:
            _watch.end(key)
