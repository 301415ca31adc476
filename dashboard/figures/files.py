"""A figure as a file: what "Save" gives and `svodka chart` writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.exports import picture, table
from dashboard.exports.names import file_name
from dashboard.figures.figure import Figure
from dashboard.texts import Texts, msgid
from data.errors import UsageError

Kind = Literal["png", "svg", "pdf", "csv", "xlsx"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MIME: dict[Kind, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Face:
    """What its reader wants of a picture.

    Attributes:
        place: what it is made for.
        title, subtitle: in the place of the figure's own; None: these.
        transparent: nothing behind it.
    """

    place: picture.Place = "page"
    title: str | None = None
    subtitle: str | None = None
    transparent: bool = False


def kinds(figure: Figure) -> tuple[Kind, ...]:
    """As what a figure can be saved: a table alone has no picture."""
    return tuple(kind for kind in KINDS if figure.draw is not None or kind not in picture.KINDS)


def name_of(figure: Figure, kind: Kind) -> str:
    """Its file's name, which tells it from those of other figures, filters and periods."""
    return file_name(figure.file_title, kind)


def made(figure: Figure, kind: Kind, texts: Texts, face: Face = Face()) -> bytes:
    """The file.

    Raises:
        UsageError: a picture of what is a table alone, or an unknown kind.
    """
    if kind == "csv":
        return table.csv_bytes(figure.table(), texts)
    if kind == "xlsx":
        plot = figure.plot() if figure.plot is not None else None
        return table.xlsx_bytes(figure.table(), texts, title=figure.title, about=about(figure, texts), plot=plot)
    if kind not in picture.KINDS:
        raise UsageError(f"A figure cannot be saved as {kind!r}.", f"Choose one of {', '.join(kinds(figure))}.")
    return picture.render(
        figure.drawn,
        kind,
        title=figure.title if face.title is None else face.title,
        subtitle=subtitle(figure) if face.subtitle is None else face.subtitle,
        notes=notes(figure, texts),
        size=picture.SIZES[face.place],
        transparent=face.transparent,
    )


def subtitle(figure: Figure) -> str:
    """Whom or what it is about, and when."""
    return " · ".join(part for part in (figure.subject, figure.period) if part)


def notes(figure: Figure, texts: Texts) -> list[str]:
    """What stands under a picture: what its numbers mean, what it leaves out, filters and n, the day of the data."""
    passing = texts.t("export.filters", filters=figure.filters, n=texts.plural("count.articles", figure.articles))
    return [
        part
        for part in (figure.caption, figure.left_out, passing, texts.t("export.data", date=figure.data_date))
        if part
    ]


def about(figure: Figure, texts: Texts) -> list[tuple[str, str]]:
    """The same as lines of a workbook's last sheet."""
    lines = {
        msgid("about.title"): figure.title,
        msgid("about.subject"): figure.subject,
        msgid("about.period"): figure.period,
        msgid("about.filters_label"): figure.filters,
        msgid("about.articles"): texts.number(figure.articles),
        msgid("about.meaning"): " ".join(part for part in (figure.caption, figure.left_out) if part),
        msgid("about.date_label"): figure.data_date,
    }
    return [(texts.t(key), said) for key, said in lines.items() if said]
