"""`svodka weekly`: what moved in a week, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from commands.answering import Json, OfLevel, context_over, give, open_archive, print_table


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

    workspace, archive = context.obj, open_archive(context)
    reader = archive.reader(seconds=None, language=workspace.settings.interface)
    answer = weekly_answer(reader, week, workspace.settings.interface, level)
    asked, _ = context_over(workspace, archive, {"week": [answer["week"]], "level": [level]})
    answer |= _told(asked)
    give(answer, as_json, lambda: _say(answer, asked.texts))


def _told(asked: Any) -> dict[str, Any]:
    """The page's sentence and items, and the comments on what did not move."""
    from dashboard.figures.week_items import items_of
    from dashboard.figures.week_sentence import week_sentence

    found = items_of(asked)
    items = [
        {
            "id": item.id,
            "name": item.name,
            "kind": item.kind,
            "state": item.state,
            "place": item.place,
            "listed": item.is_listed,
            "within": item.into,
            "with_names": list(item.names),
            "said": item.said,
            **{key: item.numbers[key] for key in ("count", "before", "change_pp")},
            "comments": [each.text for each in item.comments],
        }
        for item in found.items
    ]
    left = [{"id": each.item, "name": label, "comment": each.text} for label, each in found.elsewhere]
    return {"sentence": week_sentence(found.week, asked.texts), "items": items, "other_comments": left}


def _say(answer: Mapping[str, Any], texts: Any) -> None:
    from analytics.trends.digest import LISTS

    typer.echo(answer["sentence"])
    for state in LISTS:
        moved = [item for item in answer["items"] if item["state"] == state and item["place"]]
        listed = [item for item in moved if item["listed"]]
        typer.echo(f"\n{texts.t(f'week.list.{state}')}")
        print_table(listed, ("name", "kind", "count", "before", "change_pp", "said"))
        for item in listed:
            _say_more(item, texts)
        if len(moved) > len(listed):
            typer.echo(texts.t("week.rest", n=len(moved) - len(listed)))
    for each in answer["other_comments"]:
        typer.echo(f"{each['name']}: {each['comment']}")


def _say_more(item: Mapping[str, Any], texts: Any) -> None:
    from dashboard.figures.week_items import with_names

    if names := item["with_names"]:
        typer.echo(f"{item['name']} {with_names(texts, names, len(names))}")
    for each in item["comments"]:
        typer.echo(f"{item['name']}: {each}")
