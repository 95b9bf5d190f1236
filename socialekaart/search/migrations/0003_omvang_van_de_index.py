from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('zoeken', '0002_som_van_de_index'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='indexstand',
            name='woorden_versie',
        ),
        migrations.AddField(
            model_name='indexstand',
            name='omvang',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
