"""A page's answer that a browser keeps as a file."""

from __future__ import annotations

from fastapi.responses import Response

_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attached(content: bytes, file: str) -> Response:
    """Under this name, whose ending says what it is."""
    kind = _KINDS[file.rpartition(".")[2]]
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(content, media_type=kind, headers=headers)
