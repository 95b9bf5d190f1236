"""The parts that every page is made of, as a visitor and a screen reader meet them. No database."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.template.loader import render_to_string


class Page(HTMLParser):
    """Ids, references and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def render(source: str, **context: object) -> Page:
    return Page(engines["django"].from_string(source).render(context))


class Reach(forms.Form):
    naam = forms.CharField(label="Uw naam", error_messages={"required": "Vul uw naam in."})
    telefoon = forms.CharField(label="Telefoon", required=False, help_text="Dan kunnen wij u bellen.")
    tekst = forms.CharField(
        label="Wat is er?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Vertel wat er is."},
    )
    dag = forms.ChoiceField(
        label="Welke dag?",
        widget=forms.RadioSelect,
        choices=[("ma", "Maandag"), ("di", "Dinsdag")],
        error_messages={"required": "Kies een dag."},
    )
    onderwerp = forms.MultipleChoiceField(
        label="Waarover?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Geld"), ("b", "Wonen")],
        required=False,
    )
    wijk = forms.ChoiceField(label="Wijk", choices=[("", "Kies"), ("x", "Helmbuurt")], required=False)
    akkoord = forms.BooleanField(label="U mag mij bellen", error_messages={"required": "Zet een vinkje."})


FORM = '{% include "components/error_summary.html" %}{% for field in form %}{% include "components/field.html" %}{% endfor %}'


@pytest.fixture
def refused() -> Page:
    form = Reach({"naam": ""})
    assert not form.is_valid()
    return render(FORM, form=form)


def test_every_line_of_the_error_summary_leads_to_a_field_on_the_page(refused: Page) -> None:
    targets = [attrs["href"] or "" for attrs in refused.all("a")]
    assert len(targets) == 4
    assert {target.removeprefix("#") for target in targets} <= set(refused.ids)


def test_the_heading_of_the_summary_counts_and_can_take_focus(refused: Page) -> None:
    assert "Er kloppen nog 4 dingen niet" in refused.text
    assert refused.all("h2")[0]["tabindex"] == "-1"


def test_the_message_stands_at_the_field_as_well(refused: Page) -> None:
    assert refused.text.count("Vul uw naam in.") == 2


def test_every_description_that_a_field_points_to_exists(refused: Page) -> None:
    pointed = [ref for _, attrs in refused.tags for ref in (attrs.get("aria-describedby") or "").split()]
    assert pointed
    assert set(pointed) <= set(refused.ids)


def test_ids_are_unique(refused: Page) -> None:
    assert len(refused.ids) == len(set(refused.ids))


def test_every_control_has_a_label(refused: Page) -> None:
    labelled = {attrs.get("for") for attrs in refused.all("label")}
    controls = [attrs for tag in ("input", "textarea", "select") for attrs in refused.all(tag)]
    assert len(controls) == 9
    assert {attrs["id"] for attrs in controls} <= labelled


def test_optional_fields_say_so_and_required_ones_tell_the_screen_reader() -> None:
    page = render(FORM, form=Reach())
    assert page.text.count("(niet verplicht)") == 3
    by_name = {attrs["name"]: attrs for attrs in page.all("input") + page.all("textarea")}
    assert by_name["naam"]["aria-required"] == "true"
    assert "aria-required" not in by_name["telefoon"]


def test_what_was_typed_comes_back_escaped() -> None:
    form = Reach({"naam": '"><b>x', "tekst": "</textarea><b>y"})
    form.is_valid()
    page = render(FORM, form=form)
    assert not page.all("b")
    assert {"name": "naam", "value": '"><b>x'}.items() <= page.all("input")[0].items()


def test_a_question_page_has_the_question_as_its_heading() -> None:
    page = render('{% include "components/radio_group.html" with field=form.dag kop="h1" %}', form=Reach())
    order = [tag for tag, _ in page.tags]
    assert order.index("legend") < order.index("h1") < order.index("input")


HIT = {
    "titel": "Formulierenspreekuur",
    "url": "/aanbod/welzijn/formulieren/",
    "organisatie": "Welzijn Duinrand",
    "toegang": "vrij",
    "fragment": [
        SimpleNamespace(tekst="Brieven of <i>", gemarkeerd=False),
        SimpleNamespace(tekst="schulden", gemarkeerd=True),
    ],
    "afstand_m": 640.0,
    "plek": "Wijkhuis De Helm",
    "open_nu": True,
    "wanneer": "Nu open tot 12.00 uur",
    "gratis": True,
    "gecontroleerd_op": dt.date(2026, 10, 12),
}


def test_a_hit_tells_its_facts_in_the_order_people_decide() -> None:
    text = render('{% include "components/hit.html" %}', hit=HIT).text
    order = [
        "Formulierenspreekuur", "Welzijn Duinrand", "Zo binnenlopen", "schulden", "650 meter", "Wijkhuis De Helm",
        "Nu open tot 12.00 uur", "Gratis", "Gecontroleerd oktober 2026",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_hit_marks_words_and_escapes_the_rest() -> None:
    page = render('{% include "components/hit.html" %}', hit=HIT)
    assert len(page.all("mark")) == 1
    assert not page.all("i")


def test_a_hit_with_only_a_name_reads_well() -> None:
    page = render(
        '{% include "components/hit.html" %}',
        hit={"titel": "Koffie", "url": "/k/", "afstand_m": None, "gratis": None},
    )
    assert page.text == "Koffie"


def test_an_offer_for_elsewhere_says_so() -> None:
    elsewhere = render('{% include "components/hit.html" %}', hit=HIT | {"bedient": False}).text
    assert "niet speciaal voor uw gemeente" in elsewhere
    assert (
        "niet speciaal" not in render('{% include "components/hit.html" %}', hit=HIT | {"bedient": True}).text
    )


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_error_pages_stand_without_database_or_context(name: str) -> None:
    page = Page(render_to_string(name))
    assert len(page.all("h1")) == 1
    assert page.all("html")[0]["lang"] == "nl"
    assert "112" in page.text
    assert "q" in [attrs.get("name") for attrs in page.all("input")]


def test_paragraphs_of_an_editor_are_paragraphs_and_safe() -> None:
    page = render("{{ tekst|alineas }}", tekst="Een <script>\n\nTwee")
    assert [tag for tag, _ in page.tags] == ["p", "p"]
    assert page.text == "Een <script> Twee"


def test_filters_keep_the_query_and_show_what_is_chosen() -> None:
    facet = {
        "naam": "leefgebied",
        "titel": "Onderwerp",
        "delen": [
            [
                {"id": f"f{n}", "waarde": f"w{n}", "label": f"Waarde {n}", "aantal": 9 - n, "gekozen": n == 6}
                for n in deel
            ]
            for deel in ((0, 1, 2, 3, 4, 6), (5, 7))
        ],
    }
    page = render(
        '{% include "components/facets.html" %}',
        facetten=[facet],
        q="geld",
        request=SimpleNamespace(path="/zoeken/"),
    )
    boxes = [attrs for attrs in page.all("input") if attrs["type"] == "checkbox"]
    assert [box["value"] for box in boxes if "checked" in box] == ["w6"]
    assert sorted(str(box["value"]) for box in boxes) == [f"w{n}" for n in range(8)]
    assert {"type": "hidden", "name": "q", "value": "geld"} in page.all("input")


def test_filters_replace_the_results_by_an_id_that_is_on_the_page() -> None:
    facet = {
        "naam": "vorm",
        "titel": "Waar",
        "delen": [[{"id": "f-thuis", "waarde": "thuis", "label": "Bij u thuis", "aantal": 2}]],
    }
    page = render(
        '{% include "components/search_results.html" %}',
        facetten=[facet],
        hits=[HIT],
        resultaat={"totaal": 1, "pagina": 1, "paginas": 1},
        request=SimpleNamespace(path="/zoeken/", GET=QueryDict()),
    )
    form = page.all("form")[0]
    assert form["hx-target"] == form["hx-select"]
    assert (form["hx-target"] or "").removeprefix("#") in page.ids


def test_one_page_of_hits_has_no_pager_and_the_last_has_no_next() -> None:
    pager = '{% include "components/pagination.html" %}'
    get = SimpleNamespace(GET=QueryDict("q=geld&pagina=2"))
    assert render(pager, pagina=1, paginas=1, request=get).text == ""
    last = render(pager, pagina=2, paginas=2, request=get)
    assert [attrs["rel"] for attrs in last.all("a")] == ["prev"]
    assert last.all("a")[0]["href"] == "?q=geld&pagina=1"
