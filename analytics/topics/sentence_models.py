"""Vectors of texts by a model from elsewhere, written `library:model`, which lies on this computer already.

It is a folder, or bears a name under which Hugging Face's tools have brought it (`hf download NAME`); nothing is
downloaded here. Each library comes with an extra, and is loaded where vectors are made: seconds, once a process.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.errors import UsageError

BATCH = 32
"""Pieces of text that a network reads at a time."""
PIECES = 2
"""What follows says less what an article is about: of 500 of bbc_raw, with 256 tokens each, the first piece alone gave
NMI .80 at five groups, two .89, all .88. Each takes as long as the first."""
CHARACTERS = 4
"""Of a token, so many at least in most languages."""
MARKS = ("modules.json", "config.json")
"""One of them stands in every folder that holds a model."""
WHERE = "Name the folder that the model was saved in, or one that was downloaded: .venv/bin/hf download NAME"


def whole_path(model: str) -> str:
    """The folder's path from the root where the model is a folder, so that an analysis begun elsewhere finds it."""
    folder = Path(model).expanduser()
    return str(folder.absolute()) if folder.is_dir() else model


def encode(name: str, texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of any length, shape (n_texts, n_dimensions).

    A network (sentence-transformers) reads the beginning of a text: its first two pieces of as many tokens as the model
    was made for, with 256 some 2,000 characters, give their mean. A static model (model2vec) reads all; the vector is
    zero where it knows no word.

    Args:
        name: `sentence-transformers:MODEL` or `model2vec:MODEL`.
        texts: as written.
    Raises:
        UsageError: the library is not installed, or the model is not on this computer, or none.
    """
    model, given = _load(name), list(texts) or [""]  # libraries disagree on the shape of nothing
    made = _by_static if name.startswith("model2vec:") else _by_network
    return made(model, given)[: len(texts)]


def _by_static(model: Any, texts: list[str]) -> NDArray[np.float32]:
    rows = model.encode(texts, max_length=None, show_progress_bar=False, use_multiprocessing=False)
    return np.asarray(rows, dtype=np.float32)


def _by_network(model: Any, texts: list[str]) -> NDArray[np.float32]:
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    pieces = [_pieces(text, CHARACTERS * model.max_seq_length) for text in texts]
    flat = [piece for own in pieces for piece in own]
    # A fit is held to one thread, for which the products of a network are too many.
    with threadpool_limits(os.cpu_count(), user_api="openmp"):
        rows = model.encode(flat, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
    weight = np.array([len(piece) for piece in flat], dtype=np.float32)
    starts = np.cumsum([0, *map(len, pieces[:-1])])
    return np.asarray(np.add.reduceat(rows * weight[:, None], starts), dtype=np.float32)


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, min(len(text), PIECES * size), size)] or [text]


@lru_cache(maxsize=1)
def _load(name: str) -> Any:
    library, _, model = name.partition(":")
    folder = Path(model).expanduser()
    if folder.is_dir() or folder.is_absolute() or model.startswith("."):
        _check_folder(folder)
    if find_spec(library.replace("-", "_")) is None:
        hint = f"Install it with: .venv/bin/pip install {library}"
        raise UsageError(f"Document vectors {name} need {library}, which is not installed.", hint)
    if not folder.is_dir():
        folder = _downloaded(library, model)
    from safetensors import SafetensorError

    try:
        return _static(folder) if library == "model2vec" else _network(folder)
    except (ImportError, LookupError, OSError, RuntimeError, TypeError, ValueError, SafetensorError) as error:
        said = " ".join(str(error).split())
        raise UsageError(f"{library} cannot read the model in {folder}: {said}", WHERE) from error


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder} with a model for document vectors.", WHERE)
    if not any((folder / mark).is_file() for mark in MARKS):
        raise UsageError(f"The folder {folder} holds no model: it has none of {', '.join(MARKS)}.", WHERE)


def _downloaded(library: str, model: str) -> Path:
    """Where Hugging Face's tools have laid the model that bears the name."""
    from huggingface_hub import snapshot_download

    whole = model if "/" in model or library == "model2vec" else f"sentence-transformers/{model}"
    try:
        return Path(snapshot_download(whole, local_files_only=True))
    except (OSError, ValueError) as error:  # a name that nobody can have is the second
        hint = f"Download it once: .venv/bin/hf download {whole}, or name the folder that it was saved in."
        raise UsageError(f"The model {whole} for document vectors is not on this computer.", hint) from error


def _static(folder: Path) -> Any:
    from model2vec import StaticModel

    return StaticModel.from_pretrained(str(folder))


def _network(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    return SentenceTransformer(str(folder), local_files_only=True)
