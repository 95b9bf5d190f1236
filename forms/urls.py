"""Addresses under /melden/. Runs and steps have opaque ids; the anonymous signal has one address and no session."""

from django.urls import path

from forms.anoniem import AnoniemSignaalView
from forms.views import BeginView, KlaarView, SignaalView, UitlegView, WisView
from forms.wizard import MeldenWizard

app_name = "melden"

urlpatterns = [
    path("", BeginView.as_view(), name="begin"),
    path("signaal/", SignaalView.as_view(), name="signaal"),
    path("anoniem/", AnoniemSignaalView.as_view(), name="anoniem"),
    path("uitleg/", UitlegView.as_view(), name="uitleg"),
    path("start/", MeldenWizard.as_view(), name="start"),
    path("<run:run>/", MeldenWizard.as_view(), name="run"),
    path("<run:run>/wissen/", WisView.as_view(), name="wissen"),
    path("<run:run>/klaar/", KlaarView.as_view(), name="klaar"),
    path("<run:run>/<step:step>/", MeldenWizard.as_view(), name="stap"),
]
