"""`svodka names`: names as users say they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer

from commands.answering import Json, Kind, give, open_reader, print_table
from commands.edits import Author, add_ways_back, author_of, print_log, say_made
from data.errors import UsageError

app = typer.Typer(help="Names as you say they are: edit them, undo it, take edits to another archive.")
edit_app = typer.Typer(help="Say otherwise than the analysis; pages and exports follow at once.")
app.add_typer(edit_app, name="edit")
Name = Annotated[str, typer.Argument(help="A name in any of its forms, or an id.")]
Forms = Annotated[
    list[str] | None, typer.Option(help="A form, looked for as a whole word and just as written. May be repeated.")
]


@edit_app.command("merge")
def merge_names(context: typer.Context, name: Name, into: Name, author: Author = None, as_json: Json = False) -> None:
    """Make two names one: the first is read as the second."""
    _edit(context, author, as_json, lambda of: {"what": "merge", "entity": of(name), "into": of(into)})


@edit_app.command("surname")
def surname_of(
    context: typer.Context,
    surname: Annotated[str, typer.Argument(help="A surname that stands alone, or its id.")],
    person: Annotated[str, typer.Argument(help="Whose it is: a name or an id.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Say whose a surname is: where it stands alone it is read as that person."""
    _edit(context, author, as_json, lambda of: {"what": "merge", "entity": of(surname), "into": of(person)})


@edit_app.command("apart")
def apart_names(context: typer.Context, name: Name, other: Name, author: Author = None, as_json: Json = False) -> None:
    """Say that two names are two: those that the analysis joined are parted, and `svodka names suggest` offers them no
    more.
    """
    _edit(context, author, as_json, lambda of: _apart(of, name, of(other)))


def _apart(of: Callable[..., str], name: str, other: str) -> dict[str, Any]:
    return {"what": "apart", "entity": of(name, other), "other": other}


@edit_app.command("add")
def add_name(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name that was not found; it is a form itself.")],
    kind: Annotated[Kind, typer.Argument(help="What it is.")],
    form: Forms = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Have the next analysis look for a name, in earlier articles too."""
    _edit(context, author, as_json, lambda _: {"what": "add", "name": name, "kind": kind, "forms": form or []})


@edit_app.command("alias")
def alias_name(
    context: typer.Context,
    name: Name,
    form: Forms = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Have the next analysis look for further forms that mean a name, in earlier articles too."""
    _edit(context, author, as_json, lambda of: {"what": "alias", "entity": of(name), "forms": form or []})


@edit_app.command("rename")
def rename_name(
    context: typer.Context,
    name: Name,
    new: Annotated[str, typer.Argument(help="What it is called.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Call a name otherwise."""
    _edit(context, author, as_json, lambda of: {"what": "rename", "entity": of(name), "name": new})


@edit_app.command("kind")
def kind_of_name(
    context: typer.Context,
    name: Name,
    kind: Annotated[Kind, typer.Argument(help="What it is.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Say what a name is."""
    _edit(context, author, as_json, lambda of: {"what": "kind", "entity": of(name), "kind": kind})


@edit_app.command("ignore")
def ignore_name(context: typer.Context, name: Name, author: Author = None, as_json: Json = False) -> None:
    """Count a name no more: it is none."""
    _edit(context, author, as_json, lambda of: {"what": "ignore", "entity": of(name)})


@edit_app.command("split")
def split_name(
    context: typer.Context,
    name: Name,
    form: Annotated[list[str], typer.Option(help="A written form that is another's. May be repeated.")],
    into: Annotated[str | None, typer.Option(help="Whose it is: a name or an id.")] = None,
    called: Annotated[str | None, typer.Option(help="What is split off is called so.")] = None,
    kind: Annotated[Kind, typer.Option(help="What it is.")] = "person",
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Part a name: some of its written forms are another's."""
    if (into is None) == (called is None):
        raise UsageError("Say whose the forms are.", "--into NAME, or --called NAME --kind KIND.")

    def content(of: Callable[[str], str]) -> dict[str, Any]:
        to = {"into": of(into)} if into else {"name": called, "kind": kind}
        return {"what": "split", "entity": of(name), "forms": form, **to}

    _edit(context, author, as_json, content)


@app.command("suggest")
def suggest_names(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Only pairs with this name: in any of its forms, or an id.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=50_000, help="How many.")] = 20,
    as_json: Json = False,
) -> None:
    """List pairs of names that may be one, with what speaks for it; merge them or say that they are two (`apart`)."""
    from analytics.trends.answers import entity_named, plain
    from data.lake import counts

    reader = open_reader(context)
    found = counts.suggestions(reader, top, entity_named(reader, name) if name else None)
    rows = plain(found.rename(columns={"count": "articles", "other_count": "other_articles"}))
    columns = ("name", "kind", "articles", "other_name", "other_kind", "other_articles", "reason", "together", "shared")
    give(rows, as_json, lambda: print_table(rows, columns))


@app.command("log")
def names_log(context: typer.Context, as_json: Json = False) -> None:
    """List every edit of names, with its number and who made it."""
    from data.lake.name_edits import waiting
    from data.state import edits
    from data.state.editions import latest

    edition = latest(context.obj)
    late = waiting(edits.log(context.obj), edition.looked_for if edition else 0)
    print_log(context.obj, "name", as_json, later=late, without_effect={})


def _make(*wanted: Any) -> Any:
    from data.lake.name_editing import edit_names

    return edit_names(*wanted)


add_ways_back(app, "name", _make)


def _edit(
    context: typer.Context, author: str | None, as_json: bool, content: Callable[[Callable[..., str]], dict[str, Any]]
) -> None:
    """Make one edit; `content` is given what finds an entity by its name, see `entity_named`."""
    from analytics.trends.answers import entity_named
    from data.lake.name_edits import ADDING

    reader = open_reader(context)
    (made,) = _make(context.obj, [content(partial(entity_named, reader))], author_of(author))
    say_made(made, as_json, later=made.content["what"] in ADDING)
