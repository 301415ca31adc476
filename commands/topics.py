"""`svodka topics`: themes, topics and stories, as the analysis found them and users say they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer

from commands.answering import Json, OfLevel, give, open_reader, print_table, records
from commands.edits import Author, add_ways_back, author_of, print_log, say_made
from data.errors import NothingToAnswer, UsageError
from data.filter import Filter

app = typer.Typer(invoke_without_command=True)
edit_app = typer.Typer(help="Say otherwise than the analysis; pages and exports follow at once.", no_args_is_help=True)
app.add_typer(edit_app, name="edit")
Topic = Annotated[str, typer.Argument(help="A theme, topic or story: its label or its id.")]
Words = Annotated[list[str] | None, typer.Option("--word", help="A word of its articles. May be repeated.")]
Articles = Annotated[list[str] | None, typer.Option("--article", help="An article's id or address. May be repeated.")]


@app.callback()
def topics(context: typer.Context, level: OfLevel = "topic", as_json: Json = False) -> None:
    """List the themes, topics or stories of the archive, pinned ones first, then the largest; of more than 50,000 the
    largest. With a command below: say how they ought to be.
    """
    if context.invoked_subcommand is not None:
        return
    from analytics.trends.answers import linked_ids
    from analytics.trends.shares import share
    from data.lake import counts
    from data.lake.archive import MOST_ROWS

    reader = open_reader(context)
    found = counts.top_topics(reader, Filter(), "articles", MOST_ROWS, level)
    above = counts.topics_of(reader, found["parent_id"].dropna().unique()).set_index("topic_id")["label"]
    found = found.rename(columns={"count": "articles"}).assign(parent=found["parent_id"].map(above))
    found["share"] = share(found["articles"], found["base"])
    found["linked"] = linked_ids(reader, found["topic_id"])
    found["edited"] = found["topic_id"].map(counts.edited_topics(reader)).astype("Int64")
    rows = records(found, "topic_id language label parent_id parent keywords articles share linked pinned edited")
    columns = ("language", "label", "parent", "articles", "share", "edited")
    empty = {name for name, there in (("parent", above.size), ("edited", found["edited"].notna().any())) if not there}
    give(rows, as_json, lambda: print_table(rows, [name for name in columns if name not in empty]))


@edit_app.command("rename")
def rename_topic(
    context: typer.Context,
    topic: Topic,
    name: Annotated[str, typer.Argument(help="What it is called.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Call a theme, topic or story otherwise."""
    _edit(context, author, as_json, lambda of: {"what": "rename", "topic": of(topic), "name": name})


@edit_app.command("merge")
def merge_topics(
    context: typer.Context, topic: Topic, into: Topic, author: Author = None, as_json: Json = False
) -> None:
    """Make two of one level and language one: the first is read as the second."""
    _edit(context, author, as_json, lambda of: {"what": "merge", "topic": of(topic), "into": of(into)})


@edit_app.command("hide")
def hide_topic(context: typer.Context, topic: Topic, author: Author = None, as_json: Json = False) -> None:
    """Count its articles as in no topic; how many these are is said."""
    _edit(context, author, as_json, lambda of: {"what": "hide", "topic": of(topic)})


@edit_app.command("pin")
def pin_topic(context: typer.Context, topic: Topic, author: Author = None, as_json: Json = False) -> None:
    """Have lists begin with it."""
    _edit(context, author, as_json, lambda of: {"what": "pin", "topic": of(topic)})


@edit_app.command("note")
def note_topic(
    context: typer.Context,
    topic: Topic,
    text: Annotated[str, typer.Argument(help="What stands beside it.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Write a note on it, in the place of an earlier one."""
    _edit(context, author, as_json, lambda of: {"what": "note", "topic": of(topic), "text": text})


@edit_app.command("same")
def same_topic(
    context: typer.Context, topic: Topic, other: Topic, author: Author = None, as_json: Json = False
) -> None:
    """Say that a topic is the one that it was before topics were found anew, see `svodka topics doubts`."""
    _edit(context, author, as_json, lambda of: {"what": "same", "topic": of(topic), "into": of(other)})


@edit_app.command("goes-on")
def topic_goes_on(
    context: typer.Context, topic: Topic, into: Topic, author: Author = None, as_json: Json = False
) -> None:
    """Say that a topic goes on in another since topics were found anew: its id, and what was said of it, lead there."""
    _edit(context, author, as_json, lambda of: {"what": "goes_on", "topic": of(topic), "into": of(into)})


@edit_app.command("move")
def move_articles(
    context: typer.Context,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE|URL...", help="Articles: ids or addresses.")],
    into: Annotated[str | None, typer.Option(help="The topic that they are of: its label or its id.")] = None,
    nowhere: Annotated[bool, typer.Option("--nowhere", help="They are of no topic.")] = False,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Say of which topic articles are, or that they are of none."""
    if (into is None) != nowhere:
        raise UsageError("Say where to move the articles.", "--into TOPIC, or --nowhere.")

    def content(of: Callable[[str], str]) -> dict[str, Any]:
        return {"what": "move", "articles": _ids(context, articles), **({"into": of(into)} if into else {})}

    _edit(context, author, as_json, content)


@edit_app.command("split")
def split_topic(
    context: typer.Context,
    topic: Topic,
    name: Annotated[str, typer.Argument(help="What is parted is called so.")],
    word: Words = None,
    article: Articles = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Have the next analysis part a theme or topic: what is like these words or articles is another."""
    said = {"words": word or [], "articles": _ids(context, article or [])}
    _edit(context, author, as_json, lambda of: {"what": "split", "topic": of(topic), "name": name, **said})


@edit_app.command("guide")
def guide_topic(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is called.")],
    level: OfLevel = "topic",
    word: Words = None,
    phrase: Annotated[list[str] | None, typer.Option(help="A phrase of its articles. May be repeated.")] = None,
    article: Articles = None,
    language: Annotated[str | None, typer.Option(help="Of this language alone, such as ru.")] = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Have the next analysis find a theme or topic that you describe."""
    said = {"words": word or [], "phrases": phrase or [], "articles": _ids(context, article or [])}
    told = {"language": language} if language else {}
    _edit(context, author, as_json, lambda _: {"what": "guide", "name": name, "level": level, **said, **told})


@edit_app.command("answer")
def answer_topic(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(help="The id of what you described or parted, such as edit-7.")],
    article: Annotated[str, typer.Argument(help="An article's id or address.")],
    belongs: Annotated[bool, typer.Option("--belongs/--does-not", help="Whether the article is of it.")],
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Say whether an article is of a topic that you described, for the next analysis."""
    said = {"topic": topic, "article": _ids(context, [article])[0], "belongs": belongs}
    _edit(context, author, as_json, lambda _: {"what": "answer", **said})


@app.command("doubts")
def topics_doubts(context: typer.Context, as_json: Json = False) -> None:
    """List the topics that lost nearly as many articles to another as stayed when topics were found anew."""
    from data.lake import counts

    reader = open_reader(context)
    found = counts.doubtful_topics(reader)
    labels = counts.topics_of(reader, [*found["topic_id"], *found["other_id"]]).set_index("topic_id")["label"]
    found["topic"], found["other"] = found["topic_id"].map(labels), found["other_id"].map(labels)
    found["happened_at"] = found["happened_at"].astype("str")
    rows = records(found, "happened_at level topic_id topic stayed other_id other went")
    give(rows, as_json, lambda: print_table(rows, ("topic_id", "topic", "stayed", "other_id", "other", "went")))


@app.command("ask")
def ask(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the edit that makes the topic.")],
    as_json: Json = False,
) -> None:
    """List the articles of which it is least sure whether they are of a topic that you described or parted."""
    from data.lake import counts

    found = counts.asked(open_reader(context), number)
    if found.empty:
        raise NothingToAnswer(
            f"Nothing is asked of edit {number}.", "`svodka topics log` says which edits make a topic, and which wait."
        )
    rows = records(found, "article_id title outlet published_at topic_id score belongs why")
    give(rows, as_json, lambda: _say_asked(rows, number))


def _say_asked(rows: list[dict[str, Any]], number: int) -> None:
    said = [{**row, "score": f"{row['score']:.2f}", "why": ", ".join(row["why"])} for row in rows]
    print_table(said, ("article_id", "title", "outlet", "belongs", "score", "why"))
    typer.echo(f"Answer by: svodka topics edit answer edit-{number} ARTICLE --belongs (or --does-not)")


@app.command("log")
def topics_log(context: typer.Context, as_json: Json = False) -> None:
    """List every edit of topics, with its number and who made it."""
    from data.lake.topic_edits import made, making, waiting
    from data.state import edits
    from data.state.editions import latest

    edition, log = latest(context.obj), edits.log(context.obj)
    idle = open_reader(context).idle_edits() if log else frozenset()
    yet = {each.number for each in log if each.number in idle and each.content.get("topic") in made(log)}
    later = waiting(log, edition.looked_for if edition else 0) | yet
    told = {each["edit"]: each["says"] for each in (edition.totals.get("guided", ()) if edition else ())}
    held = set(making(log)) - later
    said = {number: f"in force: {says}" for number, says in told.items() if says and number in held}
    gone = {**said, **dict.fromkeys(idle - yet, "waits: its topic is gone")}
    print_log(context.obj, "topic", as_json, later=later, without_effect=gone)


def _make(*wanted: Any) -> Any:
    from data.lake.topic_editing import edit_topics

    return edit_topics(*wanted)


add_ways_back(app, "topic", _make)


def _edit(
    context: typer.Context, author: str | None, as_json: bool, content: Callable[[Callable[[str], str]], dict[str, Any]]
) -> None:
    """Make one edit; `content` is given what finds a topic by its label, see `topic_named`."""
    from analytics.trends.answers import topic_named
    from data.lake.topic_edits import LATER

    (made,) = _make(context.obj, [content(partial(topic_named, open_reader(context)))], author_of(author))
    say_made(made, as_json, later=made.content["what"] in LATER)


def _ids(context: typer.Context, articles: list[str]) -> list[str]:
    """The ids of articles that are named by their ids or addresses."""
    from analytics.trends.copies import article_named

    reader = open_reader(context) if articles else None
    return [article_named(reader, each) for each in articles]
