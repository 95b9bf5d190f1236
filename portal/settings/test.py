"""For tests: fast hashing, mail in memory, tasks at once, a database file that can be reused."""

import os

os.environ.setdefault("DICHTBIJ_DEMO", "1")

from portal.settings.base import *
from portal.settings.base import DATABASES, STORAGES, VAR

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for-tests"
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "wagtail"],
    }
}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
WHITENOISE_AUTOREFRESH = True
# Tests for a real Elasticsearch read the address themselves; the others never write to it.
ELASTICSEARCH_URL = ""
