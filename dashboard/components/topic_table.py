"""Topics as a table of which several can be chosen to be made one, and one topic's articles to be moved elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.components import edit_log
from dashboard.components.headlines import title, where
from dashboard.components.rows import EDITED
from dashboard.components.topic_edits import moved_into
from dashboard.context import Context
from dashboard.escape import markdown
from data.filter import Filter, Unit
from data.lake import counts

MOST_ROWS = 200
TALL = 420  # pixels: longer tables scroll


def show(context: Context, ranked: pd.DataFrame, unit: Unit) -> None:
    """An expander below the list, closed at first: what is ranked, and what can be done with the rows that are chosen.

    Args:
        ranked: of `counts.top_topics`, each language apart.
        unit: what was counted.
    """
    texts = context.texts
    unfolded = st.expander(
        texts.t("topic_table.open"), icon=":material/checklist:", key="topic-table", on_change="rerun"
    )
    if not unfolded.open:
        return
    with unfolded:
        listed = ranked.head(MOST_ROWS)
        frame = pd.DataFrame(
            {
                "name": [context.topics[i] + (f" {EDITED}" if i in context.edited else "") for i in listed["topic_id"]],
                "language": listed["language"].map(texts.language),
                "count": listed["count"].map(texts.number),
            }
        )
        shown = frame if len(context.choices.languages) > 1 else frame.drop(columns="language")
        heads = {
            "name": texts.t(f"level.{context.level}"),
            "language": texts.t("filters.language"),
            "count": texts.t(f"unit.{unit}").capitalize(),
        }
        ids = _chosen(context, "topics", shown.rename(columns=heads), listed["topic_id"], heads["count"])
        if len(ids) > 1:
            _merge(context, ids)
        else:
            st.caption(texts.t("caption.topic_table"))


def articles(context: Context, flt: Filter, topic_id: str) -> None:
    """An expander on a theme's, topic's or story's page, closed at first: its articles, to choose those that are moved.

    Args:
        flt: its articles that pass.
    """
    texts = context.texts
    unfolded = st.expander(
        texts.t("topic_table.articles"), icon=":material/drive_file_move:", key="topic-pick", on_change="rerun"
    )
    if not unfolded.open:
        return
    with unfolded:
        found = context.ask(counts.articles_page, flt, "published_at", True, MOST_ROWS)
        rows = found.to_dict("records")
        named = {
            texts.t("column.title"): [title(context, row) for row in rows],
            "": [where(context, row) for row in rows],
        }
        ids = _chosen(context, f"articles-{topic_id}", pd.DataFrame(named), found["article_id"])
        if not ids:
            st.caption(texts.t("caption.topic_articles"))
            return
        languages = context.ask(counts.topics_of, (topic_id,))["language"]
        content = moved_into(context, ids, str(languages.iloc[0]), topic_id, f"topic-articles-into-{topic_id}")
        edit_log.button(context, "topic", "move", [content] if content else [], off=content is None)


def _chosen(context: Context, what: str, frame: pd.DataFrame, ids: pd.Series, numbers: str = "") -> list[str]:
    """The ids of the rows that someone ticks; after an edit none is.

    Args:
        numbers: a column that holds them.
    """
    chosen = st.dataframe(
        frame,
        key=f"pick-{what}-{context.edition.edition_id}-{hash(tuple(ids))}",
        hide_index=True,
        width="stretch",
        column_config={numbers: st.column_config.TextColumn(alignment="right")} if numbers else None,
        height=TALL if len(frame) > 12 else "content",
        row_height=30,
        on_select="rerun",
        selection_mode="multi-row",
        alt=context.texts.t("topic_table.alt", n=context.texts.number(len(frame))),
        lazy=False,
        placeholder="",
    )
    return ids.iloc[sorted(chosen["selection"]["rows"])].tolist()


def _merge(context: Context, ids: Sequence[str]) -> None:
    """Those that are chosen together are one: which of them stays; the first of the list unless said otherwise."""
    into = st.radio(
        context.texts.t("topic_table.stays"),
        ids,
        format_func=lambda i: markdown(context.topics[i]),
        key=f"topic-table-into-{'-'.join(ids)}",
    )
    merges = [{"what": "merge", "topic": each, "into": into} for each in ids if each != into]
    edit_log.button(context, "topic", "merge", merges, key="merge-chosen")
