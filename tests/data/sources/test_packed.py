"""Packed files and archives: what they hold is read, and none of them can harm."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import random
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UsageError
from data.intake import ImportOptions, import_paths
from data.settings import Workspace
from data.sources.kinds import source_of
from data.sources.packed import Packed
from tests.data.sources.stored import store
from tests.data.sources.test_documents import ARTICLE, BODY, HEAD, pdf, rtf, word
from tests.data.sources.test_feed import RSS
from tests.data.sources.test_web_archive import RECORDS, warc

CSV = "title,text,date\nА,Раз,2024-01-15 10:30\nБ,Два,2024-01-16 00:00\n".encode()
JSONL = '{"title": "В", "text": "Три"}\n'.encode()
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": lambda data: bz2.compress(data, 1),
    ".xz": lambda data: lzma.compress(data, preset=0),
}


@pytest.fixture(autouse=True)
def no_trace(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """Whatever happens, nothing unpacked stays behind."""
    folder = tmp_path_factory.mktemp("unpacked")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def titles(path: Path) -> list[str]:
    return sorted(title for title, _, _ in store(path).rows)


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("inner", ["a.csv", "a.CSV", "a", "a.20240115", "a.csv.2024"])
def test_a_packed_table(tmp_path: Path, ending: str, inner: str) -> None:
    path = put(tmp_path, inner + ending, PACKERS[ending](CSV))
    found = store(path)
    assert [row[:2] for row in found.rows] == [("А", "Раз"), ("Б", "Два")]
    assert {file for file in found.report.columns if Path(file).name == path.name}
    assert ["date_only" in flags for flags in found.articles["flags"]] == [False, True]


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("a.json.gz", b'[{"title": "J", "text": "x"}]', "J"),
        ("a.docx.gz", word(HEAD + BODY), ARTICLE[0]),
        ("export.gz", word(HEAD + BODY), ARTICLE[0]),
        ("export.gz", rtf(HEAD + BODY), ARTICLE[0]),
        ("export.gz", pdf(HEAD + BODY), ARTICLE[0]),
        ("export.gz", RSS.format(encoding="utf-8").encode(), "Газ & нефть"),
        ("export.gz", b'{"title": "J", "text": "x"}\n', "J"),
        ("export.gz", "\n".join(HEAD + BODY).encode(), ARTICLE[0]),
        ("export.gz", zipped({"a.csv": CSV}), "А"),
        ("export.xz", warc(*RECORDS, packed=True), "Саммит открылся, выпуск 1"),
    ],
)
def test_what_has_no_ending_within_is_told_by_its_content(tmp_path: Path, name: str, data: bytes, title: str) -> None:
    path = put(tmp_path, name, PACKERS[Path(name).suffix](data))
    assert store(path).rows[0][0] == title


def test_the_cases_of_packed_tables(cases: Path) -> None:
    folder = cases / "files" / "21-compressed"
    plain = store(folder / "lenta.csv").rows
    assert len(plain) == 4
    for name in ("archive.zip", "lenta.csv.bz2", "lenta.csv.gz"):
        assert store(folder / name).rows == plain
    found = store(folder)
    assert (found.report.stored, found.report.duplicates, found.report.rejected) == (4, 12, 0)


def test_an_archive_of_many_kinds(tmp_path: Path) -> None:
    members = {
        "в папке/таблица.csv": CSV,
        "b.jsonl.gz": gzip.compress(JSONL),
        "c.docx": word(HEAD + BODY),
        "photo.jpg": b"\xff\xd8",
        "dump.sqlite": b"x",
        "__MACOSX/._c.docx": b"x",
        ".DS_Store": b"x",
        "empty/": b"",
        "broken.parquet": b"x",
    }
    path = put(tmp_path, "a.zip", zipped(members))
    found = store(path)
    assert sorted(title for title, _, _ in found.rows) == sorted(["А", "Б", "В", ARTICLE[0]])
    assert dict(found.report.left_out) == {
        (f"{path}/photo.jpg", "is of no kind that can be imported"): 1,
        (
            f"{path}/dump.sqlite",
            "is of no kind that can be imported. Export the table with the articles as CSV or JSONL",
        ): 1,
    }
    (reason,) = found.reasons
    assert reason.startswith(f"{path}/broken.parquet cannot be read as Parquet")
    assert f"{path}/в папке/таблица.csv" in found.report.columns


def test_names_of_old_russian_archives(tmp_path: Path) -> None:
    data = zipped({"qqqqq.csv": CSV}).replace(b"qqqqq", "архив".encode("cp866"))
    found = store(path := put(tmp_path, "a.zip", data))
    assert f"{path}/архив.csv" in found.report.columns


def test_parts_are_read_one_after_the_other_and_progress_grows(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zipped({f"{n}.csv": CSV.replace("А".encode(), str(n).encode()) for n in range(4)}))
    seen: list[int] = []
    workspace = Workspace(tmp_path / "w")
    import_paths(workspace, [path], progress=lambda _file, done, _total: seen.append(done))
    assert seen == sorted(seen)
    assert len(set(seen)) == 4


def test_a_dry_run_shows_what_is_within(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zipped({"a.csv": CSV, "b.jsonl": JSONL}))
    report = import_paths(Workspace(tmp_path / "w"), [path], ImportOptions(dry_run=True))
    assert [(Path(row["file"]).name, row["title"]) for row in report.preview] == [
        ("a.csv", "А"),
        ("a.csv", "Б"),
        ("b.jsonl", "В"),
    ]


# ------------------------------------------------------------------------------------------------------ hostile input


def bomb(size: int) -> bytes:
    return zipped({"a.csv": b"title,text\n" + bytes(size)})


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs of 5 MB are enough."""
    monkeypatch.setattr("data.sources.packed.SMALL", 1_000_000)


@pytest.mark.usefixtures("small")
def test_a_bomb_is_refused(tmp_path: Path) -> None:
    data = bomb(5_000_000)
    assert len(data) < 60_000
    with pytest.raises(UsageError, match=r"a.zip/a.csv has [\d,]+ bytes packed and over [\d,]+ unpacked"):
        store(put(tmp_path, "a.zip", data))
    for ending, pack in PACKERS.items():
        with pytest.raises(UsageError, match=r"a.csv\.\w+ has [\d,]+ bytes packed and over [\d,]+ unpacked"):
            store(put(tmp_path, f"a.csv{ending}", pack(bytes(5_000_000))))


@pytest.mark.usefixtures("small")
def test_a_bomb_within_an_archive_costs_itself_alone(tmp_path: Path) -> None:
    inner = gzip.compress(bytes(5_000_000))
    found = store(put(tmp_path, "a.zip", zipped({"a.csv": CSV, "b.csv.gz": inner, "c.jsonl": JSONL})))
    assert len(found.rows) == 3
    assert "unpacked, which no texts have" in found.reasons[0]


def test_an_archive_that_states_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """Its directory states 5 GB; nothing of it is written."""
    data = bytearray(zipped({"a.csv": CSV, "b.csv": CSV}))
    for place in (data.find(b"PK\x01\x02"), data.rfind(b"PK\x01\x02")):
        data[place + 24 : place + 28] = struct.pack("<I", 2_500_000_000)
    with pytest.raises(UsageError, match="unpacks to 5,000,000,000 bytes; 4,000,000,000 may be"):
        store(put(tmp_path, "a.zip", bytes(data)))


def test_archives_within_archives_end_at_two(tmp_path: Path) -> None:
    two = zipped({"b.zip": zipped({"c.csv": CSV})})
    assert titles(put(tmp_path, "a.zip", two)) == ["А", "Б"]
    three = zipped({"a.zip": two, "x.jsonl": JSONL})
    found = store(put(tmp_path, "a.zip", three))
    assert [title for title, _, _ in found.rows] == ["В"]
    assert "lies in 2 archives, one within the other; 1 may be" in found.reasons[0]
    with pytest.raises(UsageError, match=r"is damaged or is no CSV: its bytes are those of \.gz"):
        store(put(tmp_path, "b.csv.gz", gzip.compress(gzip.compress(CSV))))
    with pytest.raises(UsageError, match="lies in 2 archives"):
        store(put(tmp_path, "b.gz", gzip.compress(gzip.compress(gzip.compress(CSV)))))


def test_an_archive_of_itself_ends(tmp_path: Path) -> None:
    data = CSV
    for _ in range(50):
        data = zipped({"a.zip": data})
    with pytest.raises(UsageError, match="lies in 2 archives"):
        store(put(tmp_path, "a.zip", data))


def encrypted(data: bytes) -> bytes:
    """An archive that says of its members that they are encrypted."""
    changed = bytearray(data)
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(magic)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(magic, at + 4)
    return bytes(changed)


def test_an_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is protected with a password"):
        store(put(tmp_path, "a.zip", encrypted(zipped({"a.csv": CSV, "b.csv": CSV}))))


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "a/../../evil.csv"])
def test_members_never_leave_their_archive(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert titles(put(folder, "a.zip", zipped({name: CSV}))) == ["А", "Б"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / "a.zip"]


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.sources.packed.MEMBERS", 3)
    with pytest.raises(UsageError, match="holds 4 files; 3 may be"):
        store(put(tmp_path, "a.zip", zipped({f"{n}.csv": CSV for n in range(4)})))


def test_very_many_files_of_other_kinds_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.sources.packed._NAMED", 2)
    members = {f"{n}.jpg": b"x" for n in range(6)}
    found = store(put(tmp_path, "a.zip", zipped({"a.csv": CSV, **members})))
    assert found.report.left_out.total() == 6
    assert len(found.report.left_out) == 3


@pytest.mark.parametrize("ending", PACKERS)
def test_a_stream_cut_in_the_middle_keeps_what_lies_before(tmp_path: Path, ending: str) -> None:
    noise = random.Random(1)
    rows = "".join(f"Новость {n},{noise.randbytes(1_500).hex()}\n" for n in range(200))
    data = PACKERS[ending](f"title,text\n{rows}".encode())
    found = store(put(tmp_path, f"a.csv{ending}", data[: len(data) * 3 // 4]))
    assert 50 < found.report.stored < 200
    assert found.reasons[-1].startswith("the packed file breaks off after ")


def test_a_damaged_member_costs_itself_alone(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.csv": CSV, "b.jsonl": JSONL}, zipfile.ZIP_STORED))
    at = data.find("Раз".encode())
    data[at] ^= 1
    found = store(put(tmp_path, "a.zip", bytes(data)))
    assert [title for title, _, _ in found.rows] == ["В"]
    assert "a.csv is damaged" in found.reasons[0]


@pytest.mark.parametrize("name", ["a.zip", "a.csv.gz", "a.csv.bz2", "a.csv.xz", "a.gz"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04dummy", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"title,text\n"])
def test_what_is_not_packed_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(UsageError, match="is damaged or is no "):
        store(put(tmp_path, name, data))


def test_an_archive_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no file"):
        store(put(tmp_path, "a.zip", zipped({"__MACOSX/x.csv": CSV, "d/": b""})))
    with pytest.raises(UsageError, match="holds no file that can be imported"):
        store(put(tmp_path, "a.zip", zipped({"a.jpg": b"x"})))


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.7z", "a.rar", "a.csv.zst"])
def test_other_archives_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is of no kind that can be imported") as refused:
        store(put(tmp_path, name, gzip.compress(b"x" * 2_000)))
    assert refused.value.hint == "Unpack it and import the folder, or pack it as .zip."


def test_a_broken_archive_in_a_folder_costs_itself_alone(tmp_path: Path) -> None:
    put(tmp_path, "a.zip", b"PK\x03\x04dummy")
    put(tmp_path, "b.csv", CSV)
    found = store(tmp_path)
    assert (found.report.stored, found.report.rejected) == (2, 1)


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.sources.packed.unpack", full)
    with pytest.raises(UsageError, match="No space left on device"):
        store(put(tmp_path, "a.zip", zipped({"a.csv": CSV})))


GOOD = zipped({"a.csv": CSV, "b.csv.gz": gzip.compress(CSV, mtime=0)})


@given(
    st.sampled_from([GOOD, gzip.compress(CSV, mtime=0), bz2.compress(CSV), lzma.compress(CSV), b""]),
    st.integers(0, 400),
    st.binary(max_size=8),
    st.integers(0, 8),
)
@settings(deadline=None)
def test_any_damage_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, place: int, change: bytes, lost: int
) -> None:
    for name in ("any.zip", "any.gz"):
        path = put(tmp_path_factory.getbasetemp(), name, data[:place] + change + data[place + lost :])
        source = source_of(path, {})
        assert isinstance(source, Packed)
        for part in source.parts():
            with contextlib.suppress(UsageError):
                list(part.rows())
