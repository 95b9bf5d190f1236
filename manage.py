#!/usr/bin/env python
"""Dichtbij's command line. Finds the project's own virtual environment when Django is not on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        python = ROOT / ".venv" / "bin" / "python"
        if python.exists() and Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
            os.execv(python, [str(python), *sys.argv])  # noqa: S606
        raise SystemExit("Django ontbreekt. Draai eerst: make setup") from None
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
