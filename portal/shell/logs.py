"""What never goes into a log."""

from __future__ import annotations

import logging
import re

RUN = re.compile(r"(/(?:zelfcheck/[^/\s]+|melden)/)[A-Za-z0-9_-]{16,}")
QUERY = re.compile(r"(/[^\s?]*)\?\S+")


class MaskRuns(logging.Filter):
    """Masks run ids and search words: they say what somebody answered or looked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            text = record.getMessage()
        except Exception:  # a log line that cannot be made is for the handler to report, not for the visitor
            return True
        masked = QUERY.sub(r"\1?…", RUN.sub(r"\1…", text))
        if masked != text:
            record.msg, record.args = masked, ()
        return True


class OneLine(logging.Filter):
    """What a stranger sent wrong (a foreign host, a tampered post) is one line: a traceback would say nothing about us."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = " ".join(record.getMessage().split()), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True
