"""Public addresses of the sociale kaart, the same on every site."""

from django.urls import path

from socialekaart import views
from socialekaart.gemist import reactie

app_name = "socialekaart"
urlpatterns = [
    path("zoeken/", views.zoeken, name="zoeken"),
    path("zoeken/suggesties/", views.suggesties, name="suggesties"),
    path("zoeken/reactie/", reactie.reactie, name="reactie"),
    path("zoeken/reactie/bedankt/", reactie.bedankt, name="reactie_bedankt"),
    path("aanbod/", views.overzicht, name="overzicht"),
    path("aanbod/<slug:organisatie>/", views.pagina, name="organisatie"),
    path("aanbod/<slug:organisatie>/<slug:onderdeel>/", views.pagina, name="onderdeel"),
    path("onderwerp/<slug:code>/", views.leefgebied, name="leefgebied"),
]
