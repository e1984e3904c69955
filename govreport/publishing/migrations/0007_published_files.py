from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# The triggers go with the tables that SQLite makes anew; migration 0009 brings them back.
_frozen = import_module("govreport.publishing.migrations.0006_frozen")


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0006_frozen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(_frozen.release, _frozen.guard, elidable=False),
        migrations.CreateModel(
            name='Manifest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='manifests', to='publishing.publication')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('data', models.TextField()),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('sm3', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': '公布文件清单',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='PublishedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='publishing.publication')),
                ('suffix', models.CharField(max_length=8)),
                ('content', models.FileField(max_length=255, upload_to='publications')),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('sm3', models.CharField(db_index=True, max_length=64)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': '公布文件',
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='withdrawal',
            name='withdrawal_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='withdrawal',
            name='withdrawal_by_two_people',
        ),
        migrations.RemoveConstraint(
            model_name='withdrawal',
            name='withdrawal_one_at_a_time',
        ),
        migrations.AddField(
            model_name='timedrelease',
            name='at_once',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='withdrawal',
            name='state',
            field=models.CharField(choices=[('asked', '等待批准'), ('declined', '未批准'), ('replaced', '已由更正办结'), ('done', '已撤回')], default='asked', max_length=10, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'declined', 'replaced', 'done'])), name='withdrawal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), ('state', 'replaced'), _connector='OR'), name='withdrawal_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'done'])), fields=('publication',), name='withdrawal_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='manifest',
            constraint=models.UniqueConstraint(fields=('publication', 'number'), name='manifest_number_once'),
        ),
    ]
