from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    name = "portal.shell"
    label = "shell"
    verbose_name = _("Basis")

    def ready(self) -> None:
        from portal.shell import health, maintenance, parts, runs, sessies

        health.register("database", parts.database)
        health.register("taken", parts.tasks)
        maintenance.register("sessies", parts.clear_sessions)
        maintenance.register("antwoorden in sessies", sessies.wipe)
        sessies.register(runs.wipe_expired)
        maintenance.register("publiceren", parts.publish_scheduled)
        maintenance.register("afgebroken taken", parts.return_tasks)
        maintenance.register("taken", parts.prune_tasks)
