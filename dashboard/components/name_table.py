"""The most mentioned names as a table of which one can be chosen to be put right, or several to be made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, edit_log, name_edits
from dashboard.components.rows import EDITED
from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.filters import Opened, elsewhere
from data.schema import KINDS


def show(context: Context, ranked: pd.DataFrame) -> None:
    """Draw the table, and below it what can be done with the rows that are chosen.

    Args:
        ranked: of `counts.top_entities`.
    """
    texts = context.texts
    st.header(texts.t("name_table.title"), anchor=False)
    edit_log.outcome(context)
    chosen = st.dataframe(
        _rows(context, ranked),
        key=f"names-{context.edition.edition_id}-{'-'.join(ranked['entity_id'])}",  # other rows: none of them is chosen
        hide_index=True,
        width="stretch",
        height="content",
        row_height=30,
        on_select="rerun",
        selection_mode="multi-row",
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


def _rows(context: Context, ranked: pd.DataFrame) -> pd.DataFrame:
    texts = context.texts
    return pd.DataFrame(
        {
            "name": [context.names[i] + (f" {EDITED}" if i in context.edited else "") for i in ranked["entity_id"]],
            "kind": ranked["kind"].map({kind: texts.t(f"kind.{kind}") for kind in KINDS}),
            "count": ranked["count"].map(texts.number),
        }
    )


def _columns(context: Context) -> dict[str, Any]:
    texts, config = context.texts, st.column_config
    return {
        "name": config.TextColumn(texts.t("name")),
        "kind": config.TextColumn(texts.t("column.kind")),
        "count": config.TextColumn(texts.t(f"unit.{context.state.unit}").capitalize(), alignment="right"),
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
