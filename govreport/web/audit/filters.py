"""筛选: which events are asked for: by person, agency, kind, day, subject, outcome."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, User
from govreport.journal.actions import ACTIONS
from govreport.journal.export import between
from govreport.journal.models import EventQuerySet

_DATE = {"invalid": _("日期应写作 2026-01-31。")}
# So many people or agencies a word may stand for.
_MOST = 500


class EventFilter(forms.Form):
    """筛选条件; everything is optional."""

    person = forms.CharField(label=_("人员"), max_length=60, required=False)
    agency = forms.CharField(label=_("机关"), max_length=100, required=False)
    action = forms.ChoiceField(label=_("操作"), required=False)
    since = forms.DateField(label=_("起始日期"), required=False, error_messages=_DATE)
    until = forms.DateField(label=_("截止日期"), required=False, error_messages=_DATE)
    subject = forms.CharField(label=_("对象"), max_length=60, required=False)
    failed = forms.BooleanField(label=_("只看没有成功的"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("全部")), *ACTIONS.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        data = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", _("截止日期早于起始日期，请核对。"))
        return data

    def apply(self, events: EventQuerySet) -> EventQuerySet:
        """The events asked for; none while something typed cannot be understood."""
        if not self.is_valid():
            return events.none()
        data = self.cleaned_data
        if data["person"]:
            events = events.filter(_of_person(data["person"]))
        if data["agency"]:
            named = Q(name__contains=data["agency"]) | Q(short_name__contains=data["agency"]) | Q(code=data["agency"])
            codes = list(Agency.objects.filter(named).order_by().values_list("code", flat=True)[:_MOST])
            events = events.filter(agency_key__in=codes)
        for name, column in (("action", "action"), ("subject", "subject")):
            if data[name]:
                events = events.filter(**{column: data[name]})
        if data["failed"]:
            events = events.filter(succeeded=False)
        return between(events, data["since"], data["until"])

    @property
    def chosen(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)


def _of_person(words: str) -> Q:
    """What the person did, and what was done to the person's account."""
    people = User.objects.filter(Q(full_name__contains=words) | Q(username__iexact=words))
    keys = list(people.order_by().values_list("pk", flat=True)[:_MOST])
    return Q(actor__in=keys) | Q(subject__in=[f"user:{key}" for key in keys])
