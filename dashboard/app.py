"""The dashboard's pages. Started by `svodka serve`, which runs `streamlit run` on this file."""

from __future__ import annotations

from dashboard.components import shell
from dashboard.views import add_articles, articles, mentions, name, overview, reprints, topic, topics, weekly

VIEWS = {
    "overview": overview.show,
    "weekly": weekly.show,
    "topics": topics.show,
    "topic": topic.show,
    "mentions": mentions.show,
    "name": name.show,
    "reprints": reprints.show,
    "articles": articles.show,
}


def main() -> None:
    """One run of the script: whichever page the address names, within the shell."""
    shell.run(VIEWS, add_articles.show)


if __name__ == "__main__":
    main()
