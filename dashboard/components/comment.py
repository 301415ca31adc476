"""What an analyst says of an item of a week: shown below it, written in a small window beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.components.edit_log import editor as author
from dashboard.components.edit_log import refusal
from dashboard.context import Context
from dashboard.escape import escape, markdown
from data.errors import SvodkaError
from data.lake.commenting import LONGEST_COMMENT, comment
from data.lake.editing import Refused
from data.state.comments import Comment


def shown(said: Sequence[Comment]) -> str:
    """Comments as HTML, whatever was typed letter for letter."""
    look = "border-left: 3px solid currentColor; padding-left: 0.5rem; margin: 0.15rem 0; overflow-wrap: anywhere"
    return "".join(f'<div class="sv-comment" style="{look}">{escape(each.text)}</div>' for each in said)


@st.fragment
def editor(context: Context, week: str, item: str, name: str, said: Sequence[Comment]) -> None:
    """A button that opens a field for the comment on an item; what is saved is on the next run of the page.

    Args:
        item: id of the topic or name; a comment that stands under an earlier id of it is changed where it stands.
        name: what it is called.
        said: its comments; the first is changed.
    """
    texts, seen = context.texts, said[0].text if said else ""
    where = said[0].item if said else item
    menu = st.popover(
        texts.t("week.comment.open"),
        icon=":material/edit_note:",
        type="tertiary",
        help=texts.t("week.comment.open"),
        key=f"comment-{item}",
        on_change="rerun",
        width="content",
    )
    began = f"comment-seen-{week}-{where}"
    if not menu.open:
        st.session_state.pop(began, None)
        return
    first = st.session_state.setdefault(began, seen)  # what was there, whatever others write meanwhile
    with menu:
        typed: str = st.text_area(
            texts.t("week.comment.label", name=markdown(name)),
            first,
            key=f"comment-text-{week}-{where}",
            height="content",
        )
        long = texts.number(len(" ".join(typed.split())))
        st.caption(texts.t("week.comment.counted", n=long, most=LONGEST_COMMENT))
        if st.button(texts.t("week.comment.save"), key=f"comment-save-{item}", type="primary"):
            _save(context, week, where, typed, began)


def _save(context: Context, week: str, where: str, typed: str, began: str) -> None:
    """Save what was typed and show it on the page; or say why not. Who was told what another wrote may save again.

    Args:
        began: where the session keeps what was said when the field was opened, however often the page ran since.
    """
    try:
        comment(context.workspace, week, where, typed, author(), seen=st.session_state[began])
    except SvodkaError as error:
        st.error(refusal(context, error))
        if isinstance(error, Refused) and "now" in error.values:
            st.session_state[began] = error.values["now"]
        return
    del st.session_state[began]
    st.rerun()
