"""What an import of some files leaves in the archive: the whole way, for tests of single kinds."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.intake import ImportReport, import_paths
from data.lake import tables
from data.schema import ARTICLES
from data.settings import Workspace


@dataclass(frozen=True)
class Stored:
    """An import's report, the articles in the order of their ids' first rows, and the reasons of what was rejected."""

    report: ImportReport
    articles: pd.DataFrame
    reasons: list[str]

    @property
    def left_out(self) -> list[str]:
        """Reasons of what is no article, sorted."""
        return sorted(reason for _, reason in self.report.left_out)

    @property
    def rows(self) -> list[tuple[str, str, str | None]]:
        """Title, text and outlet of every article."""
        found = self.articles.astype(object).where(self.articles.notna(), None)
        return list(found[["title", "text", "outlet"]].itertuples(index=False, name=None))

    @property
    def days(self) -> list[str]:
        """Local days in Moscow, "" for none."""
        moments = self.articles["published_at"].dt.tz_convert("Europe/Moscow")
        return ["" if pd.isna(moment) else f"{moment:%Y-%m-%d}" for moment in moments]


def store(*paths: Path) -> Stored:
    """Import into a workspace of its own."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "workspace")
        report = import_paths(workspace, paths)
        rejected = [line for path in report.rejects for line in path.read_text(encoding="utf-8").splitlines()]
        reasons = [json.loads(line)["reason"] for line in rejected if line]
        return Stored(report, tables.read(workspace, ARTICLES), reasons)
