"""Pictures that editors upload, as `make run` serves them; a web server in front may take `/media/` over.

Pictures only, by the names of raster formats and never by what a file says of itself, so nothing that was uploaded runs as
a page of this site (SVG and HTML included). Documents have rights and a view of their own, and no address here.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

MAPPEN = ("images", "original_images", "avatar_images")
SOORTEN = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


@require_safe
def beeld(request: HttpRequest, pad: str) -> HttpResponseBase:
    """One picture, with a type of our choice; 404 for everything else."""
    naam = PurePosixPath(pad)
    soort = SOORTEN.get(naam.suffix.lower())
    if soort is None or naam.parts[0] not in MAPPEN or ".." in naam.parts:
        raise Http404
    try:
        antwoord = serve(request, pad, document_root=settings.MEDIA_ROOT)
    except OSError as fout:  # a name that no file can have, or one that may not be read
        raise Http404 from fout
    antwoord["Content-Type"] = soort
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    antwoord["Cache-Control"] = "public, max-age=3600"
    return antwoord
