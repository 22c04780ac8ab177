"""Text and PDF files."""

import io

import pytest
from pypdf import PdfWriter

from bot.errors import UnreadableError
from bot.intake.reader import FileKind, Material, read
from tests.support import SEED


def failure(body: bytes, kind: FileKind) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(Material(body, kind, "test"))
    return caught.value.code


def pdf(lines: list[str], password: str | None = None) -> bytes:
    """A one-page PDF with these lines, written by hand because pypdf draws no text."""
    text = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {text}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    if password is None:
        return out.encode()
    writer = PdfWriter(clone_from=io.BytesIO(out.encode()))
    writer.encrypt(password, algorithm="AES-256")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


LINES = [
    "Talks on shipping tolls in the Lissa Strait ended on Thursday without an",
    "agreement, the transport minister of Velmar said in the harbour office.",
]


def test_a_pdf_is_read_and_its_lines_are_joined() -> None:
    assert read(Material(pdf(LINES), "pdf", "test")).text == " ".join(LINES)


def test_a_locked_pdf_is_said_and_an_empty_password_is_no_lock() -> None:
    assert failure(pdf(LINES, "secret"), "pdf") == "locked_pdf"
    assert read(Material(pdf(LINES, ""), "pdf", "test")).text == " ".join(LINES)


def test_other_pdfs_that_cannot_be_read_are_said() -> None:
    assert failure(b"%PDF-1.4 nothing else", "pdf") == "broken_pdf"
    assert failure(b"plain words", "pdf") == "broken_pdf"
    assert failure(pdf([]), "pdf") == "scanned_pdf"


def test_the_seed_has_its_title_apart_and_fifteen_sentences_of_its_own() -> None:
    found = read(Material(SEED.encode(), "text", "test"))
    assert found.title == "Venezuela’s FAKE President Offers Hand of Peace to Russia, Moscow REJECTS It"
    assert "Advertisement" not in found.text
    assert "newsletter" not in found.text
    assert len(found.sentences) == 15
    assert (found.language, found.privacy, found.canonical) == ("en", "test", None)
