"""The self-check as plain Python: a version and answers in, a path, a next question and outcomes out.

No Django, no texts in code: what is asked and shown is data (see :mod:`selfcheck.engine.types`).
"""
