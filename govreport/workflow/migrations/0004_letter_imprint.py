from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0003_submission_letter'),
    ]

    operations = [
        migrations.AddField(
            model_name='submissionletter',
            name='printed_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='印发机关'),
        ),
        migrations.AddField(
            model_name='submissionletter',
            name='printed_on',
            field=models.DateField(blank=True, null=True, verbose_name='印发日期'),
        ),
    ]
