"""Addresses below `/beheer/zoekvragen/`."""

from django.urls import path

from socialekaart.gemist import beheer

app_name = "gemist"
urlpatterns = [
    path("", beheer.ZoekvragenView.as_view(), name="zoekvragen"),
    path("<int:pk>/synoniem/", beheer.SynoniemView.as_view(), name="synoniem"),
    path("<int:pk>/stand/", beheer.StandView.as_view(), name="stand"),
    path("reacties/", beheer.ReactiesView.as_view(), name="reacties"),
    path(
        "reacties/<int:pk>/verwijderen/", beheer.ReactieVerwijderenView.as_view(), name="reactie_verwijderen"
    ),
]
