"""The wizard shell: who may see which step, and what happens to odd, old and hostile requests."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pytest
from django import forms
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.views.generic import View

from portal.shell import runs
from portal.shell.runs import RunMixin, step_id
from portal.shell.wizard import RunWizardView


class WieForm(forms.Form):
    voor = forms.ChoiceField(choices=[("mij", "Mijzelf"), ("ander", "Een ander")])


class AnderForm(forms.Form):
    naam = forms.CharField(max_length=20)


class VerhaalForm(forms.Form):
    done = forms.CharField(max_length=200)


class ControleForm(forms.Form):
    akkoord = forms.BooleanField()


class Proef(RunWizardView):
    kind = "proef"
    #: ``done`` and ``first`` are names that formtools itself trips over
    step_forms: ClassVar = {"wie": WieForm, "ander": AnderForm, "done": VerhaalForm, "controle": ControleForm}
    conditions: ClassVar = {"ander": lambda wizard: (wizard.cleaned("wie") or {}).get("voor") == "ander"}
    url_name = "stap"
    intro_url_name = "intro"
    template_name = "tests/proefstap.html"
    idle_seconds = 3600
    absolute_seconds = 4 * 3600
    sent: ClassVar[list[dict[str, Any]]] = []

    def finish(self, forms: dict[str, forms.Form]) -> str:
        self.sent.append({key: form.cleaned_data for key, form in forms.items()})
        self.run.extra["nummer"] = len(self.sent)
        return reverse("klaar", kwargs={"run": self.run.id})

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        return HttpResponse(
            f"{context['step_key']} terug={context['back_url']} fouten={form.errors.as_json()} "
            f"{context['wizard']['management_form']} {form.as_p()}"
        )


class Klaar(RunMixin, View):
    kind = "proef"
    intro_url_name = "intro"

    def get(self, request: Any, run: str) -> HttpResponse:
        return HttpResponse(f"nummer {self.run.extra['nummer']}")


proef = [
    path("", lambda request: HttpResponse("intro"), name="intro"),
    path("start/", Proef.as_view(), name="start"),
    path("<run:run>/", Proef.as_view(), name="run"),
    path("<run:run>/klaar/", Klaar.as_view(), name="klaar"),
    path("<run:run>/<step:step>/", Proef.as_view(), name="stap"),
]
urlpatterns = [path("proef/", include(proef))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def leeg() -> None:
    Proef.sent.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A clock that stands still until told otherwise."""

    class Clock:
        now = 1_000_000

    clock = Clock()
    monkeypatch.setattr(runs, "_now", lambda: clock.now)
    return clock


def start(client: Client) -> str:
    response = client.post("/proef/start/")
    assert response.status_code == 302
    return re.match(r"/proef/([^/]{16})/", response["Location"])[1]


def url(run: str, key: str) -> str:
    return f"/proef/{run}/{step_id(run, key)}/"


def answer(client: Client, run: str, key: str, query: str = "", **values: str) -> Any:
    sid = step_id(run, key)
    data = {f"{sid}-{name}": value for name, value in values.items()}
    return client.post(
        url(run, key) + query, {f"proef_{run}-current_step": sid, "csrfmiddlewaretoken": "x", **data}
    )


def walk(client: Client, run: str) -> None:
    answer(client, run, "wie", voor="mij")
    answer(client, run, "done", done="Het gaat niet meer.")


def test_looking_creates_no_session(client: Client) -> None:
    assert client.get("/proef/start/")["Location"] == "/proef/"
    assert client.get("/proef/" + "a" * 16 + "/").status_code == 410
    assert not client.cookies


def test_a_run_goes_from_start_to_a_page_that_may_be_refreshed(client: Client) -> None:
    run = start(client)
    assert answer(client, run, "wie", voor="mij")["Location"] == url(run, "done")
    assert answer(client, run, "done", done="Het gaat niet meer.")["Location"] == url(run, "controle")
    sent = answer(client, run, "controle", akkoord="on")
    assert sent["Location"] == f"/proef/{run}/klaar/"
    for _ in range(2):
        assert client.get(sent["Location"]).content == b"nummer 1"
    assert Proef.sent == [
        {"wie": {"voor": "mij"}, "done": {"done": "Het gaat niet meer."}, "controle": {"akkoord": True}}
    ]


def test_sending_twice_sends_once_and_the_answers_are_gone(client: Client) -> None:
    run = start(client)
    walk(client, run)
    assert answer(client, run, "controle", akkoord="on")["Location"] == f"/proef/{run}/klaar/"
    assert answer(client, run, "controle", akkoord="on")["Location"] == f"/proef/{run}/klaar/"
    assert client.get(url(run, "done"))["Location"] == f"/proef/{run}/klaar/"
    assert len(Proef.sent) == 1
    assert "gaat niet meer" not in str(dict(client.session))


def test_every_page_of_a_run_stays_out_of_caches(client: Client) -> None:
    run = start(client)
    for response in (
        client.post("/proef/start/"),
        client.get(url(run, "wie")),
        answer(client, run, "wie", voor="mij"),
    ):
        assert "no-store" in response["Cache-Control"]


def test_a_later_step_leads_to_the_first_unanswered(client: Client) -> None:
    run = start(client)
    assert client.get(url(run, "controle"))["Location"] == url(run, "wie")
    assert client.get(f"/proef/{run}/")["Location"] == url(run, "wie")
    assert answer(client, run, "controle", akkoord="on")["Location"] == url(run, "wie")
    assert Proef.sent == []


def test_a_condition_adds_a_step_and_a_changed_answer_takes_it_away(client: Client) -> None:
    run = start(client)
    assert answer(client, run, "wie", voor="ander")["Location"] == url(run, "ander")
    answer(client, run, "ander", naam="Buurvrouw")
    answer(client, run, "done", done="x")
    assert answer(client, run, "wie", "?wijzig=1", voor="mij")["Location"] == url(run, "controle")
    assert client.get(url(run, "ander"))["Location"] == url(run, "controle")
    assert answer(client, run, "ander", naam="Te laat")["Location"] == url(run, "controle")
    answer(client, run, "controle", akkoord="on")
    assert "ander" not in Proef.sent[0]


def test_back_is_a_link_and_keeps_what_was_answered(client: Client) -> None:
    run = start(client)
    answer(client, run, "wie", voor="ander")
    page = client.get(url(run, "ander")).content.decode()
    assert f"terug={url(run, 'wie')}" in page
    assert 'value="ander" selected' in client.get(url(run, "wie")).content.decode()
    assert "terug=/proef/" in client.get(url(run, "wie")).content.decode()


def test_step_ids_say_nothing_and_differ_per_run(client: Client) -> None:
    ids = {client.post("/proef/start/")["Location"].split("/")[3] for _ in range(5)}
    assert len(ids) == 5
    assert all(re.fullmatch("[0-9a-f]{20}", sid) for sid in ids)


def test_two_tabs_do_not_share_answers(client: Client) -> None:
    one, two = start(client), start(client)
    answer(client, one, "wie", voor="mij")
    answer(client, two, "wie", voor="ander")
    assert client.get(f"/proef/{one}/")["Location"] == url(one, "done")
    assert client.get(f"/proef/{two}/")["Location"] == url(two, "ander")


def test_a_run_is_useless_to_somebody_else(client: Client) -> None:
    run = start(client)
    answer(client, run, "wie", voor="mij")
    assert Client().get(url(run, "done")).status_code == 410


def test_only_the_fields_of_the_form_are_stored(client: Client) -> None:
    run = start(client)
    sid = step_id(run, "wie")
    client.post(
        url(run, "wie"),
        {
            f"proef_{run}-current_step": sid,
            f"{sid}-voor": "mij",
            f"{sid}-voor_2": "smokkel",
            "vreemd": "x",
            "csrfmiddlewaretoken": "t",
        },
    )
    assert client.session[f"wizard_proef_{run}"]["step_data"] == {sid: {f"{sid}-voor": ["mij"]}}


def test_an_invalid_answer_is_not_stored(client: Client) -> None:
    run = start(client)
    response = answer(client, run, "wie", voor="niemand")
    assert response.status_code == 200
    assert "invalid_choice" in response.content.decode()
    assert client.get(url(run, "done"))["Location"] == url(run, "wie")


@pytest.mark.parametrize("step", ["wie", "done", "0" * 20, "%00", "é" * 30, "' OR 1=1", "x" * 200])
def test_an_unknown_step_is_a_plain_400(client: Client, step: str) -> None:
    run = start(client)
    assert client.get(f"/proef/{run}/{step}/").status_code == 400
    assert client.post(f"/proef/{run}/{step}/", {f"proef_{run}-current_step": step}).status_code == 400


@pytest.mark.parametrize("current", [None, "", "wie", "0" * 20, "\x00", "😀" * 1000])
def test_a_changed_management_form_is_a_plain_400(client: Client, current: str | None) -> None:
    run = start(client)
    data = {} if current is None else {f"proef_{run}-current_step": current}
    assert client.post(url(run, "wie"), {**data, f"{step_id(run, 'wie')}-voor": "mij"}).status_code == 400
    assert client.post(f"/proef/{run}/", data).status_code == 400


def test_a_step_of_another_run_is_a_plain_400(client: Client) -> None:
    one, two = start(client), start(client)
    assert client.get(f"/proef/{one}/{step_id(two, 'wie')}/").status_code == 400


def test_of_more_than_five_runs_the_oldest_goes_with_its_answers(client: Client) -> None:
    first = start(client)
    answer(client, first, "wie", voor="mij")
    later = [start(client) for _ in range(5)]
    assert client.get(url(first, "wie")).status_code == 410
    assert f"wizard_proef_{first}" not in client.session
    assert all(client.get(url(run, "wie")).status_code == 200 for run in later)


def test_a_run_left_alone_for_too_long_is_wiped_with_a_plain_page(client: Client, clock: Any) -> None:
    run = start(client)
    answer(client, run, "wie", voor="mij")
    clock.now += 3600
    assert client.get(url(run, "done")).status_code == 200
    clock.now += 3601
    response = answer(client, run, "done", done="te laat")
    assert response.status_code == 410
    assert "/proef/" in response.content.decode()
    assert "runs" not in client.session
    assert f"wizard_proef_{run}" not in client.session


def test_a_run_that_is_used_all_the_time_ends_as_well(client: Client, clock: Any) -> None:
    run = start(client)
    for _ in range(4):
        clock.now += 3600
        assert client.get(url(run, "wie")).status_code == 200
    clock.now += 1
    assert client.get(url(run, "wie")).status_code == 410
