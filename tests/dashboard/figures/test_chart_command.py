"""`svodka chart`: what cannot be made is told in a sentence, and nothing is left out without a word."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.figures.catalogue import FIGURES
from data.errors import SvodkaError
from data.settings import Workspace
from svodka import app

LONG = "Очень длинное имя темы " * 9


@pytest.fixture
def archive(archive_of) -> Workspace:
    day = datetime(2018, 1, 8, 12, tzinfo=UTC)
    names = [("НАТО", "organisation")]
    rows = [
        {"title": f"НАТО {n}", "text": f"НАТО обсуждает {n}", "published_at": day, "outlet": "ТАСС", "topic": topic}
        | {"names": names}
        for n, topic in enumerate([LONG, LONG, "Санкции"])
    ]
    return archive_of(rows)


def chart(workspace: Workspace, *options: object) -> str:
    done = CliRunner().invoke(app, ["--workspace", str(workspace.root), "chart", *map(str, options)])
    if isinstance(done.exception, SvodkaError):
        return f"{done.exception} {done.exception.hint}"
    assert done.exit_code == 0, done.output
    return done.output


def test_without_a_name_every_figure_is_listed_with_its_files(workspace):
    said = chart(workspace)
    assert all(name in said for name in FIGURES)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["nosuch", "-o", "x.png"], "There is no figure 'nosuch'. Choose one of volume, topics"),
        (["volume"], "Say which file to write. svodka chart volume -o FILE.png"),
        (["volume", "-o", "x.gif"], "does not say what to make"),
        (["largest-names", "-o", "x.png"], "has no picture. Choose csv or xlsx."),
        (["volume", "-o", "nosuch/x.png"], "The folder nosuch does not exist"),
        (["volume", "-o", "x.png", "--language", "de"], "The archive has nothing for: language."),
        (["topics", "-o", "x.png", "--of", "Нет такой"], "No topic is called"),
        (["mentions", "-o", "x.png", "--of", "Нетакого"], "No person, organisation or place is named"),
        (["reprints", "-o", "x.png", "--of", "НАТО"], "is about no single topic or name"),
        (["topic", "-o", "x.png", "--of", "Санкции", "--of", LONG], "is about one, 2 are named"),
        (["volume", "-o", "x.png", "--link", "http://x/?from=2018-01-01&nosuch=1"], "nothing for: nosuch"),
        (
            ["volume", "-o", "x.png", "--link", "http://x/?" + "&".join(f"topic=t{n}" for n in range(900))],
            "nothing for: topic",
        ),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_leaves_no_file(archive, tmp_path, monkeypatch, options, said):
    monkeypatch.chdir(tmp_path)
    assert said in chart(archive, *options)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(archive, tmp_path):
    there = tmp_path / "x.csv"
    there.write_text("mine")
    assert "exists" in chart(archive, "volume", "-o", there)
    assert there.read_text() == "mine"
    chart(archive, "volume", "-o", there, "--force")
    assert there.read_text() != "mine"


def test_a_folder_that_cannot_be_written_is_told(archive, tmp_path, monkeypatch):
    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refused)  # root may write everywhere
    assert "cannot be written" in chart(archive, "volume", "-o", tmp_path / "x.png")
    assert not list(tmp_path.glob("*x.png*"))


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv", "xlsx"])
def test_a_figure_without_data_and_a_name_of_two_hundred_letters(archive, tmp_path, kind):
    for name, options in (("topic", ["--of", LONG]), ("volume", ["--from", "2018-01-08", "--words", "нетакогослова"])):
        out = tmp_path / f"{name}.{kind}"
        chart(archive, name, "-o", out, *options)
        assert out.stat().st_size > 0


def test_a_pages_address_gives_its_figure(archive, tmp_path):
    link = "http://localhost:8501/topics?as=count&chart=lines&from=2018-01-01"
    chart(archive, "topics", "-o", tmp_path / "link.svg", "--link", link)
    chart(archive, "topics", "-o", tmp_path / "own.svg", "--as", "count", "--chart", "lines", "--from", "2018-01-01")
    assert (tmp_path / "link.svg").read_text() == (tmp_path / "own.svg").read_text()
