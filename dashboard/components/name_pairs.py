"""Names that may be one, with what speaks for it: one click makes them one, or says that they are two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components import edit_log, name_edits, rows
from dashboard.components.desk import Desk
from dashboard.components.escape import escape
from data.lake import counts

MOST = 10


def show(desk: Desk) -> None:
    """An expander, closed at first: pairs are looked for when it is opened."""
    texts = desk.texts
    unfolded = st.expander(
        texts.t("name_pairs.open"), icon=":material/join_inner:", key="name-pairs", on_change="rerun"
    )
    if not unfolded.open:
        return
    with unfolded:
        pairs = desk.ask(counts.suggestions, MOST)
        if pairs.empty:
            st.caption(texts.t("empty.pairs"))
            return
        edit_log.author(desk)
        for number, pair in enumerate(pairs.to_dict("records")):
            _pair(desk, number, pair)
        st.caption(texts.t("caption.pairs"))


def _pair(desk: Desk, number: int, pair: Mapping[str, Any]) -> None:
    desk.names.update({pair["entity_id"]: pair["name"], pair["other_id"]: pair["other_name"]})
    one, other = (rows.thing_link(desk, "entities", pair[key]) for key in ("entity_id", "other_id"))
    asked = desk.texts.t("name_pairs.asked", one=one, other=other)
    merge = {"what": "merge", "entity": pair["entity_id"], "into": pair["other_id"]}
    apart = {"what": "apart", "entity": pair["entity_id"], "other": pair["other_id"]}
    line, yes, no = st.columns([6, 1, 1], gap="small", vertical_alignment="center")
    line.html(f'<div class="sv-links">{asked}<br><span class="sv-quiet">{escape(_evidence(desk, pair))}</span></div>')
    with yes:
        name_edits.button(desk, "yes", [merge], key=f"pair-{number}-yes")
    with no:
        name_edits.button(desk, "no", [apart], key=f"pair-{number}-no")


def _evidence(desk: Desk, pair: Mapping[str, Any]) -> str:
    """Why a pair is asked about, how often each is mentioned, whether together, and what both are named with."""
    texts = desk.texts
    said = [
        texts.t(f"name_pairs.{pair['reason']}", one=_kind(desk, pair["kind"]), other=_kind(desk, pair["other_kind"])),
        texts.t("name_pairs.counts", one=texts.number(pair["count"]), other=texts.number(pair["other_count"])),
    ]
    if pair["reason"] != "kinds" and pair["bearers"] > 1:
        said.append(texts.plural("name_pairs.bearers", pair["bearers"]))
    if pair["together"]:
        said.append(texts.plural("name_pairs.together", pair["together"]))
    if pair["beside"]:
        said.append(texts.plural("name_pairs.shared", pair["shared"], names=", ".join(pair["beside"])))
    return "; ".join(said)


def _kind(desk: Desk, kind: str) -> str:
    return desk.texts.t(f"kind.{kind}")
