"""`svodka topics`: themes, topics and stories."""

from __future__ import annotations

import typer

from commands.answering import Json, OfLevel, give, open_reader, print_table, records
from data.filter import Filter

app = typer.Typer(invoke_without_command=True)


@app.callback()
def topics(context: typer.Context, level: OfLevel = "topic", as_json: Json = False) -> None:
    """List the themes, topics or stories of the archive, largest first; of more than 50,000 the largest."""
    if context.invoked_subcommand is not None:
        return
    from analytics.trends.answers import linked_ids
    from data.lake import counts
    from data.lake.archive import MOST_ROWS

    reader = open_reader(context)
    found = counts.top_topics(reader, Filter(), "articles", MOST_ROWS, level)
    above = counts.topics_of(reader, found["parent_id"].dropna().unique()).set_index("topic_id")["label"]
    found = found.rename(columns={"count": "articles"}).assign(parent=found["parent_id"].map(above))
    found["share"] = found["articles"] / found["base"]
    found["linked"] = linked_ids(reader, found["topic_id"])
    rows = records(found, "topic_id language label parent_id parent keywords articles share linked")
    columns = ("language", "label", "parent", "articles", "share")
    give(rows, as_json, lambda: print_table(rows, [name for name in columns if name != "parent" or above.size]))
