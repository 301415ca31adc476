"""Words of a workbook that the command line writes, in the language of the interface."""

from __future__ import annotations

from dashboard.exports.table import counted
from dashboard.texts import Texts
from data.lake.export import Exported, Labels
from data.settings import Settings


def labels(settings: Settings) -> Labels:
    """Names of its sheets; the second says which table it is, in which zone, and what is not in it."""
    texts = Texts(settings.interface)

    def lines(done: Exported) -> list[tuple[str, str]]:
        said = [
            (texts.t("about.table_label"), done.table),
            (texts.t("about.zone_label"), texts.t("about.zone", zone=settings.zone)),
            *counted(texts, shown=done.rows, total=done.rows + done.cut_rows, cut=done.cut_cells),
        ]
        if done.not_analysed:
            left = texts.plural("about.not_analysed", done.not_analysed)
            said.append((texts.t("about.not_analysed_label"), left))
        return said

    return Labels(texts.t("export.sheet"), texts.t("export.about"), lines)
