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
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from commands import names, topics
from commands.answering import Json, Kind, give, open_reader, print_pairs, print_table, records
from commands.chart import chart
from commands.weekly import weekly
from data.errors import SvodkaError, UsageError, Vanished
from data.filter import Filter, Step, Unit
from data.settings import DEFAULT_WORKSPACE, DEMO_WORKSPACE, Workspace

ROOT = Path(__file__).resolve().parent
USAGE = UsageError.exit_code
REFITS = {
    "asked": "as asked",
    "guided": "a topic that you described took most of one that was found",
    "updated": "the program, or what makes vectors, is another now",
    "doubled": "as many articles came since the fit before as it had ({articles:,})",
    "unclassified": "{value:.1%} of the last {articles:,} articles fitted none of the old ones, usual is {usual:.1%}",
    "distance": "the last {articles:,} articles were farther from the old ones ({value:.2f}) than usual ({usual:.2f})",
    "unknown": "{value:.1%} of the words of the last {articles:,} articles were unknown to them, usual is {usual:.1%}",
}
"""Why topics were found anew, see `analytics.topics.languages.Refit`."""

app = typer.Typer(
    help="Svodka: topics, mentions and trends from news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Progress = Callable[[str, int, int], None]
app.add_typer(names.app, name="names")
app.add_typer(topics.app, name="topics")
app.command("chart")(chart)
app.command("weekly")(weekly)


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
    give(report, as_json, lambda: _say_import(report))
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
    give(totals, as_json, lambda: _say_totals(totals))


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

    answer = topic_answer(open_reader(context), topic)
    give(answer, as_json, lambda: _say_topic(answer))


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
    answer = mentions_answer(open_reader(context), name, flt, by, unit)
    give(answer, as_json, lambda: _say_mentions(answer))


@app.command()
def entities(
    context: typer.Context,
    kind: Annotated[Kind | None, typer.Option(help="Only this kind.")] = None,
    top: Annotated[int, typer.Option(min=1, max=50_000, help="How many.")] = 20,
    as_json: Json = False,
) -> None:
    """List the people, organisations and places that most articles mention."""
    from data.lake import counts

    found = counts.top_entities(open_reader(context), Filter(), "articles", limit=top, kind=kind)
    rows = records(found.rename(columns={"count": "articles"}), "entity_id name kind articles occurrences")
    give(rows, as_json, lambda: print_table(rows, ("name", "kind", "articles", "occurrences")))


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

    answer = name_answer(open_reader(context), name)
    give(answer, as_json, lambda: _say_name(answer))


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
    reader = open_reader(context)
    if article is not None:
        answer = answers.of_article(reader, article)
        give(answer, as_json, lambda: _say_copies(answer))
        return
    answer = answers.largest(reader, top) if largest else answers.who(reader, top)
    give(answer, as_json, lambda: _say_tables(answer))


@app.command()
def why(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE|URL", help="An article's id or address.")],
    as_json: Json = False,
) -> None:
    """Say why an article is of its topic, or of none, and what is most like it."""
    from analytics.why import why_answer

    answer = why_answer(open_reader(context), article)
    give(answer, as_json, lambda: _say_why(answer))


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
        give(
            chosen, as_json, lambda: typer.echo("From the next `svodka analyse` on: {state}: {block}".format(**chosen))
        )
        return
    found = listed(context.obj, outlet)
    rows = records(found.assign(state=found["counted"].map(STATES)), "outlet block articles share state")
    give(rows, as_json, lambda: print_table(rows, ("outlet", "share", "articles", "state", "block")))


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
    raw: Annotated[bool, typer.Option("--raw", help="Names and topics as found, without your edits.")] = False,
    as_json: Json = False,
) -> None:
    """Write a table to a file, CSV as the interface's language has it; or topic models, a folder each language."""
    from dataclasses import asdict

    if table == "model":
        from analytics.models import export_model

        written = [asdict(each) for each in export_model(context.obj, path, level, language)]
        give(written, as_json, lambda: _say_models(written))
        return
    from dashboard.exports.labels import labels
    from data.lake.export import export_table

    done = export_table(context.obj, table, path, force=force, labels=labels(context.obj.settings), raw=raw)
    answer = {"path": str(path), **asdict(done)}
    give(answer, as_json, lambda: _say_export(answer))


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
    give(gone, as_json, lambda: _say_forgotten(gone))


@app.command()
def status(context: typer.Context, as_json: Json = False) -> None:
    """Say what is in the workspace."""
    from data.lake.status import status as describe

    answer = describe(context.obj)
    give(answer, as_json, lambda: print_pairs(answer))


@app.command()
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Say what is wrong with the workspace and what to do about it."""
    from dataclasses import asdict

    from data.lake.doctor import examine

    findings = [asdict(finding) for finding in examine(context.obj)]
    give(findings, as_json, lambda: print_table(findings, ("level", "what", "next_step")))
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
        give(totals, as_json, lambda: _say_totals(totals))
        return
    from data.state.editions import latest

    own = context.obj
    edition = latest(own)
    from dashboard.server import run

    run(own if edition and edition.is_analysed else workspace)


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port on this machine.  [default: 8501]")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0: all of this machine's.")] = "127.0.0.1",
    public_url: Annotated[str | None, typer.Option(help="Where readers find it, behind a proxy for example.")] = None,
) -> None:
    """Open the dashboard in a browser; with --host also for others, who are asked for no password."""
    from dashboard.server import run

    run(context.obj, port, host, public_url)


# ---------------------------------------------------------------------------------------------------------- answering


def _first_day(key: str | None) -> date | None:
    from analytics.trends.periods import bounds

    return bounds(key)[0] if key else None


def _last_day(key: str | None) -> date | None:
    from analytics.trends.periods import bounds

    return bounds(key)[1] if key else None


def _say_import(report: Mapping[str, Any]) -> None:
    from data.sources.report import lines

    if "preview" in report:
        print_table(report["preview"], ("published_at", "outlet", "language_given", "title", "text"))
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
    for refit in totals.get("refits", ()):
        typer.echo("{language}: topics found anew, {said}.".format(said=REFITS[refit["why"]].format(**refit), **refit))
    for guided in totals.get("guided", ()):
        if guided["says"]:
            typer.echo("Edit {edit}, {name}: {says}".format(**guided))
    if "reprints" in totals:
        typer.echo(
            "{reprints:,} articles repeat a text that another has, {series:,} series of bulletins; {blocks:,} blocks "
            "that outlets repeat are left out (svodka blocks), {only_clutter:,} articles are clutter alone.".format(
                **totals
            )
        )


def _say_mentions(answer: Mapping[str, Any]) -> None:
    typer.echo(f"{answer['entity']['name']} ({answer['entity']['kind']})")
    print_table(answer["series"], ("period", "count", "share", "partial"))
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
            print_table(answer[what], [name for name in answer[what][0] if not name.endswith("_id")])
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
            print_table(answer[what], [name for name in answer[what][0] if not name.endswith("_id")])
    for month in answer["months"]:
        typer.echo(f"{month['month']}: {', '.join(month['words'])}")


def _say_copies(answer: Mapping[str, Any]) -> None:
    said = answer["article"]
    typer.echo("{outlet}: {title}".format(**{**said, "outlet": said["outlet"] or "–"}))
    if answer["copies"]:
        typer.echo(f"First: {answer['first_publisher'] or 'not known, the stamps do not tell'}.")
        print_table(answer["copies"], ("published", "lag_hours", "role", "outlet", "title"))
    else:
        typer.echo("No other article carries this text.")
    if answer["bulletins"]:
        typer.echo(f"One of a series of {len(answer['bulletins']):,} bulletins:")
        print_table(answer["bulletins"], ("published", "outlet", "title"))


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
        print_table(answer["near"], ("likeness", "published", "outlet", "title"))


def _say_tables(answer: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    for what, rows in answer.items():
        typer.echo(f"{what.replace('_', ' ')}:")
        print_table(rows, [name for name in (rows[0] if rows else {}) if name != "article_id"])


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
