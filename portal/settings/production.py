"""For serving. HTTPS everywhere unless DICHTBIJ_HTTPS=0 (the local demo, or a proxy that is not there yet)."""

from portal.settings.base import *
from portal.settings.base import DEMO, env

HTTPS = env.bool("DICHTBIJ_HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if not DEMO:
    EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
    vars().update(EMAIL_CONFIG)

# The editor's preview shows the site in a frame of the site itself, so DENY is not possible; SAMEORIGIN is.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
