"""Word, RTF, PDF and Markdown documents, from file to archive."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

from data.errors import UsageError
from tests.data.sources.stored import store

HEAD = ["Саммит НАТО открылся", "Источник: Вестник", "https://vestnik.example/1", "8 января 2018, 19:27"]
BODY = ["В Брюсселе начался саммит.", "Второй день отведён переговорам."]
ARTICLE = ("Саммит НАТО открылся", "В Брюсселе начался саммит.\nВторой день отведён переговорам.", "Вестник")
DIGEST = [
    "Документ 1 из 2", "Вестник", "15.01.2024", "Газ обсудили", "", "Министры встретились.",
    "Документ 2 из 2", "Вестник", "16.01.2024", "Учения НАТО", "", "Альянс проведёт учения.",
]  # fmt: skip
ARTICLES = [("Газ обсудили", "Министры встретились.", "Вестник"), ("Учения НАТО", "Альянс проведёт учения.", "Вестник")]


def rtf(lines: list[str], extra: str = "") -> bytes:
    """An RTF document; Cyrillic letters as the code page's hexadecimals, as Word writes them."""
    written = [
        "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in line.encode("cp1251")) for line in lines
    ]
    return (
        r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fswiss\fcharset204 Arial;}{\f1\fcharset0 Times;}}"
        rf"{{\info{{\title No title}}}}\f0 {extra}" + "".join(rf"\pard {line}\par" + "\n" for line in written) + "}"
    ).encode("ascii")


def pdf(*pages: list[str]) -> bytes:
    """A PDF with a font of its own letters: a code each, told by a table to Unicode, as office programs embed them."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    code = {letter: number + 1 for number, letter in enumerate(letters)}
    table = "\n".join(f"<{code[letter]:02X}> <{ord(letter):04X}>" for letter in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(letters)} beginbfchar\n{table}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    count = len(pages)
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(count))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /TrueType /BaseFont /F /ToUnicode 4 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for n, lines in enumerate(pages):
        shown = " ".join(f"<{''.join(f'{code[letter]:02X}' for letter in line)}> Tj T*" for line in lines)
        drawn = f"BT /F1 12 Tf 14 TL 50 780 Td {shown} ET"
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {6 + 2 * n} 0 R >>"
        )
        bodies.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table_at = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n".encode()


def word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("name", "make"), [("a.docx", word), ("a.rtf", rtf), ("a.pdf", pdf)])
def test_a_document_is_an_article(tmp_path: Path, name: str, make) -> None:
    found = store(put(tmp_path, name, make(HEAD + BODY)))
    assert found.rows == [ARTICLE]
    assert list(found.articles["url"]) == ["https://vestnik.example/1"]
    assert f"{found.articles['published_at'][0]:%Y-%m-%d %H:%M}" == "2018-01-08 16:27"
    assert (found.report.read, found.report.stored, found.reasons) == (1, 1, [])


@pytest.mark.parametrize(("name", "make"), [("a.docx", word), ("a.rtf", rtf), ("a.pdf", pdf)])
def test_a_document_of_many_articles_is_parted(tmp_path: Path, name: str, make) -> None:
    found = store(put(tmp_path, name, make(DIGEST)))
    assert found.rows == ARTICLES
    assert found.days == ["2024-01-15", "2024-01-16"]


@pytest.mark.parametrize(("name", "make"), [("a.docx", word), ("a.rtf", rtf), ("a.pdf", pdf)])
def test_a_document_without_text_is_refused(tmp_path: Path, name: str, make) -> None:
    with pytest.raises(UsageError, match="there is no text in"):
        store(put(tmp_path, name, make([])))


# ------------------------------------------------------------------------------------------------------------- Word


def test_docx_headings_part_a_digest(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Дайджест", 0)
    for n in (5, 6):
        document.add_heading(f"Новость {n}", 2)
        document.add_paragraph(f"Вестник, 1{n}.01.2024")
        document.add_paragraph(f"Текст {n}.")
    found = store(put(tmp_path, "a.docx", saved(document)))
    assert found.rows == [(f"Новость {n}", f"Текст {n}.", "Вестник") for n in (5, 6)]
    assert found.left_out == ["is the head of a download, before its first article"]


def test_docx_tables_of_articles(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Мониторинг за день")
    table = document.add_table(rows=0, cols=4)
    for row in (("Дата", "Источник", "Заголовок", "Текст"), ("15.01.2024", "Вестник", "А", "Раз"), ("", "", "", "")):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    found = store(put(tmp_path, "a.docx", saved(document)))
    assert found.rows == [("А", "Раз", "Вестник")]
    assert found.left_out == ["is text beside a table of articles"]


def test_docx_text_in_form_fields_tracked_changes_and_plain_tables_is_kept(tmp_path: Path) -> None:
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "В ячейке."
    data = saved(document)
    extra = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>В поле.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:ins><w:r><w:t>Добавлено</w:t></w:r></w:ins><w:del><w:r><w:delText>Убрано</w:delText></w:r></w:del>"
        "<w:r><w:br/><w:t>и дальше.</w:t></w:r></w:p>"
    )
    found = store(put(tmp_path, "a.docx", replaced(data, "</w:tbl>", f"</w:tbl>{extra}")))
    assert found.rows == [("Саммит НАТО открылся", "В ячейке.\nВ поле.\nДобавлено\nи дальше.", "Вестник")]


def replaced(package: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """A package with something in one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            after.writestr(name, data)
    return out.getvalue()


def test_docx_dates_of_the_file_are_no_dates_of_publication(tmp_path: Path) -> None:
    found = store(put(tmp_path, "a.docx", word(["Заголовок", "Текст."])))
    assert found.days == [""]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("declared", [LAUGHS, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'])
def test_docx_with_xml_entities_is_refused(tmp_path: Path, declared: str) -> None:
    data = replaced(word(["Заголовок"]), "<w:document", f"{declared}<w:document")
    with pytest.raises(UsageError, match="declares XML entities"):
        store(put(tmp_path, "a.docx", data))


def test_docx_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    data = replaced(word(["Заголовок"]), "</w:body>", " " * 30_000_000 + "</w:body>")
    assert len(data) < 200_000
    with pytest.raises(UsageError, match="more than a document holds"):
        store(put(tmp_path, "a.docx", data))


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)


def test_docx_with_a_password_and_doc_under_its_name_are_refused(tmp_path: Path) -> None:
    """Office puts an encrypted document into the container that .doc files have, as a stream of this name."""
    with pytest.raises(UsageError, match="is protected with a password"):
        store(put(tmp_path, "a.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(500)))
    with pytest.raises(UsageError, match=r"is a \.doc of before 2007"):
        store(put(tmp_path, "a.docx", COMPOUND))


# -------------------------------------------------------------------------------------------------------------- RTF


def test_rtf_embedded_objects_and_pictures_are_dropped(tmp_path: Path) -> None:
    """`\\bin` is followed by raw bytes, here braces and commands that would end or change the text."""
    secret = rb"}}\par TOTALLY \u1234? "
    objects = (
        rb"{\object\objemb{\*\objclass Package}{\*\objdata 01050000" + b"4d5a9000" * 500 + rb"}{\result shown}}"
        rb"{\*\shppict{\pict\pngblip\bin" + str(len(secret)).encode() + b" " + secret + rb"}}"
    )
    data = rtf(HEAD + BODY).replace(rb"\pard", objects + rb"\pard", 1)
    assert store(put(tmp_path, "a.rtf", data)).rows == [ARTICLE]


def test_rtf_letters_as_numbers(tmp_path: Path) -> None:
    """How programs other than Word write them: a number of Unicode, then a sign for readers that know none."""
    letters = "".join(rf"\u{ord(letter)}?" for letter in "Саммит – да")
    path = put(tmp_path, "a.rtf", (r"{\rtf1\ansi\ansicpg1252\uc1 " + letters + r"\par\pard Text\line more}").encode())
    assert store(path).rows == [("Саммит – да", "Text\nmore", None)]


def test_rtf_links_of_a_long_line_do_not_run_away(tmp_path: Path) -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "https://x.example/1"}}{\fldrslt{word}}} '
    found = store(
        put(tmp_path, "a.rtf", rtf(["Заголовок"], "").replace(rb"\par" + b"\n", rb"\par " + (link * 3_000).encode()))
    )
    assert found.articles["text"][0].startswith("word word word")
    assert "https" not in found.articles["text"][0]


def test_rtf_font_table_without_end_does_not_run_away(tmp_path: Path) -> None:
    fonts = r"\f1\fcharset204 " * 50_000
    path = put(tmp_path, "a.rtf", rb"{\rtf1\ansi{\fonttbl" + fonts.encode() + rb"}Title\par Text}")
    assert store(path).rows == [("Title", "Text", None)]


# -------------------------------------------------------------------------------------------------------------- PDF


def test_pdf_lines_that_go_on_are_joined_and_page_numbers_dropped(tmp_path: Path) -> None:
    pages = (
        ["Заголовок", "8 января 2018", "В Брюс-", "селе начался", "саммит.", "Стр. 1"],
        ["2 из 2", "Второй абзац."],
    )
    assert store(put(tmp_path, "a.pdf", pdf(*pages))).rows == [
        ("Заголовок", "В Брюсселе начался саммит.\nВторой абзац.", None)
    ]


@pytest.mark.parametrize("algorithm", ["RC4-128", "RC4-40"])
def test_pdf_with_a_password_is_refused(tmp_path: Path, algorithm: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(HEAD)))
    writer.encrypt("secret", algorithm=algorithm)
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(UsageError, match="is protected with a password"):
        store(tmp_path / "a.pdf")


def test_pdf_with_a_cipher_that_is_not_read_is_refused(tmp_path: Path) -> None:
    keys = f"/O <{'00' * 48}> /U <{'00' * 48}> /OE <{'00' * 32}> /UE <{'00' * 32}> /Perms <{'00' * 16}>"
    filters = "/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    encrypt = f"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 {keys} {filters} >> /ID [<00> <00>] "
    data = pdf(HEAD).replace(b"/Root 1 0 R", encrypt.encode() + b"/Root 1 0 R")
    with pytest.raises(UsageError, match=r"is encrypted|is protected"):
        store(put(tmp_path, "a.pdf", data))


def test_pdf_that_anybody_may_open_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(HEAD + BODY)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    assert store(tmp_path / "a.pdf").rows == [ARTICLE]


def test_pdf_forms_that_draw_each_other_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.sources.pdf_file._MOST_OPERATIONS", 20)
    with pytest.raises(UsageError, match="draws more than a document of text does"):
        store(put(tmp_path, "a.pdf", pdf(["а"] * 100)))


def test_a_damaged_pdf_in_a_folder_costs_itself_alone(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", pdf(HEAD + BODY)[:300])
    put(tmp_path, "b.pdf", pdf(HEAD + BODY))
    found = store(tmp_path)
    assert (found.report.stored, found.report.rejected) == (1, 1)


# --------------------------------------------------------------------------------------------------------- Markdown


def test_markdown(tmp_path: Path) -> None:
    text = "# Саммит НАТО открылся\n\nИсточник: Вестник\n8 января 2018, 19:27\n\nВ Брюсселе начался саммит.\n"
    found = store(put(tmp_path, "a.md", text.encode()))
    assert found.rows == [("Саммит НАТО открылся", "В Брюсселе начался саммит.", "Вестник")]


def test_markdown_properties_as_clippers_write_them(tmp_path: Path) -> None:
    head = '---\ntitle: "Газ: итоги"\nsource: "https://vestnik.example/1"\nauthor:\n  - "[[J Doe]]"\npublished: 2024-01-15\n'
    text = f"{head}created: 2024-02-01\ndescription: Кратко\ntags:\n  - clippings\n---\nМинистры встретились.\n\n## Итог\nДа.\n"
    found = store(put(tmp_path, "a.md", text.encode()))
    assert found.rows == [("Газ: итоги", "Министры встретились.\n\nИтог\nДа.", "vestnik.example")]
    assert (found.days, list(found.articles["url"])) == (["2024-01-15"], ["https://vestnik.example/1"])


def test_markdown_headings_part_a_digest(tmp_path: Path) -> None:
    text = "# Дайджест\n\n" + "".join(f"## Новость {n}\nВестник, 1{n}.01.2024\n\nТекст {n}.\n\n" for n in (5, 6))
    found = store(put(tmp_path, "a.md", text.encode()))
    assert found.rows == [(f"Новость {n}", f"Текст {n}.", "Вестник") for n in (5, 6)]


def test_what_is_no_text_under_a_text_ending_is_refused(tmp_path: Path) -> None:
    for name, data in (("a.md", b"PK\x03\x04dummy"), ("a.txt", b"%PDF-1.4\n text"), ("b.txt", b"ab\x01\x02")):
        with pytest.raises(UsageError, match="is not text"):
            store(put(tmp_path, name, data))
