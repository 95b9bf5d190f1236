"""Addresses of the self-check. Fixed words come before ``<step:step>``, which takes anything."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from selfcheck import views
from selfcheck.wizard import ZelfcheckWizard

app_name = "zelfcheck"

urlpatterns = [
    path("", views.lijst, name="lijst"),
    # Exempt, so that the list needs no cookie: starting only makes an empty run, and the session cookie is SameSite.
    path("<slug:slug>/start/", csrf_exempt(ZelfcheckWizard.as_view()), name="start"),
    path("<slug:slug>/<run:run>/", ZelfcheckWizard.as_view(), name="run"),
    path("<slug:slug>/<run:run>/uitkomst/", views.Uitkomst.as_view(), name="uitkomst"),
    path("<slug:slug>/<run:run>/meenemen/", views.Meenemen.as_view(), name="meenemen"),
    path("<slug:slug>/<run:run>/wissen/", views.Wissen.as_view(), name="wissen"),
    path("<slug:slug>/<run:run>/<step:step>/", ZelfcheckWizard.as_view(), name="stap"),
]
