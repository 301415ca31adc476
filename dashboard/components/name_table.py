"""The most mentioned names as a table of which one can be chosen to be put right, or several to be made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, edit_log, name_edits
from dashboard.components.order import arranged, arrow, order_of, sorted_by
from dashboard.components.rows import EDITED
from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.state import Opened, elsewhere


def show(context: Context, ranked: pd.DataFrame) -> None:
    """Draw the table, and below it what can be done with the rows that are chosen.

    Args:
        ranked: of `counts.top_entities`.
    """
    texts = context.texts
    st.header(texts.t("name_table.title"), anchor=False)
    edit_log.outcome(context)
    named = {
        "name": ranked["entity_id"].map(context.names),
        "kind": ranked["kind"].map(lambda kind: _kind(context, kind)),
    }
    ranked, order = arranged(context, "names", ranked, named), order_of(context.state, "names")
    key = f"names-{context.edition.edition_id}-{order}-{'-'.join(ranked['entity_id'])}"  # other rows: none is chosen
    chosen = st.dataframe(
        _rows(context, ranked),
        key=key,
        hide_index=True,
        width="stretch",
        height="content",
        row_height=30,
        on_select=lambda: _sorted(key),
        selection_mode=["multi-row", "single-column"],
        column_config=_columns(context),
        alt=texts.t("name_table.alt", n=texts.number(len(ranked))),
        lazy=False,
        placeholder="",
    )
    ids = ranked["entity_id"].iloc[sorted(chosen["selection"]["rows"])].tolist()
    if len(ids) == 1:
        _one(context, ids[0], str(ranked.set_index("entity_id").loc[ids[0], "kind"]))
    elif ids:
        _several(context, ids)
    else:
        st.caption(texts.t("caption.name_table"))


def _sorted(key: str) -> None:
    """Sort by the column whose title was clicked."""
    columns = st.session_state[key]["selection"]["columns"]
    if columns:
        column = str(columns[0])
        address.change(lambda state: sorted_by(state, "names", column, descending=column == "count"))


def _kind(context: Context, kind: str) -> str:
    return context.texts.t(f"kind.{kind}")


def _rows(context: Context, ranked: pd.DataFrame) -> pd.DataFrame:
    texts = context.texts
    return pd.DataFrame(
        {
            "name": [context.names[i] + (f" {EDITED}" if i in context.edited else "") for i in ranked["entity_id"]],
            "kind": ranked["kind"].map(lambda kind: _kind(context, kind)),
            "count": ranked["count"].map(texts.number),
        }
    )


def _columns(context: Context) -> dict[str, Any]:
    texts, config = context.texts, st.column_config
    heads = {
        "name": texts.t("name"),
        "kind": texts.t("column.kind"),
        "count": texts.t(f"unit.{context.state.unit}").capitalize(),
    }
    return {
        column: config.TextColumn(
            title + arrow(context.state, "names", column), alignment="right" if column == "count" else None
        )
        for column, title in heads.items()
    }


def _one(context: Context, entity_id: str, known: str) -> None:
    """A name that is chosen alone: its page, what it is, or that it is none."""
    texts = context.texts
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.button(
            texts.t("name_table.open"),
            key="name-table-open",
            icon=":material/person:",
            on_click=_open,
            args=(entity_id,),
        )
        kind = name_edits.kind_choice(context, f"name-table-kind-{entity_id}", known)
        content = {"what": "kind", "entity": entity_id, "kind": kind}
        name_edits.button(context, "set_kind", [content], off=kind == known)
        name_edits.button(context, "ignore", [{"what": "ignore", "entity": entity_id}])


def _open(entity_id: str) -> None:
    state, _ = address.read()
    address.go("name", replace(elsewhere(state), open=Opened("name", entity_id)))


def _several(context: Context, ids: Sequence[str]) -> None:
    """Names that are chosen together are one: which of them stays; the most mentioned unless said otherwise."""
    texts = context.texts
    into = st.radio(
        texts.t("name_table.stays"),
        ids,
        format_func=lambda i: markdown(context.names[i]),
        key=f"name-table-into-{'-'.join(ids)}",
        horizontal=True,
    )
    merges = [{"what": "merge", "entity": each, "into": into} for each in ids if each != into]
    name_edits.button(context, "merge", merges)
