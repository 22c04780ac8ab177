"""Text of a PDF file, page after page."""

from __future__ import annotations

import io
import logging

from bot.errors import UnreadableError

MAX_PAGES = 400


def text_of(body: bytes) -> str:
    """The text that a PDF carries. Raises UnreadableError for locked, damaged and scanned ones."""
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise UnreadableError("locked_pdf")
        pages = [page.extract_text() for page in reader.pages[:MAX_PAGES]]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError("broken_pdf") from error
    text = "\n".join(pages)
    if pages and not text.strip():
        raise UnreadableError("scanned_pdf")
    return text
