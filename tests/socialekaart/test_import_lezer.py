"""Tables as people save them: which encodings, delimiters and sheets are read, and what is said of the rest."""

import csv
import io
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from socialekaart.exchange.lezer import KOLOMMEN, OnleesbaarBestand, lees, lees_inhoud

RIJ = "organisatie;titel;telefoon\nCafé Één;Financiële hulp;0251 123456\n"


def xlsx(*rijen, blad="Aanbod", eerst=()):
    boek = Workbook()
    actief = boek.active
    if eerst:
        for rij in eerst:
            actief.append(rij)
        actief = boek.create_sheet(blad)
    for rij in rijen:
        actief.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
def test_every_usual_encoding_and_delimiter(codering, scheiding):
    tabel = lees_inhoud(RIJ.replace(";", scheiding).encode(codering))
    assert tabel.kolommen == ("organisatie", "titel", "telefoon")
    assert tabel.rijen[0].waarden == {
        "organisatie": "Café Één",
        "titel": "Financiële hulp",
        "telefoon": "0251 123456",
    }


def test_windows_quotes_and_euro_survive():
    tabel = lees_inhoud("organisatie,titel,kosten\nA,‘t Huis,€ 5\n".encode("cp1252"))
    assert (tabel.rijen[0].waarden["titel"], tabel.rijen[0].waarden["kosten"]) == ("‘t Huis", "€ 5")


def test_commas_between_columns_leave_semicolons_in_lists():
    tabel = lees_inhoud(b"organisatie,titel,leefgebieden\nA,B,taal;wonen\n")
    assert tabel.rijen[0].waarden["leefgebieden"] == "taal;wonen"


def test_column_names_in_any_case_and_unknown_ones_are_told():
    tabel = lees_inhoud(
        b"\xef\xbb\xbf Organisatie ;TITEL;Extern ID;E-mail;Wachtlijst;;titel\nA;B;7;a@b.nl;ja;;C\n"
    )
    assert tabel.kolommen == ("organisatie", "titel", "extern_id", "email")
    assert tabel.onbekend == ("Wachtlijst",)
    assert tabel.dubbel == ("titel",)
    assert tabel.rijen[0].waarden["titel"] == "B"


def test_what_nobody_sees_is_left_out():
    """A soft hyphen or a widthless space splits a word for who searches; a turning sign makes it read as another."""
    tabel = lees_inhoud("organisatie;titel\n\u200bHuis\u00adarts\ufeff;\u202eeffok\u2069\n".encode())
    assert tabel.rijen[0].waarden == {"organisatie": "Huisarts", "titel": "effok"}


def test_a_small_file_that_is_huge_inside_is_refused():
    uit = io.BytesIO(xlsx(["organisatie", "titel"], ["A", "B"]))
    with ZipFile(uit, "a", ZIP_DEFLATED) as boek, boek.open("xl/media/x.bin", "w") as deel:
        for _ in range(201):
            deel.write(bytes(1_000_000))
    assert len(uit.getvalue()) < 1_000_000
    with pytest.raises(OnleesbaarBestand, match="uitgepakt te groot"):
        lees_inhoud(uit.getvalue())


def test_row_numbers_are_those_of_the_spreadsheet():
    tabel = lees_inhoud(b'\n\norganisatie;titel;tekst\nA;B;"een\ntwee"\n;;\n\nC;D;\n')
    assert [(rij.nummer, rij.waarden["titel"]) for rij in tabel.rijen] == [(4, "B"), (7, "D")]
    assert tabel.rijen[0].waarden["tekst"] == "een\ntwee"


def test_the_separator_line_of_excel_is_understood():
    tabel = lees_inhoud(b"sep=;\r\norganisatie;titel\r\nA, B;C\r\n")
    assert tabel.rijen[0].waarden["organisatie"] == "A, B"
    assert tabel.rijen[0].nummer == 3


def test_a_quote_that_is_never_closed_costs_one_row():
    tabel = lees_inhoud(b'organisatie;titel\nA;"B\nC;D\nE;"F"\n')
    assert [(rij.nummer, bool(rij.fout)) for rij in tabel.rijen] == [(2, True), (3, False), (4, False)]
    assert "aanhalingsteken" in tabel.rijen[0].fout
    assert tabel.rijen[2].waarden["titel"] == "F"


def test_a_quote_within_a_word_is_just_a_sign():
    tabel = lees_inhoud(b'organisatie;titel\nA;"B"s\nC;5" buis\n')
    assert [rij.waarden["titel"] for rij in tabel.rijen] == ["Bs", '5" buis']


def test_more_cells_than_columns_means_that_something_shifted():
    tabel = lees_inhoud(b"organisatie;titel;leefgebieden\nA;B;taal;wonen\nC;D;taal;;\nE\n")
    assert [bool(rij.fout) for rij in tabel.rijen] == [True, False, False]
    assert tabel.rijen[2].waarden == {"organisatie": "E", "titel": "", "leefgebieden": ""}


def test_a_sheet_with_numbers_dates_and_booleans_reads_as_typed():
    tabel = lees_inhoud(
        xlsx(
            ["Organisatie", "Titel", "Postcode", "lat", "telefoon", "kosten", "tekst", "aanmelden"],
            ["A", "B", 1987, 52.4731, 612345678, 0, date(2026, 11, 23), True],
            [None] * 8,
            ["C", "D", 1987.0, None, "#N/B", 4.5, datetime(2026, 11, 23, 9, 30), False],
        )
    )
    assert [rij.nummer for rij in tabel.rijen] == [2, 4]
    assert list(tabel.rijen[0].waarden.values()) == [
        "A",
        "B",
        "1987",
        "52.4731",
        "612345678",
        "0",
        "2026-11-23",
        "ja",
    ]
    assert list(tabel.rijen[1].waarden.values()) == [
        "C",
        "D",
        "1987",
        "",
        "",
        "4.5",
        "2026-11-23T09:30:00",
        "nee",
    ]


def test_the_sheet_with_our_columns_is_read_wherever_it_is():
    inhoud = xlsx(["organisatie", "titel"], ["A", "B"], eerst=[["Toelichting"], ["Vul het tweede blad in"]])
    assert lees_inhoud(inhoud).rijen[0].waarden == {"organisatie": "A", "titel": "B"}


def zip_met(naam):
    uit = io.BytesIO()
    with ZipFile(uit, "w") as bestand:
        bestand.writestr(naam, "x")
    return uit.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        (b"", "leeg"),
        (b" \n;;\n", "leeg"),
        (b"naam;omschrijving\nA;B\n", "‘organisatie’ en ‘titel’ ontbreken"),
        (b"organisatie;naam\nA;B\n", "‘titel’ ontbreekt"),
        (b"%PDF-1.7 ...", "geen tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "oud Excel-bestand"),
        (b"PK\x03\x04kapot", "geen Excel-bestand"),
        (zip_met("word/document.xml"), "geen Excel-bestand"),
        (zip_met("xl/workbook.xml"), "niet te lezen"),
        (b"organisatie\0titel", "geen tekstbestand"),
        (b"<html><table>", "ontbreken"),
    ],
)
def test_a_wrong_file_is_told_what_to_do_instead(inhoud, zegt):
    with pytest.raises(OnleesbaarBestand, match=zegt):
        lees_inhoud(inhoud)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    with pytest.raises(OnleesbaarBestand, match="niet te openen"):
        lees(tmp_path / "nee.csv")
    with pytest.raises(OnleesbaarBestand, match="een map"):
        lees(tmp_path)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_there_is_a_table_or_a_plain_answer(ruis):
    for inhoud in (ruis, b"organisatie;titel\n" + ruis):
        try:
            tabel = lees_inhoud(inhoud)
        except OnleesbaarBestand:
            continue  # and no other exception
        else:
            assert all(set(rij.waarden) == set(tabel.kolommen) <= set(KOLOMMEN) for rij in tabel.rijen)


ONZICHTBAAR = "\u00a0\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CELLEN = st.text(
    st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters=ONZICHTBAAR), max_size=12
).map(str.strip)


@given(
    st.lists(st.tuples(CELLEN.filter(bool), CELLEN, CELLEN), min_size=1, max_size=8), st.sampled_from(",;\t")
)
def test_what_a_program_writes_is_what_we_read(rijen, scheiding):
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=scheiding)
    schrijver.writerow(["organisatie", "titel", "tekst"])
    schrijver.writerows(rijen)
    gelezen = [tuple(rij.waarden.values()) for rij in lees_inhoud(uit.getvalue().encode()).rijen]
    assert gelezen == rijen
