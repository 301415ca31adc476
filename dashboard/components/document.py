"""What Streamlit has no setting for: the document's language, the names of its landmarks, and Streamlit's own words.

Streamlit speaks English wherever it has no parameter. In another interface each of those words is replaced where it
appears, in the text and in the names that are read aloud; `WORDS` holds them as Streamlit writes them. What Svodka
itself writes (its HTML, Markdown, text and drawings) is never looked at.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from dashboard.texts import Texts

WORDS = {
    "Skip to main content": "to_content",
    "Sidebar": "filters",
    "Expand sidebar": "show_filters",
    "Collapse sidebar": "hide_filters",
    "Help": "help",
    "Help for *": "help_for",
    "Choose an option": "choose",
    "Choose options": "choose",
    "Selected Date: *": "chosen_day",
    "Choose date": "choose_day",
    "Choose date range": "choose_day",
    "Choose date, *": "choose_day_in",
    "Next month": "next_month",
    "Previous month": "previous_month",
    "Clear date": "clear",
    "Clear all": "clear",
    "Clear value": "clear",
    "day, *": "day_of",
    "month, *": "month_of",
    "year, *": "year_of",
    "dd": "dd",
    "mm": "mm",
    "yyyy": "yyyy",
    "No results": "no_results",
    "1 option available.": "option",
    "* options available.": "options",
    "Dismiss": "close",
    "Select all": "select_all",
    "Select all *": "select_all",
    "Selected values": "selected",
    "Remove *": "remove",
    "Add: *": "add",
    "Open": "unfold",
    "You can only select up to * options. Remove an option first.": "at_most",
    "Error": "error",
    ": Date set outside allowed range. Please select a date on or before *.": "date_before",
    ": Date set outside allowed range. Please select a date on or after *.": "date_after",
    ": Date set outside allowed range. Please select a date between * and *.": "date_between",
    "Press Enter to apply": "enter",
    "Upload": "upload",
    "Add files": "upload",
    "file upload": "upload",
    "Drag and drop files here": "drop",
    "* per file": "per_file",
    "* per file • *": "per_file_of",
    "Show/hide columns": "columns",
    "Show/hide columns: *": "columns_of",
    "Search": "search",
    "Search: *": "search_of",
    "Fullscreen": "full",
    "Fullscreen: *": "full_of",
    "Close fullscreen": "full_close",
    "Close fullscreen: *": "full_close_of",
    "Dataframe column menu": "column_menu",
    "Sort ascending": "ascending",
    "Sort descending": "descending",
    "Format": "format",
    "Autosize": "autosize",
    "Pin column": "pin",
    "Unpin column": "unpin",
    "Hide column": "hide",
    "Copy column name": "copy_name",
    "Statistics": "statistics",
    "Next Result": "next",
    "Previous Result": "previous",
    "Close Search": "close",
    "Close": "close",
    "Running...": "running",
    "Stop": "stop",
    "Rerun": "again",
    "Connecting": "connecting",
    "Connecting to Streamlit server": "connecting",
    "Connection error": "no_server",
    "Loading...": "running",
}
"""Key of the catalogue below `streamlit` for each of Streamlit's words; `*` stands for any text, kept in its order."""

_SCRIPT = """
const SPOKEN = ["aria-label", "title", "placeholder", "alt", "aria-description"];
const OURS = ".stHtml, .stMarkdown, .stHeading, .stText, .stCode, svg, [data-testid=stBidiComponentIsolated]";
let exact = {}, patterns = [], watch = null;

function said(text) {
  const plain = text.trim();
  if (!plain || plain.length > 1000) return null;
  if (Object.hasOwn(exact, plain)) return exact[plain];
  for (const [parts, to] of patterns) {
    if (!plain.startsWith(parts[0]) || !plain.endsWith(parts.at(-1))) continue;
    const middle = plain.slice(parts[0].length, plain.length - parts.at(-1).length);
    const kept = parts.length > 2 ? middle.split(parts[1]) : [middle];
    if (kept.length === parts.length - 1 && kept.every(Boolean)) {
      let n = 0;
      return to.replaceAll("*", () => kept[n++] ?? "");
    }
  }
  return null;
}
function speak(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const parent = node.parentElement;
    const to = parent && !parent.closest(OURS) ? said(node.nodeValue) : null;
    if (to !== null && to !== node.nodeValue) node.nodeValue = to;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(OURS)) return;
  for (const name of SPOKEN) {
    const own = node.getAttribute(name), to = own === null ? null : said(own);
    if (to !== null && to !== own) node.setAttribute(name, to);
  }
  if (node.matches("[data-testid=stSidebar]")) node.setAttribute("role", "complementary");
  node.childNodes.forEach(speak);
}
function landmarks(tabs) {
  const bar = document.querySelector(".st-key-tabs");
  if (!bar || bar.getAttribute("aria-label") === tabs) return;
  bar.setAttribute("role", "navigation");
  bar.setAttribute("aria-label", tabs);
}
export default function({ data }) {
  if (!data.lang) return;
  document.documentElement.lang = data.lang;
  exact = {}; patterns = [];
  for (const [from, to] of Object.entries(data.words)) {
    if (from.includes("*")) patterns.push([from.split("*"), to]); else exact[from] = to;
  }
  watch?.disconnect();
  watch = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(speak); else speak(target);
    }
    landmarks(data.tabs);
  });
  speak(document.body);
  landmarks(data.tabs);
  watch.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SPOKEN });
}
"""


@cache
def _component() -> Any:
    return st.components.v2.component("svodka.document", js=_SCRIPT)


def say(texts: Texts) -> None:
    """Tell the browser in which language the document is, and what Streamlit's words are in it."""
    words = {english: texts.t(f"streamlit.{key}") for english, key in WORDS.items()}
    refused = {f"Error{english}": words["Error"] + said for english, said in words.items() if english.startswith(": ")}
    words |= refused  # in the field's bubble the first word stands in bold, to screen readers it is one sentence
    data = {"lang": texts.lang, "tabs": texts.t("landmark.tabs"), "words": words}
    _component()(key="document", data=data, height=1)
