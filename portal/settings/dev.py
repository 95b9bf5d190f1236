"""For developing: DEBUG, reloading, plain static files. Same database as `make run`."""

from portal.settings.base import *
from portal.settings.base import STORAGES, env

DEBUG = env.bool("DEBUG", default=True)
DEMO = env.bool("DICHTBIJ_DEMO", default=True)
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
