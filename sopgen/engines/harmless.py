"""Which files no browser and no server would run, whoever wrote them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sopgen.engines.vector_pictures import may_run_code

_PICTURE: Final = ".svg"
# No browser takes one of these for a page, a script or a style, nor a server for a program.
_HARMLESS: Final = frozenset(
    ".7z .avif .bmp .csv .doc .docx .eml .flac .gif .gz .ico .ics .jpeg .jpg .json .m4a .m4v .md"  # noqa: SIM905 reads better
    " .mov .mp3 .mp4 .msg .odp .ods .odt .oga .ogg .ogv .otf .pdf .png .ppt .pptx .rtf .tif .tiff"
    " .tsv .ttf .txt .vcf .vtt .wav .webm .webp .woff .woff2 .xls .xlsx .yaml .yml .zip".split()
)


def why_unsafe(file: Path) -> str:
    """Why a file may not be published, as the end of a sentence; "" where it may."""
    ending = file.suffix.lower()
    if ending == _PICTURE:
        code = may_run_code(file.read_bytes())
        return f"a picture may not hold {code}" if code else ""
    if ending not in _HARMLESS:
        return "a browser or a server may run such a file; if it should, name it under trusted"
    return ""
