"""The signing key: made once per installation, readable by its owner only, never in git."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def secret_key(var: Path) -> str:
    """The key in `var/secret_key`, made at first use.

    Written aside and then linked into place: of processes that start together one makes it, nobody reads half a key,
    and a stop halfway leaves no empty file behind.
    """
    path = var / "secret_key"
    if not path.exists():
        handle, aside = tempfile.mkstemp(dir=var, prefix="secret_key.")  # readable by its owner only
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(50))
            try:
                os.link(aside, path)
            except FileExistsError:
                pass
            except OSError:  # a file system without hard links
                Path(aside).replace(path)
        finally:
            Path(aside).unlink(missing_ok=True)
    return path.read_text().strip()
