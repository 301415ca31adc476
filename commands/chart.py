"""`svodka chart`: any figure of the dashboard as a file, over the same filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, urlsplit

import typer

from commands.answering import Json, Kind, context_over, give, open_archive, print_table
from data.errors import UsageError
from data.filter import Level, Step, Unit
from data.settings import INTERFACES

ONE_TOPIC = ("topic", "topic-outlets", "stories", "words-by-month")
ONE_NAME = ("name", "name-outlets")
SEVERAL_TOPICS, SEVERAL_NAMES = ("topics",), ("mentions",)
Many = list[str] | None


def chart(
    context: typer.Context,
    figure: Annotated[str | None, typer.Argument(metavar="NAME", help="A figure; without it all are listed.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file ending in .png, .svg, .pdf, .csv or .xlsx.")
    ] = None,
    size: Annotated[Literal["column", "page", "slide"], typer.Option(help="What a picture is made for.")] = "page",
    title: Annotated[str | None, typer.Option(help="Title of a picture in the place of its own.")] = None,
    subtitle: Annotated[str | None, typer.Option(help="Subtitle in the place of its own.")] = None,
    transparent: Annotated[bool, typer.Option("--transparent", help="Nothing behind the picture.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    of: Annotated[Many, typer.Option(help="A topic or name that it is about. May be repeated.")] = None,
    link: Annotated[str | None, typer.Option(help="A page's address: its filters and choices.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="D", help="First day, week or month.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="D", help="Last day, week or month.")] = None,
    language: Annotated[Many, typer.Option(help="Articles in this language alone. May be repeated.")] = None,
    outlet: Annotated[Many, typer.Option(help="Of this outlet alone. May be repeated.")] = None,
    topic: Annotated[Many, typer.Option(help="Of this topic alone, by label or id. May be repeated.")] = None,
    name: Annotated[Many, typer.Option(help="With this name alone. May be repeated.")] = None,
    together: Annotated[bool, typer.Option("--together", help="With all of the names, not with any.")] = False,
    words: Annotated[str | None, typer.Option(help="With these words.")] = None,
    level: Annotated[Level | None, typer.Option(help="Themes, topics or stories.")] = None,
    unit: Annotated[Unit | None, typer.Option(help="What is counted.")] = None,
    measure: Annotated[Literal["share", "count"] | None, typer.Option("--as", help="Shares or counts.")] = None,
    by: Annotated[Step | None, typer.Option(help="Length of a period.")] = None,
    chart: Annotated[Literal["areas", "lines", "heatmap"] | None, typer.Option(help="Of topics.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Names of this kind alone.")] = None,
    week: Annotated[str | None, typer.Option(help="Of changes: an ISO week such as 2017-W08.")] = None,
    lang: Annotated[Literal[INTERFACES] | None, typer.Option(help="Language of its words.")] = None,
    as_json: Json = False,
) -> None:
    """Make a figure of the dashboard: a picture, or the numbers behind it; without NAME list them all."""
    if figure is None:
        listed = _listed()
        give(listed, as_json, lambda: print_table(listed, ("name", "what", "files")))
        return
    archive = open_archive(context)
    reader = archive.reader(seconds=None, language=context.obj.settings.interface)
    wanted = _of_link(link) | {
        key: values
        for key, values in {
            "from": _days(start, 0),
            "to": _days(end, 1),
            "language": language,
            "outlet": outlet,
            "topic": _ids(topic, _topic(reader)),
            "name": _ids(name, _name(reader)),
            "together": ["1"] if together else None,
            "words": _one(words),
            "level": _one(level),
            "unit": _one(unit),
            "as": _one(measure),
            "by": _one(by),
            "chart": _one(chart),
            "kind": _one(kind),
            "week": _one(week),
            "lang": _one(lang),
            **_about(figure, of or [], reader),
        }.items()
        if values
    }
    if out is None:
        raise UsageError("Say which file to write.", f"svodka chart {figure} -o FILE.png")
    if not out.parent.is_dir():
        raise UsageError(f"The folder {out.parent} does not exist.", "Make it first.")
    if out.exists() and not force:
        raise UsageError(f"{out} exists.", "Choose another name, or say --force.")
    answer = _write(context.obj, archive, figure, wanted, out, (size, title, subtitle, transparent))
    give(answer, as_json, lambda: typer.echo(f"{answer['title']}, {answer['period']}: {out}"))


def _listed() -> list[dict[str, str]]:
    from dashboard.exports.picture import KINDS as PICTURES
    from dashboard.figures.catalogue import FIGURES, TABLES
    from dashboard.figures.files import KINDS

    rows = []
    for name, make in FIGURES.items():
        kinds = [kind for kind in KINDS if name not in TABLES or kind not in PICTURES]
        rows.append({"name": name, "what": (make.__doc__ or "").split(".")[0], "files": " ".join(kinds)})
    return rows


def _write(
    workspace: Any, archive: Any, name: str, wanted: Mapping[str, Sequence[str]], out: Path, face: tuple[Any, ...]
) -> dict[str, Any]:
    from dashboard.figures import files
    from dashboard.figures.catalogue import FIGURES
    from data.lake.export import whole_or_not

    if name not in FIGURES:
        raise UsageError(f"There is no figure {name!r}.", f"Choose one of {', '.join(FIGURES)}.")
    suffix = out.suffix.lower().removeprefix(".")
    if suffix not in files.KINDS:
        raise UsageError(f"{out} does not say what to make.", f"Let it end in {', '.join(files.KINDS)}.")
    asked, lacks = context_over(workspace, archive, wanted)
    if lacks:
        said = ", ".join(lacks)
        raise UsageError(f"The archive has nothing for: {said}.", "Labels and names must be of this archive.")
    made = FIGURES[name](asked)
    content = files.made(made, suffix, asked.texts, files.Face(*face))
    whole_or_not(out, lambda scratch: scratch.write_bytes(content))
    told = ("title", "subject", "period", "caption", "filters", "articles", "data_date")
    return {"path": str(out), "figure": name, **{key: getattr(made, key) for key in told}}


def _of_link(link: str | None) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link).query) if link else {}


def _about(figure: str, of: Sequence[str], reader: Any) -> dict[str, list[str] | None]:
    """The parameters that say whom or what a figure is about."""
    if not of:
        return {}
    if figure in (*ONE_TOPIC, *SEVERAL_TOPICS):
        ids = _ids(of, _topic(reader)) or []
    elif figure in (*ONE_NAME, *SEVERAL_NAMES):
        ids = _ids(of, _name(reader)) or []
    else:
        raise UsageError(f"The figure {figure!r} is about no single topic or name.", "Filter by --topic or --name.")
    if figure in (*SEVERAL_TOPICS, *SEVERAL_NAMES):
        return {"show": ids}
    if len(ids) > 1:
        raise UsageError(f"The figure {figure!r} is about one, {len(ids)} are named.", "Name one.")
    return {"open": [f"{'topic' if figure in ONE_TOPIC else 'name'}:{ids[0]}"]}


def _ids(named: Sequence[str] | None, find: Callable[[str], str]) -> list[str] | None:
    return [find(each) for each in named] if named else None


def _topic(reader: Any) -> Callable[[str], str]:
    from analytics.one_topic import topic_named

    return lambda asked: topic_named(reader, asked)


def _name(reader: Any) -> Callable[[str], str]:
    from analytics.trends.answers import entity_named

    return lambda asked: entity_named(reader, asked)


def _one(value: str | None) -> list[str] | None:
    return [value] if value else None


def _days(key: str | None, end: int) -> list[str] | None:
    from analytics.trends.periods import bounds

    return [bounds(key)[end].isoformat()] if key else None
