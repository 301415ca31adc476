"""One name: who or what it is, its course, first and last mention, sentences, company, forms, what was joined."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analytics.trends.shares import share
from dashboard.components import address, chart, edit_log, empty, name_edits, rows, table
from dashboard.components.browser import link
from dashboard.components.controls import find_name, level_switch, row, series_switches
from dashboard.components.headlines import lines, reading, where
from dashboard.components.sidebar import distinct
from dashboard.context import Context
from dashboard.escape import escape, markdown
from dashboard.figures import names, outlets
from dashboard.state import Drill, Opened
from dashboard.texts import msgid
from data.errors import NothingToAnswer
from data.filter import NOT_STATED, UNITS, Filter
from data.lake import counts

MOST_BESIDE, MOST_SENTENCES = 12, 8
DASH = "\u00a0–\u2060\u00a0"
"""No line ends at it: after a dash alone one may, even before a hard space."""
MOST_NAMESAKES, MOST_COMPANY = 3, 3


def show(context: Context) -> None:
    """Draw the page."""
    asked, _ = address.read()
    entity_id = _looked_at(context)
    if entity_id is None or (asked.open and not context.state.open):
        _gone(context)
        return
    st.title(markdown(context.names[entity_id]), anchor=False)
    company = context.ask(counts.named_beside, context.flt, entity_id, MOST_BESIDE)
    context.names.update(zip(company["entity_id"], company["name"], strict=True))
    _told_apart(context, entity_id, company)
    figures = context.ask(counts.name_figures, context.flt, entity_id)
    if figures.articles:
        _figures(context, entity_id, figures)
    else:
        empty.nothing_here(context, "empty.name_here")
    _ways_on(context, entity_id)
    name_edits.show(context, entity_id)
    if figures.articles:
        _counted(context, entity_id, company)


def _looked_at(context: Context) -> str | None:
    """The name that the address opens, else the most mentioned one."""
    try:
        return names.opened(context)
    except NothingToAnswer:
        return None


def _gone(context: Context) -> None:
    st.title(context.texts.t("page.name"), anchor=False)
    edit_log.outcome(context)
    empty.nothing_here(context, msgid("empty.name_gone") if len(context.choices.entities) else msgid("empty.entities"))
    _find(context)
    name_edits.log(context)


def _find(context: Context) -> None:
    """The way to another name: one that is offered, or any that is typed."""
    labels = distinct(context.names, context.kinds)
    st.session_state["name-find"] = None
    st.selectbox(
        context.texts.t("name_page.find"),
        list(labels),
        None,
        format_func=lambda i: labels.get(i, i),
        key="name-find",
        accept_new_options=True,
        placeholder=context.texts.t("name_page.any"),
        on_change=_found,
        args=(labels, find_name(context)),
        label_visibility="collapsed",
        width=320,
    )


def _found(labels: Mapping[str, str], find: Callable[[str], str | None]) -> None:
    typed = st.session_state["name-find"]
    chosen = typed if typed is None or typed in labels else find(typed)
    if chosen:
        address.change(lambda state: replace(state, open=Opened("name", chosen)))


def _told_apart(context: Context, entity_id: str, company: pd.DataFrame) -> None:
    """Its kind and whom it is most named with; the same of others that are called so."""
    texts = context.texts
    kinds = context.ask(counts.entities, (entity_id,))["kind"]
    edited = context.edited.get(entity_id)
    said = [escape(texts.t(f"kind.{kinds.iloc[0]}")), *_beside(context, company)]
    said += [escape(f"{rows.EDITED} {texts.t('name_edit.edited', number=edited)}")] if edited else []
    st.html(f'<p class="sv-quiet sv-links sv-path">{" · ".join(said)}</p>')
    for other in context.ask(counts.namesakes, entity_id, MOST_NAMESAKES).to_dict("records"):
        context.names[other["entity_id"]] = other["name"]
        near = context.ask(counts.named_beside, Filter(), other["entity_id"], MOST_COMPANY)
        context.names.update(zip(near["entity_id"], near["name"], strict=True))
        told = [
            rows.thing_link(context, "entities", other["entity_id"]),
            escape(texts.t(f"kind.{other['kind']}")),
            escape(texts.plural("count.articles", other["count"])),
            *_beside(context, near),
        ]
        same = escape(texts.t("name_page.namesake"))
        st.html(f'<p class="sv-quiet sv-links sv-path">{same} {" · ".join(told)}</p>')


def _beside(context: Context, company: pd.DataFrame) -> list[str]:
    """HTML of whom a name is most named with; empty where nobody is."""
    linked = [rows.thing_link(context, "entities", i) for i in company["entity_id"].head(MOST_COMPANY)]
    return [f"{escape(context.texts.t('name_page.most_with'))} {', '.join(linked)}"] if linked else []


def _figures(context: Context, entity_id: str, figures: counts.NameFigures) -> None:
    texts = context.texts
    said = {unit: getattr(figures, unit) for unit in UNITS}
    table.figures((texts.number(n), texts.plural(f"figure.name.{unit}", n)) for unit, n in said.items())
    ends = {
        "first": context.ask(counts.articles_page, context.flt, "published_at", False, 1, carrying=entity_id),
        "last": context.ask(counts.articles_page, context.flt, "published_at", True, 1, carrying=entity_id),
    }
    told = "".join(
        f"<li>{escape(texts.t(f'name_page.{which}'))} {lines(context, found)[0]}</li>"
        for which, found in ends.items()
        if found["published_at"].notna().all()
    )
    if told:
        st.html(f'<div class="sv"><ul class="sv-links">{told}</ul></div>')


def _ways_on(context: Context, entity_id: str) -> None:
    """To its articles, to all pages about it alone, and to another name."""
    texts = context.texts
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            texts.t("name_page.articles"),
            key="name-articles",
            icon=":material/article:",
            on_click=_articles,
            args=(entity_id,),
        )
        st.button(
            texts.t("name_page.narrow"),
            key="name-narrow",
            icon=":material/filter_alt:",
            help=texts.t("narrow.help"),
            on_click=address.change,
            args=(lambda state: replace(state, filter=replace(state.filter, entities=(entity_id,))),),
            disabled=context.flt.entities == (entity_id,),
        )
        _find(context)


def _articles(entity_id: str) -> None:
    state, _ = address.read()
    address.go("articles", replace(state, show=None, open=None, drill=Drill(name=entity_id)))


def _counted(context: Context, entity_id: str, company: pd.DataFrame) -> None:
    with row(context):
        series_switches(context, UNITS)
    lines_click = context.texts.t("click.mentions")
    chart.show(context, names.name(context), click=lines_click, on_pick=chart.to_articles("name"))
    left, right = st.columns([6, 5], gap="large")
    with left:
        sentences = st.container()
        to_outlet = chart.to_outlet(Drill(name=entity_id))
        by_outlet = outlets.of_name(context, entity_id)
        chart.show(context, by_outlet, click=context.texts.t("click.by_outlet"), on_pick=to_outlet)
    with right:
        _company(context, company)
        _forms(context, entity_id)
        _joined(context, entity_id)
        _topics(context, entity_id)
    with sentences:  # at last, for texts are read for them
        _sentences(context, entity_id)


def _sentences(context: Context, entity_id: str) -> None:
    """Its newest sentences, each with the way to the reader."""
    texts = context.texts
    st.header(texts.t("name_page.sentences"), anchor=False)
    found = context.ask(counts.sentences, context.flt, entity_id, MOST_SENTENCES)
    said = "".join(f"<li>{_sentence(context, entity_id, each)}</li>" for each in found.to_dict("records"))
    st.html(f'<div class="sv sv-links"><ul class="sv-sentences">{said}</ul></div>')
    st.caption(texts.t("caption.sentences"))


def _sentence(context: Context, entity_id: str, found: Mapping[Hashable, Any]) -> str:
    """HTML of one of its sentences, itself marked, with the way to the article."""
    where_ = link(
        where(context, dict(found)),
        "articles",
        reading(context, found["article_id"], entity_id),
        title=found["title"],
    )
    return f"{escape(found['before'])}<mark>{escape(found['form'])}</mark>{escape(found['after'])} {where_}"


def _company(context: Context, company: pd.DataFrame) -> None:
    texts = context.texts
    st.header(texts.t("name_page.company"), anchor=False)
    if company.empty:
        empty.nothing_here(context, "empty.company")
        return
    heads = [
        (texts.t("name"), ""),
        (texts.t("column.kind"), ""),
        (texts.t("unit.articles").capitalize(), "n"),
        (texts.t("share"), "n"),
    ]
    parts = share(company["count"], company["base"])
    cells = [
        [
            table.Cell(rows.thing_link(context, "entities", each["entity_id"])),
            table.text(texts.t(f"kind.{each['kind']}"), "s"),
            table.number(texts.number(each["count"])),
            table.number(texts.percent(part)),
        ]
        for each, part in zip(company.to_dict("records"), parts, strict=True)
    ]
    table.table(heads, cells, texts.t("name_page.company"))
    st.caption(texts.t("caption.company", base=texts.plural("of.articles", int(company["base"].iloc[0]))))


def _forms(context: Context, entity_id: str) -> None:
    texts = context.texts
    forms = context.ask(counts.forms, context.flt, entity_id)
    shown = forms.head(MOST_BESIDE)
    st.header(texts.t("mentions.forms"), anchor=False)
    said = zip(shown["form"], shown["count"], strict=True)
    st.text(", ".join(f"{form}{DASH}{texts.number(n)}" for form, n in said))
    if len(forms) > len(shown):
        st.caption(texts.plural("name_page.more_forms", len(forms) - len(shown)))
    st.caption(texts.t("caption.forms"))


def _joined(context: Context, entity_id: str) -> None:
    """The names that are read as this one and why: those that the analysis joined, then those that users did."""
    texts, found = context.texts, context.ask(counts.joined, entity_id)
    if found.empty:
        return
    shown = found.head(MOST_BESIDE)
    st.header(texts.t("name_page.joined"), anchor=False)
    said = [
        f"<li><b>{escape(each['name'])}</b> – {escape(name_edits.why_joined(context, each))}, "
        f"{escape(texts.plural('count.articles', each['count']))}</li>"
        for each in shown.sort_values("reason", key=lambda reason: reason == "edit", kind="stable").to_dict("records")
    ]
    st.html(f'<div class="sv"><ul>{"".join(said)}</ul></div>')
    if len(found) > len(shown):
        st.caption(texts.plural("name_page.more_joined", len(found) - len(shown)))
    st.caption(markdown(texts.t("caption.joined", name=found["into_name"].iloc[0])))


def _topics(context: Context, entity_id: str) -> None:
    texts = context.texts
    st.header(texts.t(f"mentions.{context.level}"), anchor=False)
    level_switch(context)
    found = context.ask(counts.entity_topics, context.flt, entity_id, MOST_BESIDE, context.level)
    if found.empty:
        empty.nothing_here(context, f"empty.{context.level}")
        return
    context.learn(found, context.level)
    table.table(
        [(rows.head(context, "topics"), ""), (texts.t("unit.articles").capitalize(), "n")],
        [
            [table.Cell(rows.thing_link(context, "topics", i)), table.number(texts.number(n))]
            for i, n in zip(found["topic_id"].fillna(NOT_STATED), found["count"], strict=True)
        ],
    )
