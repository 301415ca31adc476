"""The making of a file in a thread of its own, and how it ended, for the page that waits for it.

Streamlit makes a file once its button is clicked, drops what is not of its kinds, and says of a failure a few English
words for five seconds. So what it is given makes bytes or fails, and remembers which.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

Make = Callable[[], bytes]

BEGINS_WITHIN = 20  # seconds


class Making:
    """A file in the making; called by Streamlit, watched by the page.

    Args:
        make: gives the file's content.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._begun, self._ended = threading.Event(), threading.Event()
        self._failure: Exception | None = None

    def __call__(self) -> bytes:
        self._failure = None
        self._begun.set()
        try:
            return _bytes(self._make())
        except Exception as failure:
            self._failure = failure  # raised again where the page waits, see `check`
            raise
        finally:
            self._ended.set()

    def ended(self, seconds: float) -> bool:
        """Whether it ended, looked at for so long.

        Raises:
            TimeoutError: nobody began within BEGINS_WITHIN seconds.
        """
        if not self._begun.wait(BEGINS_WITHIN):
            raise TimeoutError(f"The making of a file did not begin within {BEGINS_WITHIN} seconds.")
        return self._ended.wait(seconds)

    def check(self) -> None:
        """Raise what the making failed with, if it did."""
        if self._failure:
            raise self._failure


def _bytes(content: object) -> bytes:
    if not isinstance(content, bytes):
        raise TypeError(f"The content of a file is {type(content).__name__}, not bytes.")
    return content
