"""The shipped leefgebieden and doelgroepen; editors may rename them, codes stay."""

from django.db import migrations

from socialekaart.taxonomy import DOELGROEPEN, LEEFGEBIEDEN


def vul(apps, schema_editor):
    Leefgebied = apps.get_model("socialekaart", "Leefgebied")
    Doelgroep = apps.get_model("socialekaart", "Doelgroep")
    for nummer, gebied in enumerate(LEEFGEBIEDEN, 1):
        Leefgebied.objects.get_or_create(
            code=gebied.code, defaults={"naam": gebied.naam, "woorden": gebied.woorden, "volgorde": nummer * 10}
        )
    for nummer, (code, naam) in enumerate(DOELGROEPEN, 1):
        Doelgroep.objects.get_or_create(code=code, defaults={"naam": naam, "volgorde": nummer * 10})


class Migration(migrations.Migration):
    dependencies = [("socialekaart", "0001_initial")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
