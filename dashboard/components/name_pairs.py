"""Names that may be one, with what speaks for it: one click makes them one, or says that they are two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components import edit_log, name_edits, rows
from dashboard.context import Context
from dashboard.escape import escape
from data.lake import counts

MOST = 10


def show(context: Context) -> None:
    """An expander, closed at first: pairs are looked for when it is opened."""
    texts = context.texts
    unfolded = st.expander(
        texts.t("name_pairs.open"), icon=":material/join_inner:", key="name-pairs", on_change="rerun"
    )
    if not unfolded.open:
        return
    with unfolded:
        pairs = context.ask(counts.suggestions, MOST)
        if pairs.empty:
            st.caption(texts.t("empty.pairs"))
            return
        edit_log.author(context)
        for number, pair in enumerate(pairs.to_dict("records")):
            _pair(context, number, pair)
        st.caption(texts.t("caption.pairs"))


def _pair(context: Context, number: int, pair: Mapping[str, Any]) -> None:
    context.names.update({pair["entity_id"]: pair["name"], pair["other_id"]: pair["other_name"]})
    one, other = (rows.thing_link(context, "entities", pair[key]) for key in ("entity_id", "other_id"))
    asked = context.texts.t("name_pairs.asked", one=one, other=other)
    merge = {"what": "merge", "entity": pair["entity_id"], "into": pair["other_id"]}
    apart = {"what": "apart", "entity": pair["entity_id"], "other": pair["other_id"]}
    line, yes, no = st.columns([6, 1, 1], gap="small", vertical_alignment="center")
    line.html(
        f'<div class="sv-links">{asked}<br><span class="sv-quiet">{escape(_evidence(context, pair))}</span></div>'
    )
    with yes:
        name_edits.button(context, "yes", [merge], key=f"pair-{number}-yes")
    with no:
        name_edits.button(context, "no", [apart], key=f"pair-{number}-no")


def _evidence(context: Context, pair: Mapping[str, Any]) -> str:
    """Why a pair is asked about, how often each is mentioned, whether together, and what both are named with."""
    texts = context.texts
    said = [
        texts.t(
            f"name_pairs.{pair['reason']}", one=_kind(context, pair["kind"]), other=_kind(context, pair["other_kind"])
        ),
        texts.t("name_pairs.counts", one=texts.number(pair["count"]), other=texts.number(pair["other_count"])),
    ]
    if pair["reason"] != "kinds" and pair["bearers"] > 1:
        said.append(texts.plural("name_pairs.bearers", pair["bearers"]))
    if pair["together"]:
        said.append(texts.plural("name_pairs.together", pair["together"]))
    if pair["beside"]:
        said.append(texts.plural("name_pairs.shared", pair["shared"], names=", ".join(pair["beside"])))
    return "; ".join(said)


def _kind(context: Context, kind: str) -> str:
    return context.texts.t(f"kind.{kind}")
