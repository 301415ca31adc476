"""The errors a user can meet: each says what happened, with numbers, and what to do next."""

from __future__ import annotations


class SvodkaError(Exception):
    """Root of every error that Svodka raises on purpose.

    Attributes:
        code: a short stable name for machines, printed by `--json`.
        exit_code: what the command line returns: 2 usage or nothing to answer with, 3 store.
        hint: the next step, one sentence; may be empty.
    """

    code = "error"
    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(SvodkaError):
    """The request itself cannot be carried out: a wrong path, option or setting."""

    code = "usage"


class NothingToAnswer(SvodkaError):
    """The request is right but the workspace holds nothing to answer it with."""

    code = "nothing"


class SchemaError(SvodkaError):
    """A frame does not keep its table's contract; names the column and the stage that makes it."""

    code = "schema"
    exit_code = 3


class StoreError(SvodkaError):
    """The workspace cannot be read or written: damage, a full disk, missing rights, a newer format."""

    code = "store"
    exit_code = 3


class Locked(StoreError):
    """Another process writes to the workspace; names its pid and when it started."""

    code = "locked"


class Vanished(StoreError):
    """A file of an edition that is no longer the latest was removed while it was read: open the archive again."""

    code = "vanished"
