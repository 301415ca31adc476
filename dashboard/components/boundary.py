"""The one place where an error that nobody foresaw ends: logged in full, told in a sentence with its number."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from dashboard.components import empty
from dashboard.context import Request
from data.errors import SvodkaError, Vanished
from data.state import editions

log = logging.getLogger("svodka.dashboard")


def guarded(request: Request, show: Callable[[], None], unexpected: str = "unexpected") -> None:
    """Show something; an error becomes a message in its place, so that the rest of the page stands.

    `unexpected` names the words for an error that nobody foresaw.
    """
    try:
        show()
    except Vanished as error:
        _again(request, error)
    except SvodkaError as error:
        log.warning("%s: %s", type(error).__name__, error)
        empty.broken(request, error)
    except Exception:  # the boundary
        number = secrets.token_hex(4)
        log.exception("Error %s on page %s", number, request.page)
        words = request.texts.t(f"error.{unexpected}.why", number=number)
        st.error(words, title=request.texts.t(f"error.{unexpected}"))


def _again(request: Request, error: Vanished) -> None:
    """The edition was replaced and its files erased while it was read: run once more, on the next one."""
    edition = editions.latest(request.workspace)
    if edition is None or st.session_state.get("reopened") == edition.key:
        empty.broken(request, error)
        return
    st.session_state["reopened"] = edition.key
    st.rerun()
