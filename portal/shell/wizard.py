"""One question per page, safely: the shell that the zelfcheck and the melding share.

It is a thin layer over django-formtools' ``NamedUrlSessionWizardView``: formtools keeps the answers in the
session and builds the forms, this module decides who may see which step and where a visitor goes next. It adds:

* a *run* with a random id in the address, so that several tabs never share answers; it starts with a POST, and
  no session exists before that;
* opaque step ids (an HMAC of run and key), so that neither the browser history nor the access log tells what
  was asked;
* a GET of a later step goes to the first step that has no valid answer; back is a plain link;
* anything tampered with is a plain 400, never a 500;
* the session holds only the fields of the form that was shown;
* the last step on the path is the explicit send: ``finish()`` runs once, then a redirect to a page that may be
  refreshed.

How to use it::

    class MeldingWizard(RunWizardView):
        kind = "melding"                    # name of this sort of run in the session
        step_forms = {"wie": WieForm, "gevaar": GevaarForm, "controle": ControleForm}   # the last one sends
        conditions = {"gevaar": lambda wizard: (wizard.cleaned("wie") or {}).get("voor") != "ander"}
        url_name = "melden:stap"            # takes kwargs run and step
        intro_url_name = "melden:begin"     # the page with the start button (GET)
        template_names = {"controle": "forms/controle.html"}     # others: template_name
        idle_seconds = absolute_seconds = 24 * 3600

        def finish(self, forms):            # {key: bound, valid form} of the whole path
            melding = dien_in(run_id=self.run.id, ...)           # unique on run id: a double click posts twice
            self.run.extra["referentie"] = melding.referentie    # JSON; other views read self.run.extra
            return reverse("melden:klaar", kwargs={"run": self.run.id})

    urlpatterns = [
        path("start/", MeldingWizard.as_view(), name="start"),          # POST begins, GET goes to the intro
        path("<run:run>/", MeldingWizard.as_view(), name="run"),        # goes to the first unanswered step
        path("<run:run>/klaar/", Klaar.as_view(), name="klaar"),        # fixed words before <step:step>
        path("<run:run>/<step:step>/", MeldingWizard.as_view(), name="stap"),
    ]

``Klaar`` is any view with :class:`portal.shell.runs.RunMixin` and the same ``kind``. The template gets ``form``, ``wizard``
(formtools; print ``{{ wizard.management_form }}`` inside the form), ``step_key``, ``back_url``, ``is_last``,
``run`` and what ``get_context_data`` adds. Let the form post to its own address (no ``action``): ``?wijzig=1`` on
a step's address (``edit_url(key)``) makes a change return to the send page instead of the next step.
File fields and formsets are not supported.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import classonlymethod
from formtools.wizard.forms import ManagementForm
from formtools.wizard.views import NamedUrlSessionWizardView

from portal.shell.runs import RunMixin, TamperedRun, step_id


class RunWizardView(RunMixin, NamedUrlSessionWizardView):
    """The wizard itself; see the module's docstring for how to use it."""

    step_forms: ClassVar[Mapping[str, type[forms.Form]]] = {}
    conditions: ClassVar[Mapping[str, Callable[[Any], bool]]] = {}
    url_name: str = ""
    template_names: ClassVar[Mapping[str, str]] = {}
    #: Keep the answers after ``finish()``, so that they can be changed and sent again (zelfcheck); otherwise
    #: they are wiped.
    keep_after_finish: ClassVar[bool] = False

    # -- what a subclass may override
    # ---------------------------------------------------------------------------

    def start_extra(self, request: HttpRequest) -> dict[str, Any]:
        """What a new run pins (JSON), for example the version of the questions."""
        return {}

    def get_step_forms(self) -> Mapping[str, type[forms.Form]]:
        """Every step that this run can have, in order, on the path or not."""
        return self.step_forms

    def get_path(self) -> list[str]:
        """The keys of the steps on the path, given the answers so far. The last one is the send page."""
        return [
            key for key in self.get_step_forms() if key not in self.conditions or self.conditions[key](self)
        ]

    def get_step_form_kwargs(self, key: str) -> dict[str, Any]:
        """Extra arguments for the form of this step."""
        return {}

    def finish(self, forms: dict[str, forms.Form]) -> str:
        """Do what the visitor asked, once all steps on the path are valid; returns the address to show."""
        raise NotImplementedError

    # -- for subclasses to call
    # ---------------------------------------------------------------------------------

    def cleaned(self, key: str) -> dict[str, Any] | None:
        """The stored and again validated answers of a step; None when not (validly) answered. Works inside
        conditions.
        """
        cache: dict[str, dict[str, Any] | None] = self.__dict__.setdefault("_cleaned", {})
        if key not in cache:
            data = self.storage.get_step_data(step_id(self.run.id, key))
            form = self.get_form(step_id(self.run.id, key), data=data) if data is not None else None
            cache[key] = form.cleaned_data if form is not None and form.is_valid() else None
        return cache[key]

    def forget(self) -> None:
        """Drop what was worked out from the answers, after they changed."""
        for name in ("_cleaned", "_path_keys"):
            self.__dict__.pop(name, None)

    def step_url(self, key: str) -> str:
        """The address of a step of this run."""
        return reverse(
            self.url_name, kwargs={"run": self.run.id, "step": step_id(self.run.id, key), **self.url_kwargs()}
        )

    def edit_url(self, key: str) -> str:
        """The address of a step, from a check page: a change returns to the send page, not to the next step."""
        return f"{self.step_url(key)}?wijzig=1"

    def url_kwargs(self) -> dict[str, Any]:
        """Arguments of the addresses beside run and step."""
        return {}

    def path_keys(self) -> list[str]:
        """``get_path()``, worked out once per request."""
        if "_path_keys" not in self.__dict__:
            self.__dict__["_path_keys"] = list(self.get_path())
        return self.__dict__["_path_keys"]

    def first_unanswered(self) -> str:
        """The first step on the path without a valid answer; the send page when all are answered."""
        path = self.path_keys()
        return next((key for key in path[:-1] if self.cleaned(key) is None), path[-1])

    # -- the way through
    # ----------------------------------------------------------------------------------------

    @classonlymethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        initkwargs.setdefault("url_name", cls.url_name)
        initkwargs.setdefault(
            "form_list", [forms.Form]
        )  # formtools wants one; get_form_list() gives the real ones
        return super().as_view(**initkwargs)

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return self.run.prefix

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "run" not in kwargs:
            return self.start(request)
        return super().dispatch(request, *args, **kwargs)

    def start(self, request: HttpRequest) -> HttpResponseBase:
        """POST begins a run and shows its first step; anything else goes to the intro, and creates nothing."""
        response: HttpResponseBase
        if request.method != "POST":
            response = redirect(self.get_intro_url())
        else:
            self.run = self.begin(request, **self.start_extra(request))
            response = redirect(self.step_url(next(iter(self.get_step_forms()))))
        add_never_cache_headers(response)
        return response

    def get_form_list(self) -> OrderedDict[str, type[forms.Form]]:
        """The path as formtools knows it: opaque ids to form classes."""
        every = self.get_step_forms()
        return OrderedDict((step_id(self.run.id, key), every[key]) for key in self.path_keys())

    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> forms.Form:
        step = step or self.steps.current
        key = self._key_of(step)
        return self.get_step_forms()[key](data=data, prefix=step, **self.get_step_form_kwargs(key))

    def _key_of(self, step: str) -> str:
        """The key behind an opaque id, of all steps of this run; :class:`TamperedRun` when there is none."""
        for key in self.get_step_forms():
            if secrets.compare_digest(step_id(self.run.id, key).encode(), step.encode()):
                return key
        raise TamperedRun("unknown step")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.run.done_url and not self.keep_after_finish:
            return redirect(self.run.done_url)
        if kwargs.get("step") is None:
            return redirect(self.step_url(self.first_unanswered()))
        key = self._key_of(kwargs["step"])
        if not self._may_see(key):
            return redirect(self.step_url(self.first_unanswered()))
        self.storage.current_step = kwargs["step"]
        return self.render(self.get_form(data=self.storage.current_step_data))

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs.get("step") is None:
            raise TamperedRun("answers without a step")
        key = self._key_of(kwargs["step"])
        management = ManagementForm(self.request.POST, prefix=self.prefix)
        if not management.is_valid() or management.cleaned_data["current_step"] != kwargs["step"]:
            raise TamperedRun("management form missing or changed")
        if self.run.done_url and not self.keep_after_finish:
            return redirect(self.run.done_url)
        if not self._may_see(key):  # an old page, after an earlier answer was changed in another window
            return redirect(self.step_url(self.first_unanswered()))
        self.storage.current_step = kwargs["step"]
        form = self.get_form(data=self.request.POST)
        if not form.is_valid():
            return self.render(form)
        is_last = key == self.path_keys()[-1]
        if not is_last or self.keep_after_finish:
            self.storage.set_step_data(kwargs["step"], self.process_step(form))
            self.forget()
        if is_last and key == self.path_keys()[-1]:
            return self._send(key, form)
        return redirect(self.next_url(key))

    def next_url(self, key: str) -> str:
        """Where to go after a valid answer: the next step, or on ``?wijzig`` the first that is still open."""
        path = self.path_keys()
        if "wijzig" in self.request.GET or key not in path:
            return self.step_url(self.first_unanswered())
        return self.step_url(path[min(path.index(key) + 1, len(path) - 1)])

    def _send(self, key: str, form: forms.Form) -> HttpResponseRedirect:
        if self.first_unanswered() != key:
            return redirect(self.step_url(self.first_unanswered()))
        valid: dict[str, forms.Form] = {}
        for earlier in self.path_keys()[:-1]:
            sid = step_id(self.run.id, earlier)
            valid[earlier] = self.get_form(sid, data=self.storage.get_step_data(sid))
            valid[earlier].full_clean()
        valid[key] = form
        self.run.done_url = self.finish(valid)
        if not self.keep_after_finish:
            self.storage.reset()
        self.save_run(self.request, self.run)
        return redirect(self.run.done_url)

    def _may_see(self, key: str) -> bool:
        path = self.path_keys()
        return key in path and path.index(key) <= path.index(self.first_unanswered())

    def process_step(self, form: forms.Form) -> dict[str, list[str]]:
        """What is stored of a posted step: the form's own fields and nothing else (no CSRF token, no stray
        input).
        """
        allowed = re.compile(
            "|".join(
                re.escape(form.add_prefix(name)) + (r"(_\w+)?" if hasattr(bound.widget, "widgets") else "")
                for name, bound in form.fields.items()
            )
            or "(?!)"
        )
        return {name: values for name, values in form.data.lists() if allowed.fullmatch(name)}

    def get_template_names(self) -> list[str]:
        key = self._key_of(self.steps.current)
        return [self.template_names.get(key, self.template_name)]

    def get_context_data(self, form: forms.Form, **kwargs: Any) -> dict[str, Any]:
        key = self._key_of(self.steps.current)
        path = self.path_keys()
        at = path.index(key)
        back = self.step_url(path[at - 1]) if at else self.get_intro_url()
        context = super().get_context_data(form=form, **kwargs)
        return {**context, "step_key": key, "back_url": back, "is_last": at == len(path) - 1, "run": self.run}
