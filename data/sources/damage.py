"""What libraries raise on damaged files, and the sentence that stands for it."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from email.errors import MessageError

from data.errors import UsageError

LIBRARY_ERRORS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    MessageError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,  # lxml's are of this kind
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
)
"""Parsers of binary formats trust what a file says of itself, so damage surfaces as nearly anything."""


def damaged(name: str, kind: str, error: Exception | str = "") -> UsageError:
    """The refusal of a file that is not what its ending says, or that is cut or changed."""
    why = " ".join(str(error).split())[:200]
    return UsageError(f"{name} is damaged or is no {kind}{f': {why}' if why else ''}.", "Save or download it again.")


def protected(name: str) -> UsageError:
    """The refusal of a file that only a password opens."""
    return UsageError(f"{name} is protected with a password.", "Save it without a password.")


def has_entities(markup: bytes) -> bool:
    """Whether XML declares entities, which may open files or grow without end; in any encoding of ASCII letters."""
    return b"<!ENTITY" in markup.replace(b"\x00", b"")
