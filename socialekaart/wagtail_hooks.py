"""Registration only: what the hooks do is in `socialekaart.partners.hooks` and `socialekaart.verwijderen`."""

from wagtail import hooks

from socialekaart import verwijderen
from socialekaart.partners import hooks as partners

hooks.register("construct_page_chooser_queryset", partners.beperk_paginakiezer)
hooks.register("before_delete_page", partners.bewaar_wat_openbaar_was)
hooks.register("before_edit_page", partners.al_beoordeeld)
hooks.register("before_delete_page", verwijderen.plek_in_gebruik)
hooks.register("construct_reports_menu", partners.geen_rapporten)
# After Wagtail's own registration of the link type, which this replaces.
hooks.register("register_rich_text_features", partners.links_blijven_op_de_site, order=10)
