"""What only the browser can do: follow a link without loading the page anew, and copy the address."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard.components import address
from dashboard.escape import escape
from dashboard.server import PUBLIC_URL
from dashboard.state import State
from dashboard.texts import Texts

# A page is opened as the browser itself would on Back: the address is changed and Streamlit told to look at it. With
# st.switch_page the new parameters first stand behind the old page's path for a moment, and Back stops there.
_OPEN = """
let opened = 0;
function open(address) {
  window.history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
export default function({ parentElement, data }) {
  document.removeEventListener("click", parentElement.follow);
  parentElement.follow = (event) => {
    const link = event.target.closest ? event.target.closest("a[data-page]") : null;
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link.href);
  };
  document.addEventListener("click", parentElement.follow);
  document.documentElement.dataset.links = "followed";  // until then a click loads its page anew
  if (data.address && data.turn !== opened) {
    opened = data.turn;
    open(data.address);
  }
  return () => document.removeEventListener("click", parentElement.follow);
}
"""

_COPY_HTML = "<button type='button'></button>"
_COPY_CSS = """
button { width: 100%; min-height: 2.3rem; padding: 0.3rem 0.6rem; cursor: pointer; font: inherit; font-size: 0.93rem;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
"""
_COPY = """
export default function({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = async () => {
    const here = window.location;
    const address = data.origin ? data.origin + here.pathname + here.search : here.href;
    try { await navigator.clipboard.writeText(address); button.textContent = data.copied; }
    catch { window.prompt(data.label, address); }
    setTimeout(() => { button.textContent = data.label; }, 2000);
  };
}
"""

# Where the list is long or the page narrow, what a click opened may lie above or below of what is seen.
_IN_VIEW = """
let shown = "";
export default function({ parentElement, data }) {
  if (data.id === shown) return;
  shown = data.id;
  const box = document.querySelector(data.box);
  const { top } = box.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) box.scrollIntoView({ block: "start" });
}
"""


@cache
def _component(name: str, **parts: str) -> Callable[..., Any]:
    return st.components.v2.component(name, **parts)


def follow() -> None:
    """Let clicks on links made by `link` open their page within this session; open what a callback asked for.

    Where a callback did, this run ends here: the next one shows the page.
    """
    going = address.taken()
    data = {"address": going, "turn": time.time_ns() // 1_000_000}
    _component("svodka.open", js=_OPEN)(key="links", data=data if going else {}, height=1)
    if going:
        st.stop()


def in_view(box: str, id_: str) -> None:
    """Scroll to the container with this key where it is not seen, once for each id that it shows."""
    _component("svodka.in-view", js=_IN_VIEW)(key="in-view", data={"box": f".st-key-{box}", "id": id_}, height=1)


def link(text: str, page: str, state: State, *, title: str = "") -> str:
    """HTML of a link to a page with a state; the text is escaped here, as is what the pointer shows."""
    attributes = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(address.link(page, state))}" data-page="{page}"{attributes}>{escape(text)}</a>'


def copy_link(texts: Texts) -> None:
    """A button that copies the address of what is on the screen, as other readers reach it."""
    public = urlsplit(os.environ.get(PUBLIC_URL, ""))
    origin = f"{public.scheme}://{public.netloc}" if public.netloc else ""
    words = {"label": texts.t("filters.copy"), "copied": texts.t("filters.copied"), "origin": origin}
    _component("svodka.copy", html=_COPY_HTML, css=_COPY_CSS, js=_COPY)(key="copy", data=words)
