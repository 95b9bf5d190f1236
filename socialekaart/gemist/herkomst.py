"""Does a form come from a page of our own? Asked of the browser's own headers instead of a token in a cookie.

A token needs a cookie on the page with the form, and the search page sets none. What is protected here is small (a note
without identity), so what the browser says about where a request began is enough: a page of another site cannot change
these headers.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit


def van_eigen_site(headers: Mapping[str, str], host: str) -> bool:
    """True when the first of these that is there names this host: Sec-Fetch-Site, Origin, Referer. None of them: False.

    Hosts are compared, ports included, not schemes: behind a proxy the scheme that we see may not be the visitor's.
    """
    if soort := headers.get("Sec-Fetch-Site"):
        return soort == "same-origin"
    for naam in ("Origin", "Referer"):
        if adres := headers.get(naam):
            return _host(adres) == host.lower()
    return False


def _host(adres: str) -> str:
    try:
        delen = urlsplit(adres)
    except ValueError:
        return ""
    return delen.netloc.lower() if delen.scheme in ("http", "https") else ""
