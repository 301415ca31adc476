"""What the commands about edits of names and of topics share: the log, the way back, the file for another archive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.answering import Json, give, print_table
from data.errors import UsageError
from data.settings import Workspace

Author = Annotated[str | None, typer.Option(help="Who says so.  [default: the user of this machine]")]
Number = Annotated[int, typer.Argument(help="See `log`.")]
LATER = "`svodka analyse` carries it out."


def author_of(given: str | None) -> str:
    """Who makes an edit."""
    from data.state.edits import user

    return given or user()


def said(edit: Any, state: str = "in force") -> dict[str, Any]:
    """An edit as a row: number, made_at, author, what, says, state, and its content."""
    content = {key: value for key, value in edit.content.items() if key != "what"}
    names = {key: content.get(f"{key}_name", value) for key, value in content.items() if not key.endswith("_name")}
    words = {key: ", ".join(value) if isinstance(value, list) else value for key, value in names.items()}
    says = "; ".join(f"{key} {value}" for key, value in words.items())
    head = {"number": edit.number, "made_at": edit.made_at.isoformat(timespec="seconds"), "author": edit.author}
    return {**head, "what": edit.content["what"], "says": says, "state": state, "content": content}


def say_made(edit: Any, as_json: bool, *, later: bool) -> None:
    """Say an edit that was made, and how to take it back."""
    row = said(edit)
    when = f" {LATER}" if later else ""
    back = f"svodka {edit.about}s undo {edit.number}"
    give(row, as_json, lambda: typer.echo(f"{row['what']}: {row['says']}.{when} To take it back: {back}"))


def print_log(
    workspace: Workspace, about: str, as_json: bool, *, later: Collection[int], without_effect: Mapping[int, str]
) -> None:
    """List every edit of names or of topics.

    Args:
        later: numbers of those that wait for the next analysis.
        without_effect: by their numbers why others, which nobody undid, have none.
    """
    from data.state import edits

    log = edits.log(workspace)
    held = {edit.number for edit in edits.in_force(log, about)}
    rows = []
    for edit in [each for each in log if each.about == about]:
        usual = "in force" if edit.number in held or edit.content["what"] == "undo" else "undone"
        state = "forgotten" if edit.content["what"] == "forgotten" else without_effect.get(edit.number, usual)
        rows.append({**said(edit, state), "from_next_analysis": edit.number in later})
    give(rows, as_json, lambda: print_table(rows, ("number", "made_at", "author", "what", "says", "state")))


def add_ways_back(app: typer.Typer, about: str, make: Callable[..., Any]) -> None:
    """Give the commands of names or of topics `undo`, `export` and `import`.

    Args:
        app: theirs.
        about: "name" or "topic".
        make: makes edits, as `edit_names` and `edit_topics` do.
    """

    @app.command("undo")
    def undo_edit(context: typer.Context, number: Number, author: Author = None, as_json: Json = False) -> None:
        """Take back an edit, or the undoing of one; later ones stay."""
        from data.lake.editing import undo

        made = undo(context.obj, number, author_of(author))
        back = f"svodka {made.about}s undo {made.number}"
        give(said(made), as_json, lambda: typer.echo(f"Edit {number} is undone; to have it back: {back}"))

    @app.command("export")
    def export_edits(
        context: typer.Context, path: Annotated[Path, typer.Argument(help="A file ending in .toml.")]
    ) -> None:
        """Write the edits in force to a file that another archive takes."""
        from data.lake.edits_file import written
        from data.state import edits

        if path.exists():
            raise UsageError(f"{path} exists.", "Choose another name.")
        log = edits.log(context.obj)
        path.write_text(written(log, about), encoding="utf-8")
        typer.echo(f"{len(edits.in_force(log, about))} edits: {path}")

    @app.command("import")
    def import_edits(
        context: typer.Context,
        path: Annotated[Path, typer.Argument(help="A file that `export` wrote.")],
        author: Author = None,
        as_json: Json = False,
    ) -> None:
        """Make the edits of a file, all of them or none."""
        from data.lake.edits_file import read
        from data.state import edits

        log = edits.log(context.obj)
        wanted = read(path, log[-1].number + 1 if log else 1, about)
        rows = [said(edit) for edit in make(context.obj, wanted, author_of(author))]
        give(rows, as_json, lambda: typer.echo(f"{len(rows)} edits made; `svodka {about}s log` lists them."))
