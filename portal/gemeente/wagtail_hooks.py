"""Municipalities in the admin: lists that a beheerder keeps."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.gemeente.models import Gemeente, Kern, Postcode, Wijk


class GemeenteViewSet(ModelViewSet):
    model = Gemeente
    icon = "site"
    list_display = ["naam", "code"]
    form_fields = ["naam", "code", "slug", "lat", "lon"]
    search_fields = ["naam", "code"]
    search_backend_name = None


class WijkViewSet(ModelViewSet):
    model = Wijk
    icon = "site"
    list_display = ["naam", "gemeente", "code"]
    list_filter = ["gemeente"]
    form_fields = ["gemeente", "naam", "code", "lat", "lon", "omtrek"]
    search_fields = ["naam", "code"]
    search_backend_name = None


class KernViewSet(ModelViewSet):
    model = Kern
    icon = "site"
    list_display = ["naam", "gemeente"]
    form_fields = ["gemeente", "wijk", "naam", "lat", "lon"]
    search_fields = ["naam"]
    search_backend_name = None


class PostcodeViewSet(ModelViewSet):
    model = Postcode
    icon = "site"
    list_display = ["postcode", "gemeente", "wijk"]
    list_filter = ["gemeente", "wijk"]
    form_fields = ["postcode", "gemeente", "wijk", "lat", "lon"]
    search_fields = ["postcode"]
    search_backend_name = None


class GebiedViewSetGroup(ModelViewSetGroup):
    menu_label = _("Gebieden")
    menu_icon = "site"
    menu_order = 700
    items = (
        GemeenteViewSet("gemeenten"),
        WijkViewSet("wijken"),
        KernViewSet("kernen"),
        PostcodeViewSet("postcodes"),
    )


@hooks.register("register_admin_viewset")
def gebieden() -> GebiedViewSetGroup:
    return GebiedViewSetGroup()
