"""English is there from the first migration, also on an installation without demo content."""

from django.db import migrations


def maak_engels(apps, schema_editor):
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="en")


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]
    operations = [migrations.RunPython(maak_engels, migrations.RunPython.noop)]
