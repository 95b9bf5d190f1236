"""De leefgebieden as choices: code → name as people see it, in the order of the whole portal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from socialekaart.taxonomy import LEEFGEBIEDEN as _INFO

LEEFGEBIEDEN = {info.code: gettext_lazy(info.naam) for info in _INFO}

#: code → three everyday words that belong to it.
LEEFGEBIED_WOORDEN = {info.code: gettext_lazy(info.woorden) for info in _INFO}
