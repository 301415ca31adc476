"""A fitted topic model: what placing a new article needs, and how it is kept on disk.

Kept as `model.json` (format number, language, topic ids, words) and `arrays.safetensors`. Nothing is ever unpickled.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.topics.drift import Usual
from analytics.topics.embed import Embedder, Lexicon, WordVectors, pretrained
from analytics.topics.place import Centres
from data.errors import StoreError, UsageError
from data.settings import OFFLINE

FORMAT = 2
HEAD = "model.json"
ARRAYS = "arrays.safetensors"
REFIT = "Say: svodka analyse --topics refit"


@dataclass(frozen=True)
class TopicModel:
    """Topics of one language.

    Attributes:
        name: unique to what was fitted; written in the column `model` of topics.
        language: code of the documents' language.
        embedder: makes vectors of new documents.
        topic_ids, theme_ids: id of each, in the order of their numbers.
        story_ids: the same for stories, empty where only one text tells it.
        centres: of all of them, in the same orders.
        documents: how many it was fitted on.
        usual: what is usual of articles that come after the fit, see `drift`.
    """

    name: str
    language: str
    embedder: Embedder
    topic_ids: tuple[str, ...]
    theme_ids: tuple[str, ...]
    story_ids: tuple[str, ...]
    centres: Centres
    documents: int
    usual: Usual = field(default_factory=Usual.unknown)

    @property
    def space(self) -> str:
        """What vectors have in common that can be compared: the fit that made them, or the sentence model.

        A model that words were left out of (`prune`) has another name and the same vectors.
        """
        return self.name.partition(".")[0] if self.embedder.name == OFFLINE else self.embedder.name

    @classmethod
    def empty(cls, name: str, language: str, embedder: Embedder, documents: int) -> TopicModel:
        """One without topics."""
        flat, nothing = np.empty((0, 1), dtype=np.float32), np.empty(0, dtype=np.float32)
        centres = Centres(flat, flat, flat, nothing.astype(np.intp), nothing, nothing.astype(np.intp))
        return cls(name, language, embedder, (), (), (), centres, documents)


def save(model: TopicModel, folder: Path) -> None:
    """Write the model into a folder, which is made if missing. The head is written last, whole or not at all.

    Raises:
        StoreError: the folder cannot be written.
    """
    from safetensors.numpy import save as to_bytes

    arrays: dict[str, NDArray[Any]] = {name: getattr(model.centres, name) for name in ("themes", "topics", "reach")}
    arrays |= {name: getattr(model.centres, name).astype(np.int32) for name in ("theme", "home")}
    arrays["stories"] = model.centres.stories.astype(np.float16)
    head: dict[str, Any] = {
        "format": FORMAT,
        "name": model.name,
        "language": model.language,
        "embedder": model.embedder.name,
        "topic_ids": model.topic_ids,
        "theme_ids": model.theme_ids,
        "story_ids": model.story_ids,
        "documents": model.documents,
        "usual": asdict(model.usual),
    }
    if isinstance(model.embedder, WordVectors):
        arrays |= _word_arrays(model.embedder)
        head["words"] = model.embedder.lexicon.words
    try:
        folder.mkdir(parents=True, exist_ok=True)
        contiguous = {key: np.ascontiguousarray(array) for key, array in arrays.items()}
        (folder / ARRAYS).write_bytes(to_bytes(contiguous))
        unfinished = folder / (HEAD + ".new")
        unfinished.write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(folder / HEAD)
    except OSError as error:
        raise StoreError(f"The topic model cannot be written to {folder}: {error}.") from error


def load(folder: Path) -> TopicModel:
    """Read a model that `save` wrote.

    Raises:
        StoreError: a file is missing, damaged, or of another format than this version of Svodka reads.
    """
    head = _head(folder / HEAD)
    arrays = _arrays(folder / ARRAYS)
    try:
        embedder = _embedder(head, arrays)
        model = TopicModel(
            name=str(head["name"]),
            language=str(head["language"]),
            embedder=embedder,
            topic_ids=tuple(map(str, head["topic_ids"])),
            theme_ids=tuple(map(str, head["theme_ids"])),
            story_ids=tuple(map(str, head["story_ids"])),
            centres=_centres(arrays),
            documents=int(head["documents"]),
            usual=Usual(**head["usual"]) if "usual" in head else Usual.unknown(),
        )
    except (KeyError, TypeError, ValueError, UsageError) as error:
        raise _damaged(folder, f"{type(error).__name__}: {error}") from error
    found = (len(model.theme_ids), len(model.topic_ids), len(model.story_ids))
    kept = (len(model.centres.themes), len(model.centres.topics), len(model.centres.stories))
    if found != kept or {len(model.centres.theme), len(model.centres.reach)} != {kept[1]}:
        raise _damaged(folder, f"{found} ids of themes, topics and stories for {kept} centres")
    return model


def prune(folder: Path, name: str, words: AbstractSet[str], topics: AbstractSet[str]) -> str:
    """Leave out of a kept model words and topics that are not among these; no vector of another text changes.

    Args:
        folder: where models lie.
        name: the model's.
        words: lemmas that still stand in some article of its language.
        topics: ids of those that still have an article: nothing is placed in the others any more.
    Returns:
        The name of the model without the others, a new one; the same name where nothing had to go.
    Raises:
        StoreError: the model cannot be read, or the new one not written.
    """
    model = load(folder / name)
    left = _with_topics(_with_words(model, words), topics)
    if left is model:
        return name
    renamed = f"{name.partition('.')[0]}.{secrets.token_hex(3)}"
    save(replace(left, name=renamed), folder / renamed)
    return renamed


def _with_words(model: TopicModel, words: AbstractSet[str]) -> TopicModel:
    embedder = model.embedder
    if not isinstance(embedder, WordVectors):
        return model
    kept = np.array([n for n, word in enumerate(embedder.lexicon.words) if word in words], dtype=np.intp)
    if len(kept) == len(embedder.lexicon.words):
        return model
    lexicon = Lexicon([embedder.lexicon.words[n] for n in kept], embedder.lexicon.idf[kept])
    meanings = None if embedder.meanings is None else embedder.meanings[kept]
    left = replace(embedder, lexicon=lexicon, components=embedder.components[kept], meanings=meanings)
    return replace(model, embedder=left)


def _with_topics(model: TopicModel, topics: AbstractSet[str]) -> TopicModel:
    """The model with these topics alone, and the themes that have one of them."""
    kept = [number for number, topic_id in enumerate(model.topic_ids) if topic_id in topics]
    if len(kept) == len(model.topic_ids):
        return model
    themes = np.unique(model.centres.theme[kept])
    return replace(
        model,
        topic_ids=tuple(model.topic_ids[number] for number in kept),
        theme_ids=tuple(model.theme_ids[number] for number in themes),
        centres=model.centres.only(kept),
    )


def _word_arrays(embedder: WordVectors) -> dict[str, NDArray[Any]]:
    arrays = {"idf": embedder.lexicon.idf, "components": embedder.components}
    if embedder.meanings is not None and embedder.centre is not None:
        arrays |= {"meanings": embedder.meanings, "centre": embedder.centre}
    return arrays


def _embedder(head: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> Embedder:
    if head["embedder"] != OFFLINE:
        return pretrained(str(head["embedder"]))
    words = [str(word) for word in head["words"]]
    embedder = WordVectors(
        Lexicon(words, arrays["idf"]), arrays["components"], arrays.get("meanings"), arrays.get("centre")
    )
    sizes = {len(array) for array in (words, arrays["idf"], arrays["components"], arrays.get("meanings", words))}
    if len(sizes) > 1:
        raise TypeError(f"arrays over words differ in length: {sorted(sizes)}")
    return embedder


def _centres(arrays: dict[str, NDArray[Any]]) -> Centres:
    return Centres(
        stories=arrays["stories"].astype(np.float32),
        themes=arrays["themes"],
        topics=arrays["topics"],
        theme=arrays["theme"].astype(np.intp),
        reach=arrays["reach"],
        home=arrays.get("home", np.full(len(arrays["stories"]), -1)).astype(np.intp),
    )


def _head(path: Path) -> dict[str, Any]:
    try:
        head = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(f"There is no topic model in {path.parent}.", REFIT) from error
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path.parent, str(error)) from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        found = head.get("format") if isinstance(head, dict) else None
        what = f"The topic model in {path.parent} has format {found}, this version of Svodka reads {FORMAT}."
        raise StoreError(what, f"{REFIT}, or use the version of Svodka that wrote it.")
    return head


def _arrays(path: Path) -> dict[str, NDArray[Any]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return dict(load_file(path))
    except FileNotFoundError as error:
        raise StoreError(f"The topic model in {path.parent} lacks its file {path.name}.", REFIT) from error
    except (OSError, SafetensorError, ValueError) as error:
        raise _damaged(path.parent, str(error)) from error


def _damaged(folder: Path, what: str) -> StoreError:
    return StoreError(f"The topic model in {folder} is damaged: {what}.", REFIT)
