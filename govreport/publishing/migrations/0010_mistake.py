import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0009_frozen_files'),
        ('reports', '0008_abandoned'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mistake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='位置')),
                ('text', models.TextField(verbose_name='哪里有错')),
                ('contact', models.CharField(blank=True, max_length=100, verbose_name='联系方式')),
                ('reported_at', models.DateTimeField(auto_now_add=True, verbose_name='提出时间')),
                ('state', models.CharField(choices=[('new', '待处理'), ('right', '确有错误，已更正或将更正'), ('wrong', '经核对没有错误')], default='new', max_length=10, verbose_name='处理情况')),
                ('note', models.TextField(blank=True, verbose_name='处理说明')),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': '读者纠错',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['-published_at', '-id'], name='publication_latest'),
        ),
        migrations.AddField(
            model_name='mistake',
            name='publication',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mistakes', to='publishing.publication'),
        ),
        migrations.AddField(
            model_name='mistake',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'right', 'wrong'])), name='mistake_state_known'),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'new'), models.Q(('contact', ''), ('settled_at__isnull', False)), _connector='OR'), name='mistake_settled_keeps_no_contact'),
        ),
    ]
