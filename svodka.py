"""Svodka's command line: a thin layer over data, analytics and dashboard.

Each command says what it found on stdout, as a table or, with --json, as exactly one document. Progress goes to stderr
and stays quiet where that is no terminal. Exit codes: 0 ok, 1 some rows rejected or a
column overlooked, 2 usage or nothing to answer with, 3 store.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from data.errors import SvodkaError, UsageError, Vanished
from data.filter import Filter, Level, Step, Unit
from data.settings import DEFAULT_WORKSPACE, DEMO_WORKSPACE, Workspace

ROOT = Path(__file__).resolve().parent
USAGE = UsageError.exit_code

app = typer.Typer(
    help="Svodka: topics, mentions and trends from news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Kind = Literal["person", "organisation", "place"]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
OfLevel = Annotated[Level, typer.Option(help="Themes, the topics inside them, or the stories inside these.")]
Progress = Callable[[str, int, int], None]


@app.callback()
def choose_workspace(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(envvar="SVODKA_WORKSPACE", help=f"Folder of the archive.  [default: ./{DEFAULT_WORKSPACE}]"),
    ] = None,
) -> None:
    """Every command works on one workspace."""
    context.obj = Workspace.at(workspace)


@app.command("import")
def import_(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: text, CSV, JSON, JSONL, XLSX, Parquet, HTML.")],
    column: Annotated[
        list[str] | None, typer.Option("--map", help="Name a column: title=заголовок. May be repeated.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="Time zone of stamps that name none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet where a row names none.")] = None,
    language: Annotated[str | None, typer.Option(help="Language code where a row names none.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what an import would and show five rows; store nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read articles into the archive. Importing the same file twice stores nothing twice."""
    from data.intake import ImportOptions, import_paths
    from data.sources.columns import check_mapping

    mapping = check_mapping(column or ())
    options = ImportOptions(zone=zone, outlet=outlet, language=language, mapping=mapping, dry_run=dry_run)
    if dry_run:
        done = import_paths(context.obj, paths, options)
        report = {**done.as_json(), "preview": done.preview}
    else:
        with _run(context.obj, "import") as (progress, run_id):
            done = import_paths(context.obj, paths, options, progress, run_id)
            report = done.as_json()
    for skipped in done.skipped:
        typer.echo(f"Not read: {skipped.path}: {skipped.reason}", err=True)
    _answer(report, as_json, lambda: _say_import(report))
    if not done.is_clean:
        raise typer.Exit(1)


@app.command()
def analyse(
    context: typer.Context,
    topics: Annotated[
        Literal["auto", "keep", "refit"],
        typer.Option(help="auto: find topics where a language has none; keep: only assign; refit: find them anew."),
    ] = "auto",
    as_json: Json = False,
) -> None:
    """Find topics, names and trends in what was imported, and publish them as a new edition."""
    from analytics.pipeline import analyse as run_analysis
    from data.state import runs

    with _run(context.obj, "analyse") as (progress, run_id):
        totals = run_analysis(context.obj, topics=topics, progress=progress, run_id=run_id)
        runs.finish(context.obj, run_id, "done", totals)  # where nothing was to be done nothing was published
    _answer(totals, as_json, lambda: _say_totals(totals))


@app.command()
def topics(context: typer.Context, level: OfLevel = "topic", as_json: Json = False) -> None:
    """List the themes, topics or stories of the archive, largest first; of more than 50,000 the largest."""
    from analytics.trends.answers import linked_ids
    from data.lake import counts
    from data.lake.archive import MOST_ROWS

    reader = _reader(context)
    found = counts.top_topics(reader, Filter(), "articles", MOST_ROWS, level)
    above = counts.topics_of(reader, found["parent_id"].dropna().unique()).set_index("topic_id")["label"]
    found = found.rename(columns={"count": "articles"}).assign(parent=found["parent_id"].map(above))
    found["share"] = found["articles"] / found["base"]
    found["linked"] = linked_ids(reader, found["topic_id"])
    rows = _records(found, "topic_id language label parent_id parent keywords articles share linked")
    columns = ("language", "label", "parent", "articles", "share")
    _answer(rows, as_json, lambda: _table(rows, [name for name in columns if name != "parent" or above.size]))


@app.command()
def topic(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="NAME|ID", help="A theme or topic by its label, or any id.")],
    as_json: Json = False,
) -> None:
    """Show one theme, topic or story: its state, stories in order of time, words by month, names, outlets, what it
    borders on, and what refits made of it.
    """
    from analytics.one_topic import topic_answer

    answer = topic_answer(_reader(context), topic)
    _answer(answer, as_json, lambda: _say_topic(answer))


@app.command()
def mentions(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A person, organisation or place, in any of its forms.")],
    by: Annotated[Step, typer.Option(help="Length of a period.")] = "week",
    unit: Annotated[Unit, typer.Option(help="What is counted.")] = "articles",
    start: Annotated[str | None, typer.Option("--from", metavar="D", help="First day, week or month.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="D", help="Last day, week or month.")] = None,
    as_json: Json = False,
) -> None:
    """Count how often a name is mentioned over time."""
    from analytics.trends.answers import mentions_answer

    flt = Filter(start=_first_day(start), end=_last_day(end))
    answer = mentions_answer(_reader(context), name, flt, by, unit)
    _answer(answer, as_json, lambda: _say_mentions(answer))


@app.command()
def entities(
    context: typer.Context,
    kind: Annotated[Kind | None, typer.Option(help="Only this kind.")] = None,
    top: Annotated[int, typer.Option(min=1, max=50_000, help="How many.")] = 20,
    as_json: Json = False,
) -> None:
    """List the people, organisations and places that most articles mention."""
    from data.lake import counts

    found = counts.top_entities(_reader(context), Filter(), "articles", limit=top, kind=kind)
    rows = _records(found.rename(columns={"count": "articles"}), "entity_id name kind articles occurrences")
    _answer(rows, as_json, lambda: _table(rows, ("name", "kind", "articles", "occurrences")))


@app.command()
def name(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME|ID", help="A name in any of its forms, or an id.")],
    as_json: Json = False,
) -> None:
    """Show one name: how often, first and last, with whom, in which forms, what was joined to it and why, outlets,
    topics and sentences.
    """
    from analytics.trends.answers import name_answer

    answer = name_answer(_reader(context), name)
    _answer(answer, as_json, lambda: _say_name(answer))


@app.command()
def copies(
    context: typer.Context,
    article: Annotated[str | None, typer.Argument(metavar="ARTICLE|URL", help="An article's id or address.")] = None,
    largest: Annotated[bool, typer.Option("--largest", help="The most reprinted texts, and series.")] = False,
    who: Annotated[
        bool, typer.Option("--who", help="Who reprints whom, and how much of each outlet is its own.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, max=50_000, help="How many.")] = 20,
    as_json: Json = False,
) -> None:
    """Show where a text stands and who had it first, the most reprinted texts, or who reprints whom."""
    from analytics.trends import copies as answers

    if [article is not None, largest, who].count(True) != 1:
        raise UsageError("Name an article, or say --largest or --who.", "svodka copies ARTICLE|URL")
    reader = _reader(context)
    if article is not None:
        answer = answers.of_article(reader, article)
        _answer(answer, as_json, lambda: _say_copies(answer))
        return
    answer = answers.largest(reader, top) if largest else answers.who(reader, top)
    _answer(answer, as_json, lambda: _say_tables(answer))


@app.command()
def why(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE|URL", help="An article's id or address.")],
    as_json: Json = False,
) -> None:
    """Say why an article is of its topic, or of none, and what is most like it."""
    from analytics.why import why_answer

    answer = why_answer(_reader(context), article)
    _answer(answer, as_json, lambda: _say_why(answer))


@app.command()
def blocks(
    context: typer.Context,
    outlet: Annotated[str | None, typer.Argument(help="Of this outlet alone.")] = None,
    count: Annotated[
        str | None, typer.Option(metavar="BLOCK", help="Count the outlet's block that begins so as text.")
    ] = None,
    leave_out: Annotated[str | None, typer.Option(metavar="BLOCK", help="Leave it out again.")] = None,
    as_json: Json = False,
) -> None:
    """List what outlets repeat under their articles and is left out of every count; count a block after all."""
    from analytics.habits import STATES, choose, listed

    if count is not None or leave_out is not None:
        if outlet is None or (count is not None and leave_out is not None):
            raise UsageError("Name the outlet and one block.", "svodka blocks OUTLET --count BLOCK")
        chosen = choose(context.obj, outlet, count or leave_out or "", counted=count is not None)
        _answer(
            chosen, as_json, lambda: typer.echo("From the next `svodka analyse` on: {state}: {block}".format(**chosen))
        )
        return
    found = listed(context.obj, outlet)
    rows = _records(found.assign(state=found["counted"].map(STATES)), "outlet block articles share state")
    _answer(rows, as_json, lambda: _table(rows, ("outlet", "share", "articles", "state", "block")))


@app.command()
def weekly(
    context: typer.Context,
    week: Annotated[
        str | None, typer.Option(help="An ISO week such as 2017-W08.  [default: the last full one]")
    ] = None,
    level: OfLevel = "topic",
    as_json: Json = False,
) -> None:
    """Show what rose, fell, is new or came back in a week."""
    from analytics.trends.answers import weekly_answer

    answer = weekly_answer(_reader(context), week, context.obj.settings.interface, level)
    _answer(answer, as_json, lambda: _say_weekly(answer))


@app.command()
def export(
    context: typer.Context,
    table: Annotated[
        Literal["articles", "mentions", "entities", "topics", "article_topics", "model"],
        typer.Argument(help="What to export; model: topics as BERTopic opens them."),
    ],
    path: Annotated[Path, typer.Argument(help="A file ending in .parquet, .csv, .xlsx or .jsonl; for model a folder.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    level: Annotated[Literal["theme", "topic", "story"], typer.Option(help="Of model: which topics.")] = "topic",
    language: Annotated[str | None, typer.Option(help="Of model: this language alone, such as ru.")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Names as the analysis found them, without your edits.")] = False,
    as_json: Json = False,
) -> None:
    """Write a table to a file, CSV as the interface's language has it; or topic models, a folder each language."""
    from dataclasses import asdict

    if table == "model":
        from analytics.models import export_model

        written = [asdict(each) for each in export_model(context.obj, path, level, language)]
        _answer(written, as_json, lambda: _say_models(written))
        return
    from dashboard.exports.labels import labels
    from data.lake.export import export_table

    done = export_table(context.obj, table, path, force=force, labels=labels(context.obj.settings), raw=raw)
    answer = {"path": str(path), **asdict(done)}
    _answer(answer, as_json, lambda: _say_export(answer))


names_app = typer.Typer(help="Names as you say they are: edit them, undo it, take edits to another archive.")
edit_app = typer.Typer(help="Say otherwise than the analysis; pages and exports follow at once.")
names_app.add_typer(edit_app, name="edit")
app.add_typer(names_app, name="names")
Name = Annotated[str, typer.Argument(help="A name in any of its forms, or an id.")]
Forms = Annotated[
    list[str] | None, typer.Option(help="A form, looked for as a whole word and just as written. May be repeated.")
]
Author = Annotated[str | None, typer.Option(help="Who says so.  [default: the user of this machine]")]


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


@names_app.command("suggest")
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

    reader = _reader(context)
    found = counts.suggestions(reader, top, entity_named(reader, name) if name else None)
    rows = plain(found.rename(columns={"count": "articles", "other_count": "other_articles"}))
    columns = ("name", "kind", "articles", "other_name", "other_kind", "other_articles", "reason", "together", "shared")
    _answer(rows, as_json, lambda: _table(rows, columns))


@names_app.command("log")
def names_log(context: typer.Context, as_json: Json = False) -> None:
    """List every edit of names, with its number and who made it."""
    from data.lake.name_edits import waiting
    from data.state import edits
    from data.state.editions import latest

    log = edits.log(context.obj)
    held = {edit.number for edit in edits.in_force(log)}
    rows = [_said(edit, edit.number in held or edit.content["what"] == "undo") for edit in log]
    edition = latest(context.obj)
    late = waiting(log, edition.looked_for if edition else 0)
    rows = [{**row, "from_next_analysis": row["number"] in late} for row in rows]
    _answer(rows, as_json, lambda: _table(rows, ("number", "made_at", "author", "what", "says", "state")))


@names_app.command("undo")
def undo_edit(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="See `svodka names log`.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Take back an edit, or the undoing of one; later ones stay."""
    from data.lake.editing import undo

    made = _said(undo(context.obj, number, _author(author)), True)
    _answer(
        made,
        as_json,
        lambda: typer.echo(f"Edit {number} is undone; to have it back: svodka names undo {made['number']}"),
    )


@names_app.command("export")
def export_edits(context: typer.Context, path: Annotated[Path, typer.Argument(help="A file ending in .toml.")]) -> None:
    """Write the edits in force to a file that another archive takes."""
    from data.lake.edits_file import written
    from data.state import edits

    if path.exists():
        raise UsageError(f"{path} exists.", "Choose another name.")
    path.write_text(written(edits.log(context.obj)), encoding="utf-8")
    typer.echo(f"{len(edits.in_force(edits.log(context.obj)))} edits: {path}")


@names_app.command("import")
def import_edits(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A file that `svodka names export` wrote.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Make the edits of a file, all of them or none."""
    from data.lake.editing import edit_names
    from data.lake.edits_file import read
    from data.state import edits

    log = edits.log(context.obj)
    made = edit_names(context.obj, read(path, log[-1].number + 1 if log else 1), _author(author))
    rows = [_said(edit, True) for edit in made]
    _answer(rows, as_json, lambda: typer.echo(f"{len(rows)} edits made; `svodka names log` lists them."))


def _edit(
    context: typer.Context, author: str | None, as_json: bool, content: Callable[[Callable[..., str]], dict[str, Any]]
) -> None:
    """Make one edit; `content` is given what finds an entity by its name, see `entity_named`."""
    from analytics.trends.answers import entity_named
    from data.lake.editing import edit_names
    from data.lake.name_edits import ADDING

    reader = _reader(context)
    (made,) = edit_names(context.obj, [content(partial(entity_named, reader))], _author(author))
    said = _said(made, True)
    back = f"svodka names undo {said['number']}"
    later = " From the next `svodka analyse` on." if said["what"] in ADDING else ""
    _answer(said, as_json, lambda: typer.echo(f"{said['what']}: {said['says']}.{later} To take it back: {back}"))


def _author(given: str | None) -> str:
    from data.state.edits import user

    return given or user()


def _said(edit: Any, in_force: bool) -> dict[str, Any]:
    """An edit as a row: number, made_at, author, what, says, state, and its content."""
    content = {key: value for key, value in edit.content.items() if key != "what"}
    names = {key: content.get(f"{key}_name", value) for key, value in content.items() if not key.endswith("_name")}
    words = {key: ", ".join(value) if isinstance(value, list) else value for key, value in names.items()}
    says = "; ".join(f"{key} {value}" for key, value in words.items())
    head = {"number": edit.number, "made_at": edit.made_at.isoformat(timespec="seconds"), "author": edit.author}
    state = "in force" if in_force else "undone"
    return {**head, "what": edit.content["what"], "says": says, "state": state, "content": content}


@app.command()
def forget(
    context: typer.Context,
    import_id: Annotated[str | None, typer.Option("--import", metavar="ID", help="Undo this import.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Remove every article of this outlet.")] = None,
    article: Annotated[str | None, typer.Option(metavar="ID", help="Remove this article.")] = None,
    now: Annotated[
        bool, typer.Option("--now", help="Leave no trace on the disk at once; pages being read load again.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Remove what an import stored, an outlet, or an article, everywhere; off the disk after an hour, or --now."""
    from analytics.forget import forget as remove

    with _run(context.obj, "forget") as (_, run_id):
        gone = remove(context.obj, import_id, outlet, article, now=now, run_id=run_id).as_json()
    _answer(gone, as_json, lambda: _say_forgotten(gone))


@app.command()
def status(context: typer.Context, as_json: Json = False) -> None:
    """Say what is in the workspace."""
    from data.lake.status import status as describe

    answer = describe(context.obj)
    _answer(answer, as_json, lambda: _pairs(answer))


@app.command()
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Say what is wrong with the workspace and what to do about it."""
    from dataclasses import asdict

    from data.lake.doctor import examine

    findings = [asdict(finding) for finding in examine(context.obj)]
    _answer(findings, as_json, lambda: _table(findings, ("level", "what", "next_step")))
    if any(finding["level"] == "error" for finding in findings):
        raise typer.Exit(3)


@app.command()
def demo(
    context: typer.Context,
    serve_too: Annotated[bool, typer.Option("--serve", help="Then open the dashboard.")] = False,
    as_json: Json = False,
) -> None:
    """Build the demo archive in ./workspace-demo, unless it stands already."""
    from analytics.demo import build
    from data.state import runs

    workspace = Workspace.at(DEMO_WORKSPACE)
    with _run(workspace, "demo") as (progress, run_id):
        totals = build(workspace, progress)
        runs.finish(workspace, run_id, "done", totals)
    if not serve_too:
        _answer(totals, as_json, lambda: _say_totals(totals))
        return
    from data.state.editions import latest

    own = context.obj
    edition = latest(own)
    serve_on(own if edition and edition.is_analysed else workspace, port=None)


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port on this machine.  [default: 8501]")] = None,
) -> None:
    """Open the dashboard in a browser."""
    serve_on(context.obj, port)


def serve_on(workspace: Workspace, port: int | None) -> None:
    """Run the dashboard's server on 127.0.0.1 until it is stopped; does not return."""
    from dashboard.server import run

    run(workspace, port)


# ---------------------------------------------------------------------------------------------------------- answering


def _reader(context: typer.Context) -> Any:
    from data.lake.archive import Archive

    archive = Archive.open(context.obj)
    context.call_on_close(archive.close)
    return archive.reader(seconds=None, language=context.obj.settings.interface)


def _first_day(key: str | None) -> date | None:
    from analytics.trends.periods import bounds

    return bounds(key)[0] if key else None


def _last_day(key: str | None) -> date | None:
    from analytics.trends.periods import bounds

    return bounds(key)[1] if key else None


def _records(frame: Any, columns: str) -> list[dict[str, Any]]:
    return json.loads(frame[columns.split()].to_json(orient="records", double_precision=15, force_ascii=False))


def _answer(answer: Any, as_json: bool, say: Callable[[], None]) -> None:
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False, default=str))
    else:
        say()


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    from dashboard.exports.terminal import show

    show(rows, columns)


def _pairs(answer: Mapping[str, Any]) -> None:
    for key, value in answer.items():
        typer.echo(f"{key.replace('_', ' ')}: {json.dumps(value, ensure_ascii=False, default=str)}")


def _say_import(report: Mapping[str, Any]) -> None:
    from data.sources.report import lines

    if "preview" in report:
        _table(report["preview"], ("published_at", "outlet", "language_given", "title", "text"))
    for line in lines(report):
        typer.echo(line)
    if not report["dry_run"]:
        typer.echo(f"Undo with: svodka forget --import {report['import_id']}")


def _say_forgotten(gone: Mapping[str, Any]) -> None:
    typer.echo(f"{gone['removed']:,} articles removed.")
    if gone["off_the_disk"] == "now":
        typer.echo("No trace of them is left on the disk.")
    else:
        due = gone["off_the_disk"]
        typer.echo(f"Their text leaves the disk with the first change, or in a running dashboard, after {due}.")


def _say_models(written: Sequence[Mapping[str, Any]]) -> None:
    for each in written:
        typer.echo(f"{each['language']}: {each['topics']:,} topics of {each['articles']:,} articles → {each['folder']}")


def _say_export(done: Mapping[str, Any]) -> None:
    typer.echo("{rows:,} rows of {table} written to {path}".format(**done))
    if done["not_analysed"]:
        typer.echo("{not_analysed:,} articles are left out: they are not analysed yet.".format(**done))
    if done["cut_rows"]:
        typer.echo("{cut_rows:,} rows are left out: a sheet holds no more. CSV and Parquet hold all.".format(**done))
    if done["cut_cells"]:
        typer.echo("{cut_cells:,} cells are cut: one holds 32,767 characters. CSV and Parquet hold all.".format(**done))


def _say_totals(totals: Mapping[str, Any]) -> None:
    typer.echo(
        "Edition {edition}: {articles:,} articles, {themes:,} themes with {topics:,} topics and {stories:,} stories, "
        "{mentions:,} mentions; {unclassified:,} articles in no topic.".format(**{"themes": 0, "stories": 0, **totals})
    )
    if "reprints" in totals:
        typer.echo(
            "{reprints:,} articles repeat a text that another has, {series:,} series of bulletins; {blocks:,} blocks "
            "that outlets repeat are left out (svodka blocks), {only_clutter:,} articles are clutter alone.".format(
                **totals
            )
        )


def _say_mentions(answer: Mapping[str, Any]) -> None:
    typer.echo(f"{answer['entity']['name']} ({answer['entity']['kind']})")
    _table(answer["series"], ("period", "count", "share", "partial"))
    if answer["undated"]:
        typer.echo(f"{answer['undated']} undated are in no period.")
    for far in answer["outside"]:
        span = "--from {from} --to {to}".format(**far)
        typer.echo(f"{far['articles']} dated far from all others are in no period listed: see {span}.")


def _say_name(answer: Mapping[str, Any]) -> None:
    typer.echo("{name} ({kind}, {entity_id})".format(**answer["entity"]))
    figures = "{articles:,} articles, {texts:,} distinct texts, {outlets:,} outlets, {occurrences:,} occurrences"
    typer.echo(figures.format(**answer) + (f"; edit {answer['edited']}" if answer["edited"] else ""))
    for which in ("first", "last"):
        if answer[which]:
            typer.echo("{which}: {published_at:.10} {outlet}: {title}".format(which=which, **answer[which]))
    for what in ("namesakes", "beside", "forms", "joined", "by_outlet", "topics"):
        if answer[what]:
            typer.echo(f"{what.replace('_', ' ')}:")
            _table(answer[what], [name for name in answer[what][0] if not name.endswith("_id")])
    for said in answer["sentences"]:
        typer.echo("{before}{form}{after}".format(**said))


def _say_topic(answer: Mapping[str, Any]) -> None:
    typer.echo("{label} ({level}, {topic_id}, {language})".format(**answer["topic"]))
    figures = "{articles:,} articles, {texts:,} distinct texts, {outlets:,} outlets, {reprints:,} reprints"
    said = [figures.format(**answer), *([answer["state"]] if answer["state"] else [])]
    typer.echo("; ".join([*said, *([answer["topic"]["trust"]] if answer["topic"]["trust"] else [])]))
    for which in ("first", "last"):
        if answer[which]:
            typer.echo("{which}: {published_at:.10} {outlet}: {title}".format(which=which, **answer[which]))
    for what in ("stories", "names", "by_outlet", "beside", "history"):
        if answer[what]:
            typer.echo(f"{what.replace('_', ' ')}:")
            _table(answer[what], [name for name in answer[what][0] if not name.endswith("_id")])
    for month in answer["months"]:
        typer.echo(f"{month['month']}: {', '.join(month['words'])}")


def _say_copies(answer: Mapping[str, Any]) -> None:
    said = answer["article"]
    typer.echo("{outlet}: {title}".format(**{**said, "outlet": said["outlet"] or "–"}))
    if answer["copies"]:
        typer.echo(f"First: {answer['first_publisher'] or 'not known, the stamps do not tell'}.")
        _table(answer["copies"], ("published", "lag_hours", "role", "outlet", "title"))
    else:
        typer.echo("No other article carries this text.")
    if answer["bulletins"]:
        typer.echo(f"One of a series of {len(answer['bulletins']):,} bulletins:")
        _table(answer["bulletins"], ("published", "outlet", "title"))


def _say_why(answer: Mapping[str, Any]) -> None:
    if answer["topic"] is None:
        typer.echo(f"No topic: {answer['reason']}.")
    else:
        typer.echo(f"{answer['topic']}: {', '.join(answer['words']) or 'none of its main words'}")
    if answer["reach"] is not None:
        typer.echo("Nearness {score:.2f}, the topic's edge is at {reach:.2f}.".format(**answer))
    if answer["next_topic"]:
        typer.echo("Nearest that it is not of: {next_topic}, {next_score:.2f}.".format(**answer))
    if answer["near"]:
        _table(answer["near"], ("likeness", "published", "outlet", "title"))


def _say_tables(answer: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    for what, rows in answer.items():
        typer.echo(f"{what.replace('_', ' ')}:")
        _table(rows, [name for name in (rows[0] if rows else {}) if name != "article_id"])


def _say_weekly(answer: Mapping[str, Any]) -> None:
    typer.echo(answer["sentence"])
    for what in ("topics", "names"):
        _table(answer[what], ("name", "count", "change_pp", "change_count", "reprints_share", "state"))


# ----------------------------------------------------------------------------------------------------------- progress


@contextmanager
def _run(workspace: Workspace, kind: str) -> Iterator[tuple[Progress, int]]:
    """Show progress on stderr and in the workspace's state, where the dashboard watches it; gives the run's id."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    from data.lake.migrations import bring_up_to_date
    from data.state import runs

    for sentence in bring_up_to_date(workspace):
        typer.echo(sentence, err=True)
    run_id = runs.start(workspace, kind)
    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(kind, total=None)

        def progress(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total or None)
            runs.progress(workspace, run_id, stage, done, total)

        try:
            yield progress, run_id
        except SvodkaError as error:
            runs.finish(workspace, run_id, "failed", {"error": {"message": str(error), "hint": error.hint}})
            raise


def main() -> None:
    """Run a command; a failure is one sentence, or with --json one document, never a traceback."""
    as_json = "--json" in sys.argv
    try:
        try:
            code = app(standalone_mode=False, prog_name="svodka")
        except Vanished:  # nothing was printed yet, and the archive is opened anew
            code = app(standalone_mode=False, prog_name="svodka")
    except SvodkaError as error:
        code = _fail(as_json, error.code, str(error), error.hint, error.exit_code)
    except typer.TyperException as error:
        code = _fail(as_json, "usage", error.format_message(), "See svodka --help.", USAGE)
    except (typer.Abort, KeyboardInterrupt):
        code = _fail(as_json, "interrupted", "Stopped.", "Run the same command again.", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code if isinstance(code, int) else 0)


def _fail(as_json: bool, code: str, message: str, hint: str, exit_code: int) -> int:
    if as_json:
        typer.echo(json.dumps({"error": {"code": code, "message": message, "hint": hint}}, ensure_ascii=False))
    else:
        typer.echo(f"{message} {hint}".strip(), err=True)
    return exit_code


if __name__ == "__main__":
    main()
