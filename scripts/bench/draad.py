"""What goes over the wire for a page, as a browser asks for it: compressed, each file once, fonts only when needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

from scripts.bench.omgeving import Mislukt


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What the server sent: bytes of the head and of the (compressed) body, and the text of the body."""

    kop: int
    lijf: int
    soort: str
    tekst: str

    @property
    def bytes(self) -> int:
        return self.kop + self.lijf


def haal(poort: int, pad: str, host: str = "duinrand.localhost") -> Antwoord:
    """GET, with the encodings that every browser asks for over http."""
    import gzip

    verbinding = HTTPConnection("127.0.0.1", poort, timeout=30)
    try:
        verbinding.request(
            "GET", pad, headers={"Host": f"{host}:{poort}", "Accept-Encoding": "gzip, deflate"}
        )
        antwoord = verbinding.getresponse()
        lijf = antwoord.read()
        if antwoord.status != 200:
            raise Mislukt(f"{pad}: {antwoord.status}")
        kop = len(f"HTTP/1.1 {antwoord.status} {antwoord.reason}\r\n\r\n")
        kop += sum(len(naam) + len(waarde) + 4 for naam, waarde in antwoord.getheaders())
        rauw = gzip.decompress(lijf) if antwoord.getheader("Content-Encoding") == "gzip" else lijf
        soort = antwoord.getheader("Content-Type", "").partition(";")[0]
        leesbaar = soort.startswith("text/") or soort.endswith(("svg+xml", "javascript"))
        return Antwoord(kop, len(lijf), soort, rauw.decode("utf-8") if leesbaar else "")
    finally:
        verbinding.close()


def verwijzingen(html: str, adres: str) -> list[str]:
    """The paths of the files that a browser fetches for a page, in order, each once: styles, scripts, icons, images, preloads."""
    soep = BeautifulSoup(html, "html.parser")
    gevonden = [
        link["href"]
        for link in soep.find_all("link", href=True)
        if {"stylesheet", "preload", "icon", "modulepreload"} & {*link.get("rel", [])}
    ]
    gevonden += [een["src"] for een in soep.find_all(["script", "img"], src=True)]
    gevonden += [een["href"] for een in soep.find_all("use", href=True)]
    return list(dict.fromkeys(pad for een in gevonden if (pad := _pad(een, adres))))


def uit_css(css: str, adres: str, tekst: str) -> list[str]:
    """The paths of fonts that hold a letter of `tekst`, and of pictures, in a stylesheet."""
    gevonden = []
    for blok in re.findall(r"@font-face\s*{([^}]*)}", css):
        bereik = re.search(r"unicode-range:\s*([^;}]+)", blok)
        if bereik is None or any(_in_bereik(ord(letter), bereik[1]) for letter in set(tekst)):
            gevonden += re.findall(r"url\(['\"]?([^'\")]+)", blok)[:1]
    rest = re.sub(r"@font-face\s*{[^}]*}", "", css)
    gevonden += re.findall(r"url\(['\"]?([^'\")]+)", rest)
    return list(dict.fromkeys(pad for een in gevonden if (pad := _pad(een, adres))))


def _in_bereik(code: int, bereik: str) -> bool:
    for deel in bereik.split(","):
        van, _, tot = deel.strip().lower().removeprefix("u+").partition("-")
        laag, hoog = van.replace("?", "0"), (tot or van).replace("?", "f")
        if int(laag, 16) <= code <= int(hoog, 16):
            return True
    return False


def _pad(verwijzing: str, adres: str) -> str:
    """The path on this server; "" for what is inline or elsewhere."""
    if verwijzing.startswith(("data:", "#")):
        return ""
    volledig = urlsplit(urljoin(f"http://hier{adres}", urldefrag(verwijzing)[0]))
    return volledig.path if volledig.netloc == "hier" else ""


def pagina(poort: int, adres: str, haal_: Callable[[int, str], Antwoord] = haal) -> dict[str, Antwoord]:
    """The document and all that it needs, by path."""
    uit = {adres: haal_(poort, adres)}
    zichtbaar = BeautifulSoup(uit[adres].tekst, "html.parser").get_text(" ")
    rij = verwijzingen(uit[adres].tekst, adres)
    while rij:
        pad = rij.pop(0)
        if pad in uit:
            continue
        uit[pad] = haal_(poort, pad)
        if uit[pad].soort == "text/css":
            rij += uit_css(uit[pad].tekst, pad, zichtbaar)
    return uit
