"""Every table's columns, types, key and null rule, and the check that a frame keeps them.

A `Table` is the contract between stages: whoever makes a frame calls `check` on it before handing it on, and whoever
receives one may rely on it. Times are UTC with microseconds; a null time means undated. Offsets count Unicode code
points within their part (title or text). Lists are never null, only empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import SchemaError

UTC_TIME = pa.timestamp("us", tz="UTC")
TEXTS = pa.list_(pa.string())

KINDS = ("person", "organisation", "place")
PARTS = ("title", "text")
CLUTTER_KINDS = (
    "dateline",
    "advert",
    "credit",
    "read_also",
    "source",
    "legal",
    "footer",
    "hashtags",
    "repeated",
)
"""The last is what no rule knows and an outlet repeats, see `analytics.clutter.learnt`."""
COPY_ROLES = ("first", "copy", "extract", "part", "longer")
"""What an article of a reprint group is to the group's first: itself; much the same; its beginning, or pieces of it; a
passage of it; a text that contains it."""
PAIR_ROLES = ("copy", "extract", "part", "near", "series")
METHODS = ("model", "alias")
JOINS = (
    *("kind", "synonym", "spelling", "initials", "surname", "case", "middle name"),
    *("designation", "acronym", "language", "script"),
)
"""Why two names are read as one, see `analytics.mentions.linking`."""
REASONS = ("too short", "too few", "no fit", "bulletin", "no language")
"""The fourth is "no fit" of a bulletin: one of a series that differ in a template's slots alone."""
STORY_REASONS = (*REASONS, "single", "apart", "new")
SAID_REASONS = ("hidden", "moved")
"""Why an article has no theme, topic or story where a user said so; in no table, readers alone see them."""
LEVELS = ("theme", "topic", "story")
TRUST = ("solid", "fair", "loose")
FLAGS = ("date_only", "undated", "unreadable_date", "future_date", "no_text", "no_title", "bad_url", "cleaned")
UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True)
class Table:
    """One table: its Arrow schema, key, and what a frame must keep.

    Attributes:
        name: folder of the Delta table and name of the DuckDB view.
        schema: columns in order; a field marked not nullable refuses nulls.
        key: columns that together are unique.
        made_by: the stage that writes it, named in errors.
        values: for a column, the only values it may hold (null apart).
    """

    name: str
    schema: pa.Schema
    key: tuple[str, ...]
    made_by: str
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        return list(self.schema.names)

    def empty(self) -> pd.DataFrame:
        """A frame with this table's columns and no row."""
        return to_frame(self.schema.empty_table())

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame unchanged if it keeps the contract.

        Raises:
            SchemaError: a column is missing or unknown, a type does not fit, a null where none may be, a value
                outside the list, or a key that occurs twice; with the count and one example.
        """
        self.to_arrow(frame)
        return frame

    def to_arrow(self, frame: pd.DataFrame | pa.Table) -> pa.Table:
        """Check the frame and return it as Arrow in this table's column order and types."""
        names = list(frame.schema.names) if isinstance(frame, pa.Table) else list(frame.columns)
        missing = [c for c in self.columns if c not in names]
        unknown = [c for c in names if c not in self.columns]
        if missing or unknown:
            raise self._error(f"columns missing: {missing or 'none'}, unknown: {unknown or 'none'}")
        try:
            if isinstance(frame, pa.Table):
                table = frame.select(self.columns).cast(_nullable(self.schema))
            else:
                table = pa.Table.from_pandas(frame[self.columns], schema=_nullable(self.schema), preserve_index=False)
        except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError) as error:
            raise self._error(str(error)) from error
        self._check_nulls(table)
        self._check_values(table)
        self._check_key(table)
        return table.cast(self.schema)

    def _check_nulls(self, table: pa.Table) -> None:
        for column in self.schema:
            nulls = table.column(column.name).null_count
            if nulls and not column.nullable:
                raise self._error(f"column {column.name} has {nulls} nulls, none allowed")

    def _check_values(self, table: pa.Table) -> None:
        for column, allowed in self.values.items():
            values = table.column(column).drop_null()
            odd = values.filter(pc.invert(pc.is_in(values, pa.array(allowed))))
            if len(odd):
                raise self._error(f"column {column} holds {odd[0].as_py()!r} ({len(odd)} rows), allowed: {allowed}")

    def _check_key(self, table: pa.Table) -> None:
        counted = table.select(list(self.key)).group_by(list(self.key)).aggregate([([], "count_all")])
        twice = counted.filter(pc.greater(counted.column("count_all"), 1))
        if len(twice):
            rows = pc.sum(twice.column("count_all")).as_py() - len(twice)
            example = {c: twice.column(c)[0].as_py() for c in self.key}
            raise self._error(f"key {self.key} occurs twice in {rows} rows, for example {example}")

    def _error(self, what: str) -> SchemaError:
        return SchemaError(f"Table {self.name}, made by {self.made_by}: {what}.")


def _nullable(schema: pa.Schema) -> pa.Schema:
    return pa.schema([pa.field(f.name, f.type) for f in schema])


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Arrow to pandas with our conventions: text as `str`, times as datetime64[us, UTC], lists as Python lists."""
    frame: pd.DataFrame = table.to_pandas()
    for column in table.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series(table.column(column.name).to_pylist(), index=frame.index, dtype=object)
        elif pa.types.is_string(column.type):
            frame[column.name] = frame[column.name].astype("str")
    return frame


def _text(name: str, null: bool = False) -> pa.Field:
    return pa.field(name, pa.string(), nullable=null)


def _whole(name: str) -> pa.Field:
    return pa.field(name, pa.int32(), nullable=False)


def _texts(name: str) -> pa.Field:
    return pa.field(name, TEXTS, nullable=False)


ARTICLES = Table(
    "articles",
    pa.schema(
        [
            _text("article_id"),
            _text("external_id", null=True),
            _text("import_id"),
            _text("origin"),
            _text("outlet", null=True),
            _text("language_given", null=True),
            pa.field("published_at", UTC_TIME),
            _text("date_raw", null=True),
            pa.field("collected_at", UTC_TIME, nullable=False),
            _text("url", null=True),
            _text("title"),
            _text("text"),
            _text("content_hash"),
            _texts("flags"),
        ]
    ),
    key=("article_id",),
    made_by="import",
)

ARTICLE_FACTS = Table(
    "article_facts",
    pa.schema(
        [
            _text("article_id"),
            _text("language"),
            _text("body_hash", null=True),
            _text("reprint_group", null=True),
            _text("heading_hash", null=True),
            _text("role", null=True),
            _text("series", null=True),
            _text("lead", null=True),
            pa.field("only_clutter", pa.bool_()),
        ]
    ),
    key=("article_id",),
    made_by="analyse (language, copies)",
    values={"role": COPY_ROLES},
)

CLUTTER = Table(
    "clutter",
    pa.schema([_text("article_id"), _whole("start"), _whole("end"), _text("kind")]),
    key=("article_id", "start"),
    made_by="analyse (clutter)",
    values={"kind": CLUTTER_KINDS},
)

REPEATED_BLOCKS = Table(
    "repeated_blocks",
    pa.schema(
        [
            _text("outlet"),
            _text("block"),
            _whole("articles"),
            pa.field("share", pa.float32(), nullable=False),
            pa.field("left_out", pa.bool_(), nullable=False),
        ]
    ),
    key=("outlet", "block"),
    made_by="analyse (clutter)",
)

ATTRIBUTIONS = Table(
    "attributions",
    pa.schema([_text("article_id"), _whole("start"), _whole("end"), _text("source")]),
    key=("article_id", "start"),
    made_by="analyse (attribution)",
)

BODY_SAMPLES = Table(
    "body_samples",
    pa.schema([_text("body"), pa.field("samples", pa.list_(pa.int64()), nullable=False)]),
    key=("body",),
    made_by="analyse (copies)",
)

BODY_PAIRS = Table(
    "body_pairs",
    pa.schema(
        [
            _text("left"),
            _text("right"),
            pa.field("jaccard", pa.float32(), nullable=False),
            pa.field("containment", pa.float32(), nullable=False),
            _text("role"),
        ]
    ),
    key=("left", "right"),
    made_by="analyse (copies)",
    values={"role": PAIR_ROLES},
)

GROUP_LINEAGE = Table(
    "group_lineage",
    pa.schema([_text("group"), _text("into")]),
    key=("group",),
    made_by="analyse (copies)",
)

TOKENS = Table(
    "tokens",
    pa.schema([_text("article_id"), _text("language"), _whole("title_words"), _texts("words"), _texts("lemmas")]),
    key=("article_id",),
    made_by="analyse (lemmas)",
)

MENTIONS = Table(
    "mentions",
    pa.schema(
        [
            _text("article_id"),
            _text("entity_id"),
            _text("surface"),
            _text("kind"),
            _text("part"),
            _whole("start"),
            _whole("end"),
            _whole("sentence_start"),
            _whole("sentence_end"),
            _text("method"),
            _text("context", null=True),
            pa.field("published_at", UTC_TIME),
        ]
    ),
    key=("article_id", "part", "start"),
    made_by="analyse (names)",
    values={"kind": KINDS, "part": PARTS, "method": METHODS},
)

ENTITIES = Table(
    "entities",
    pa.schema(
        [
            _text("entity_id"),
            _text("name"),
            _text("kind"),
            _texts("forms"),
            pa.field("first_seen", UTC_TIME),
            _text("name_en", null=True),
            _text("wikidata", null=True),
        ]
    ),
    key=("entity_id",),
    made_by="analyse (names)",
    values={"kind": KINDS},
)

ENTITY_LINEAGE = Table(
    "entity_lineage",
    pa.schema([_text("entity_id"), _text("into_id"), _text("reason")]),
    key=("entity_id",),
    made_by="analyse (names)",
    values={"reason": JOINS},
)

ARTICLE_TOPICS = Table(
    "article_topics",
    pa.schema(
        [
            _text("article_id"),
            _text("language"),
            _text("theme_id", null=True),
            _text("topic_id", null=True),
            _text("story_id", null=True),
            _text("reason", null=True),
            _text("story_reason", null=True),
            pa.field("score", pa.float32()),
            pa.field("reach", pa.float32()),
            _text("next_topic_id", null=True),
            pa.field("next_score", pa.float32()),
            pa.field("later", pa.bool_()),
            pa.field("unknown", pa.float32()),
            pa.field("published_at", UTC_TIME),
        ]
    ),
    key=("article_id",),
    made_by="analyse (topics)",
    values={"reason": REASONS, "story_reason": STORY_REASONS},
)
"""`score` is the cosine to the nearest topic of the nearest theme, `reach` the least for an article of it. The
next topic is the nearest that the article is not of; to one that fits no topic it is the very topic of `score`. `later`
says whether it came after the fit that made its topics, `unknown` of such a one which share of its content words these
do not know (null: a sentence model reads all)."""

ARTICLE_VECTORS = Table(
    "article_vectors",
    pa.schema(
        [
            _text("article_id"),
            _text("language"),
            _text("topic_id", null=True),
            _text("model"),
            pa.field("vector", pa.binary(), nullable=False),
        ]
    ),
    key=("article_id",),
    made_by="analyse (topics)",
)
"""What an article's text is about, as a point: length one, little-endian float16, `numpy.frombuffer(vector, "<f2")`.
Vectors of one `model` alone can be compared: of a fit, or, where a sentence model made them, of that. An article that
is too short or has no known word has no row. `topic_id` is that of `article_topics`, and rows of one lie together: what
is near an article is read from few row groups."""

TOPICS = Table(
    "topics",
    pa.schema(
        [
            _text("topic_id"),
            _text("level", null=True),
            _text("parent_id", null=True),
            _text("language"),
            _text("label"),
            _texts("keywords"),
            _whole("size"),
            pa.field("x", pa.float32(), nullable=False),
            pa.field("y", pa.float32(), nullable=False),
            _texts("representatives"),
            pa.field("centroid", pa.list_(pa.float32()), nullable=False),
            _text("model"),
            *(pa.field(figure, pa.float32()) for figure in ("stability", "cohesion", "separation", "borderline")),
            _text("trust", null=True),
        ]
    ),
    key=("topic_id",),
    made_by="analyse (topics)",
    values={"level": LEVELS, "trust": TRUST},
)

TOPIC_EVENTS = ("kept", "left", "split", "merged", "new", "gone")
"""What a refit makes of a theme, a topic or a story."""
TOPIC_LINKS = Table(
    "topic_links",
    pa.schema([_text("topic_id"), _text("other_id"), pa.field("similarity", pa.float32()), _texts("entities")]),
    key=("topic_id", "other_id"),
    made_by="analyse (topics)",
)

GUIDED_TOPICS = Table(
    "guided_topics",
    pa.schema(
        [
            _text("article_id"),
            _text("language"),
            _text("topic_id"),
            _whole("edit"),
            pa.field("score", pa.float32(), nullable=False),
            pa.field("belongs", pa.bool_(), nullable=False),
            pa.field("rank", pa.int32()),
            _texts("why"),
        ]
    ),
    key=("article_id", "topic_id"),
    made_by="analyse (topics)",
)
"""Articles of the topics that users described or parted, and those that are asked about: `edit` is the number of the
edit that makes the topic, `topic_id` is `edit-N-LANGUAGE`, `score` how likely the article is of it (0..1). `rank` is
the order in which to ask, from 1 on (null: not asked); `why` the user's words in it, then lemmas that speak for the
topic most. Where the articles stand then is told by `data/lake/sql/placed.sql`."""

TOPIC_LINEAGE = Table(
    "topic_lineage",
    pa.schema(
        [
            _text("model"),
            _text("language"),
            pa.field("at", UTC_TIME, nullable=False),
            _text("level"),
            _text("event"),
            _text("topic_id", null=True),
            _text("into_id", null=True),
            pa.field("shared", pa.int32(), nullable=False),
            pa.field("share", pa.float32(), nullable=False),
            _text("label", null=True),
        ]
    ),
    key=("model", "at", "level", "event", "topic_id", "into_id"),
    made_by="analyse (topics)",
    values={"level": LEVELS, "event": TOPIC_EVENTS},
)
"""`label` is what the earlier theme or topic was called; null of stories, which are called by headlines. What is gone
has a row for each group that has most of its articles now, one without `into_id` where none has any; what is kept one
more, `left`, for the other group that has most of what it lost, unless that was split off it."""

TOPIC_WORDS = Table(
    "topic_words",
    pa.schema(
        [
            _text("topic_id"),
            _text("month"),
            _text("word"),
            _whole("rank"),
            pa.field("score", pa.float32(), nullable=False),
        ]
    ),
    key=("topic_id", "month", "word"),
    made_by="analyse (topics)",
)
"""The words that tell a month (2017-02) of a theme or topic from its other months, from rank 1 on; as a reader writes
them. Of topics that have several months alone."""

TABLES = (
    ARTICLES,
    ARTICLE_FACTS,
    CLUTTER,
    REPEATED_BLOCKS,
    ATTRIBUTIONS,
    BODY_SAMPLES,
    BODY_PAIRS,
    GROUP_LINEAGE,
    TOKENS,
    MENTIONS,
    ENTITIES,
    ENTITY_LINEAGE,
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    TOPICS,
    TOPIC_LINKS,
    TOPIC_LINEAGE,
    TOPIC_WORDS,
    GUIDED_TOPICS,
)
DERIVED = TABLES[1:]
