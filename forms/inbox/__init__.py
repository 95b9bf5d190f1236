"""The inbox of the sociaal teams, in Wagtail's admin."""
