"""Addresses under /beheer/meldingen/. A melding is addressed by its reference."""

from django.urls import path

from forms.inbox import views

app_name = "meldingen"

urlpatterns = [
    path("", views.LijstView.as_view(), name="lijst"),
    path("<str:referentie>/", views.DetailView.as_view(), name="detail"),
    path("<str:referentie>/status/", views.StatusView.as_view(), name="status"),
    path("<str:referentie>/notitie/", views.NotitieView.as_view(), name="notitie"),
]
