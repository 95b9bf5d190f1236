"""What counts as bytes of a page is what a browser fetches for it."""

from __future__ import annotations

from scripts.bench.draad import Antwoord, pagina, uit_css, verwijzingen

HTML = """<!doctype html><head>
<link rel="canonical" href="http://elders.example/"><link rel="preload" href="/static/a.woff2" as="font">
<link rel="stylesheet" href="/static/site.css"><link rel="icon" href="/static/merk.svg"></head>
<body><svg><use href="/static/icons.svg#bel"></use></svg><svg><use href="/static/icons.svg#mail"></use></svg>
<img src="data:image/png;base64,AA"><img src="https://elders.example/x.png"><a href="/zoeken/">Zoek</a>
<script src="/static/s.js"></script></body>"""


def test_links_canonical_addresses_and_other_hosts_are_not_fetched_and_nothing_twice():
    assert verwijzingen(HTML, "/") == [
        "/static/a.woff2", "/static/site.css", "/static/merk.svg", "/static/s.js", "/static/icons.svg",
    ]  # fmt: skip


def test_a_font_is_fetched_when_the_page_has_a_letter_for_it():
    css = """@font-face{src:url("lat.woff2");unicode-range:U+0000-00FF}
    @font-face{src:url('ext.woff2') format("woff2");unicode-range:U+0100-02BA,U+1E00-1E9F}
    @font-face{src:url(alles.woff2)} .a{background:url(/static/pijl.svg)} .b{mask:url(data:image/svg+xml,x)}"""
    assert uit_css(css, "/static/site.css", "café") == [
        "/static/lat.woff2",
        "/static/alles.woff2",
        "/static/pijl.svg",
    ]
    assert "/static/ext.woff2" in uit_css(css, "/static/site.css", "Łódź")
    assert "/static/lat.woff2" not in uit_css(css, "/static/site.css", "Ł")


def test_a_page_is_counted_with_what_its_style_needs():
    server = {
        "/": Antwoord(10, 100, "text/html", HTML),
        "/static/site.css": Antwoord(10, 50, "text/css", ".a{background:url(pijl.svg)}"),
    }
    gehaald: list[str] = []

    def haal(poort: int, pad: str) -> Antwoord:
        gehaald.append(pad)
        return server.get(pad, Antwoord(10, 5, "image/svg+xml", ""))

    delen = pagina(0, "/", haal)
    assert sorted(delen) == sorted(gehaald)
    assert "/static/pijl.svg" in delen
    assert sum(een.bytes for een in delen.values()) == 110 + 60 + 15 * 5
