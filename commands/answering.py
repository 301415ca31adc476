"""How every command opens the archive and says what it found: as a table or, with --json, as exactly one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

import typer

from data.filter import Level

Kind = Literal["person", "organisation", "place"]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
OfLevel = Annotated[Level, typer.Option(help="Themes, the topics inside them, or the stories inside these.")]


def open_archive(context: typer.Context) -> Any:
    """The last edition, open until the command ends."""
    from data.lake.archive import Archive

    archive = Archive.open(context.obj)
    context.call_on_close(archive.close)
    return archive


def open_reader(context: typer.Context) -> Any:
    """A reader of the last edition, open until the command ends."""
    return open_archive(context).reader(seconds=None, language=context.obj.settings.interface)


def context_over(workspace: Any, archive: Any, wanted: Mapping[str, Sequence[str]]) -> tuple[Any, list[str]]:
    """What figures are given over an archive, for the parameters of a page's address; and which of these it lacks."""
    from dashboard.context import Request, open_context
    from dashboard.state import decode
    from dashboard.texts import Texts
    from dashboard.theme import LIGHT

    state, bad = decode(wanted)
    texts = Texts(state.lang or workspace.settings.interface)
    asked, unknown = open_context(Request("command", workspace, workspace, state, texts, LIGHT), archive)
    return asked, list(dict.fromkeys(each.parameter for each in (*bad, *unknown)))


def records(frame: Any, columns: str) -> list[dict[str, Any]]:
    """Some columns of a frame as JSON has them, one dict for each row."""
    return json.loads(frame[columns.split()].to_json(orient="records", double_precision=15, force_ascii=False))


def give(answer: Any, as_json: bool, say: Callable[[], None]) -> None:
    """Print an answer as a document, or say it in words."""
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False, default=str))
    else:
        say()


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print some columns of rows."""
    from dashboard.exports.terminal import show

    show(rows, columns)


def print_pairs(answer: Mapping[str, Any]) -> None:
    """Print what an answer says, a line for each thing."""
    for key, value in answer.items():
        typer.echo(f"{key.replace('_', ' ')}: {json.dumps(value, ensure_ascii=False, default=str)}")
