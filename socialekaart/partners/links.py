"""Links to catalogue pages in rich text lead to the same offer on the site that is being visited."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from socialekaart.models import CataloguePage
from socialekaart.models.adres import CataloguePagina


class BlijfHierLinkHandler(PageLinkHandler):
    """Wagtail writes the address of a page's own site. Every site serves every offer at the same path, so the path
    alone is right for all, and a visitor of one municipality does not end up on the site of another."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        return [
            f'<a href="{escape(cls.adres(pagina))}">' if pagina else "<a>"
            for pagina in cls.get_many(attrs_list)
        ]

    @staticmethod
    def adres(pagina: Page) -> str:
        if isinstance(pagina, CataloguePagina | CataloguePage):
            return pagina.pad()
        return str(pagina.localized.url)
