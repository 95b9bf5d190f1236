"""What a team member sees on entering the admin: how much waits, and how much of it cannot wait."""

from __future__ import annotations

from typing import Any

from wagtail.admin.site_summary import SummaryItem

from forms import selectors


class MeldingenSamenvatting(SummaryItem):
    """One line on the home page of the admin, for who is in a team."""

    order = 50
    template_name = "forms/inbox/samenvatting.html"

    def is_shown(self) -> bool:
        return selectors.is_teamlid(self.request.user)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return selectors.wachtend(self.request.user)
