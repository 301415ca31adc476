"""The search index of an edition: a tantivy folder over lemmas and over words in exactly their form.

An index lies in `WORKSPACE/index/<name>` and is never changed once it is there: the next edition's is made from a copy
of it. `stamp.json` beside tantivy's files says which format it has, which languages its lemmas are of, and size and
checksum of every file, so that a damaged or foreign index is refused before tantivy reads it.

Fields: `id` is the article's id as a number (16 hex digits), read back in bulk as a fast field; `words` holds folded
words; `lemmas` holds a language and a lemma each (`ru/санкция`), so that a Ukrainian lemma never finds a Russian word
that looks the same. Title and text are two values of a field: a phrase never spans both.
"""

from __future__ import annotations

import json
import secrets
import shutil
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from data.article.folding import fold
from data.errors import StoreError

if TYPE_CHECKING:
    import tantivy

FORMAT = 1
STAMP = "stamp.json"
HEAP = 128 << 20
CHUNK = 1 << 20
BATCH = 4096  # articles
REBUILD = "Build it again: svodka analyse"


def build(folder: Path, tokens: pa.Table, previous: Path | None = None, again: Sequence[str] = ()) -> str:
    """Make the index of an edition.

    Args:
        folder: where it shall lie.
        tokens: every article of the edition, as in `data.schema.TOKENS`.
        previous: the index to begin with: articles it holds are not read again, those it holds beyond `tokens` are
            no longer found, though their words may stay in its files. Where it is missing or damaged, everything is
            indexed anew.
        again: articles whose words are others than in `previous`.
    Returns:
        The new index's name in the folder. It appears there only when it is whole and on disk.
    Raises:
        StoreError: the folder cannot be written.
    """
    name = secrets.token_hex(6)
    part = folder / f"{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known, languages = _begin(part, previous)
        languages |= _write(part, tokens, known, {int(i, 16) for i in again})
        _stamp(part, languages)
        part.rename(folder / name)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise StoreError(
            f"The search index cannot be written to {folder}: {error}.", "Free space or rights."
        ) from error
    return name


def _begin(part: Path, previous: Path | None) -> tuple[set[int], set[str]]:
    """Copy the previous index, or begin an empty one; returns the articles and languages it holds."""
    if previous is not None:
        try:
            stamp = check(previous)
            known = set(held(open_index(previous)))
        except StoreError:
            pass
        else:
            shutil.copytree(previous, part, ignore=shutil.ignore_patterns(STAMP, ".tantivy*.lock"))
            return known, set(stamp["languages"])
    part.mkdir()
    return set(), set()


def _write(part: Path, tokens: pa.Table, known: set[int], again: set[int]) -> set[str]:
    """Add the articles that are not known, remove the known ones that are gone or come again; the languages met."""
    import tantivy

    index = tantivy.Index(_schema(), str(part))
    index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    met: set[int] = set()
    with index.writer(HEAP, 1) as writer:
        if renewed := sorted(known & again):  # what is deleted is what was added before
            writer.delete_documents_by_query(tantivy.Query.term_set_query(index.schema, "id", renewed))
            known = known - again
        for batch in tokens.to_batches(max_chunksize=BATCH):
            ids = [int(i, 16) for i in batch.column("article_id").to_pylist()]
            met.update(ids)
            for document in _documents(batch, ids, known):
                writer.add_document(document)
        if gone := sorted(known - met):
            writer.delete_documents_by_query(tantivy.Query.term_set_query(index.schema, "id", gone))
        writer.commit()
        writer.wait_merging_threads()
    return set(tokens.column("language").unique().to_pylist())


def _documents(batch: pa.RecordBatch, ids: list[int], known: set[int]) -> Iterator[tantivy.Document]:
    import tantivy

    if known.issuperset(ids):
        return
    columns = (batch.column(name).to_pylist() for name in ("language", "title_words", "words", "lemmas"))
    for i, language, cut, words, lemmas in zip(ids, *columns, strict=True):
        if i in known:
            continue
        document = tantivy.Document()
        document.add_unsigned("id", i)
        for part in (slice(None, cut), slice(cut, None)):
            document.add_text("words", fold(" ".join(words[part])))
            document.add_text("lemmas", " ".join([f"{language}/{lemma}" for lemma in lemmas[part]]))
        yield document


def _schema() -> tantivy.Schema:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("id", stored=False, indexed=True, fast=True)
    schema.add_text_field("words", stored=False, tokenizer_name="words", index_option="position")
    schema.add_text_field("lemmas", stored=False, tokenizer_name="words", index_option="basic")
    return schema.build()


def open_index(folder: Path) -> tantivy.Index:
    """Open an index whose stamp was checked.

    Raises:
        StoreError: tantivy cannot read it.
    """
    import tantivy

    try:
        return tantivy.Index.open(str(folder))
    except (ValueError, OSError) as error:
        raise StoreError(f"The search index {folder} cannot be read: {error}.", REBUILD) from error


def held(index: tantivy.Index, query: tantivy.Query | None = None) -> list[int]:
    """The articles that a query finds, as numbers; without one, all."""
    import tantivy

    searcher = index.searcher()
    if not searcher.num_docs:
        return []
    wanted = tantivy.Query.const_score_query(query or tantivy.Query.all_query(), 1.0)
    hits = searcher.search(wanted, limit=searcher.num_docs, count=False).hits
    return [int(i or 0) for i in searcher.fast_field_values("id", [address for _, address in hits])]


def check(folder: Path) -> dict[str, Any]:
    """Read the stamp and compare every file with it.

    Returns:
        format, languages (codes of the lemmas), files ({name: [size, CRC-32]}).
    Raises:
        StoreError: the index is missing, of another format, or damaged; names the file.
    """
    try:
        stamp: dict[str, Any] = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        if stamp["format"] != FORMAT:
            raise StoreError(f"The search index {folder} has format {stamp['format']}, this is {FORMAT}.", REBUILD)
        for name, known in stamp["files"].items():
            if list(_measured(folder / name)) != known:
                raise StoreError(f"The search index {folder} is damaged: {name} is not as it was written.", REBUILD)
    except FileNotFoundError as error:
        raise StoreError(f"The search index {folder} is missing or not whole: {error}.", REBUILD) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"The search index {folder} cannot be read: {error!r}.", REBUILD) from error
    return stamp


def _stamp(part: Path, languages: set[str]) -> None:
    files = {path.name: _measured(path) for path in sorted(part.iterdir()) if not path.name.endswith(".lock")}
    stamp = {"format": FORMAT, "languages": sorted(languages), "files": files}
    (part / STAMP).write_text(json.dumps(stamp, ensure_ascii=False, indent=1), encoding="utf-8")


def _measured(path: Path) -> tuple[int, int]:
    """Size and CRC-32 of a file."""
    size, crc = 0, 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    return size, crc
