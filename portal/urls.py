"""The whole address space. Fixed points are named in the README."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.pages import views as pages
from portal.shell import media

urlpatterns = [
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("sitemap.xml", pages.sitemap),
    path("robots.txt", pages.robots),
    path(".well-known/security.txt", pages.security_txt),
    path("media/<path:pad>", media.beeld),
]
urlpatterns += i18n_patterns(
    path("", include("socialekaart.urls")),
    path("zelfcheck/", include("selfcheck.urls")),
    path("melden/", include("forms.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "portal.shell.errors.bad_request"
handler403 = "portal.shell.errors.permission_denied"
handler404 = "portal.shell.errors.page_not_found"
handler500 = "portal.shell.errors.server_error"
