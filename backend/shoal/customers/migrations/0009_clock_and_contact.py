"""Tables of the clock, inquiries, merging, reveals, hand-over and calendar feeds."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import shoal.customers.models.intake_form


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0008_no_tempting_indexes'),
        ('organization', '0006_calendar'),
        ('teaching', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('position', models.BigIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('attempt', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('web_form', 'Web Form'), ('walk_in', 'Walk In'), ('phone', 'Phone'), ('wechat', 'Wechat'), ('referral', 'Referral'), ('api', 'Api')], max_length=20)),
                ('question', models.TextField(blank=True, default='')),
                ('name', models.CharField(blank=True, default='', max_length=100)),
                ('phone', models.CharField(blank=True, default='', max_length=60)),
                ('wechat', models.CharField(blank=True, default='', max_length=100)),
                ('qq', models.CharField(blank=True, default='', max_length=60)),
                ('email', models.CharField(blank=True, default='', max_length=254)),
                ('occurred_at', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('disposition', models.CharField(choices=[('undisposed', 'Undisposed'), ('attached', 'Attached'), ('created', 'Created'), ('rejected', 'Rejected')], default='undisposed', max_length=12)),
                ('reason', models.CharField(blank=True, default='', max_length=40)),
                ('disposed_at', models.DateTimeField(null=True)),
                ('page', models.CharField(blank=True, default='', max_length=500)),
                ('utm', models.JSONField(default=dict)),
                ('consent', models.TextField(blank=True, default='')),
                ('fingerprint', models.CharField(blank=True, default='', max_length=64)),
                ('repeats', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='DuplicateProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.JSONField(default=list)),
                ('score', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('open', 'Open'), ('dismissed', 'Dismissed'), ('merged', 'Merged')], default='open', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shares', models.JSONField()),
                ('leaves', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('position', models.BigIntegerField(default=0)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('attempt', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='IntakeForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('title', models.JSONField(default=dict)),
                ('thanks', models.JSONField(default=dict)),
                ('consent', models.JSONField(default=dict)),
                ('fields', models.JSONField(default=shoal.customers.models.intake_form._all_fields)),
                ('unknown', models.CharField(choices=[('create', 'Create'), ('ask', 'Ask')], default='create', max_length=10)),
                ('allowed_origins', models.JSONField(default=list)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='MergeRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('moved', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='PlanFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(blank=True, default='', max_length=60)),
                ('created_at', models.DateTimeField()),
                ('last_read_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Reveal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('fields', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name='customer',
            name='recycle_rule',
            field=models.CharField(default='', max_length=30),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(models.F('owner'), models.F('recycle_due_at'), models.F('id'), condition=models.Q(('owner__isnull', False)), name='held_by_due'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(models.F('recycle_due_at'), models.F('id'), condition=models.Q(('recycle_due_at__isnull', False)), name='customer_by_due'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='merged_into_whom'),
        ),
        migrations.AddIndex(
            model_name='ownershipspell',
            index=models.Index(fields=['start_reason', 'started_at', 'id'], name='spell_by_reason'),
        ),
        migrations.AddConstraint(
            model_name='customer',
            constraint=models.CheckConstraint(condition=models.Q(('recycle_due_at__isnull', True), ('owner__isnull', False), _connector='OR'), name='customer_due_is_held'),
        ),
        migrations.AddField(
            model_name='clockjob',
            name='owner',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clockjob',
            name='pool',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.pool'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='campus',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.campus'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='courses',
            field=models.ManyToManyField(related_name='+', to='teaching.course'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='customer',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='disposed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='consultation',
            name='pool',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.pool'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='source',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.listentry'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='taken_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duplicateproposal',
            name='decided_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duplicateproposal',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='duplicateproposal',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='handover',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='employee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='intakeform',
            name='campaign',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.listentry'),
        ),
        migrations.AddField(
            model_name='intakeform',
            name='campus',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.campus'),
        ),
        migrations.AddField(
            model_name='intakeform',
            name='courses',
            field=models.ManyToManyField(related_name='+', to='teaching.course'),
        ),
        migrations.AddField(
            model_name='intakeform',
            name='created_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='intakeform',
            name='pool',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.pool'),
        ),
        migrations.AddField(
            model_name='intakeform',
            name='source',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.listentry'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='form',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='customers.intakeform'),
        ),
        migrations.AddField(
            model_name='mergerecord',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mergerecord',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='mergerecord',
            name='merged',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='mergerecord',
            name='undone_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planfeed',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_feeds', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reveal',
            name='customer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reveals', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='reveal',
            name='employee',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='duplicateproposal',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['-score', 'id'], name='open_proposals'),
        ),
        migrations.AddConstraint(
            model_name='duplicateproposal',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='proposal_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicateproposal',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='proposal_in_order'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(models.F('employee'), condition=models.Q(('finished_at__isnull', True)), name='one_hand_over_at_once'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(fields=['-created_at', '-id'], name='consultation_by_time'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(fields=['disposition', 'created_at', 'id'], name='consultation_by_fate'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(condition=models.Q(('customer__isnull', False)), fields=['customer', '-created_at', '-id'], name='consultation_by_customer'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(condition=models.Q(('form__isnull', False)), fields=['form', 'fingerprint', 'created_at'], name='consultation_repeats'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('customer__isnull', False), ('disposition__in', ('attached', 'created'))), models.Q(('customer__isnull', True), ('disposition__in', ('undisposed', 'rejected'))), _connector='OR'), name='consultation_customer_by_disposition'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('disposed_at__isnull', True), ('disposition', 'undisposed')), models.Q(models.Q(('disposition', 'undisposed'), _negated=True), ('disposed_at__isnull', False)), _connector='OR'), name='consultation_disposed_with_instant'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('disposition', 'rejected'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('disposition', 'rejected'), _negated=True), ('reason', '')), _connector='OR'), name='consultation_rejected_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='mergerecord',
            constraint=models.UniqueConstraint(models.F('merged'), condition=models.Q(('undone_at__isnull', True)), name='merged_away_once'),
        ),
        migrations.AddConstraint(
            model_name='mergerecord',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='merge_of_two'),
        ),
        migrations.AddIndex(
            model_name='reveal',
            index=models.Index(fields=['employee', 'at'], name='reveal_by_employee'),
        ),
    ]
