"""发布材料: what an agency needs to publish the report on its own site, and the address there written back."""

from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from govreport.publishing.models import Publication
from govreport.publishing.own_site import kit, may_record, record_own_site
from govreport.publishing.selectors import publication_of
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.pages import page

FILES: Final = ("fragment.html", "page.html", "PDF", "DOCX", "XLSX", "TXT", "report.json", "manifest.json")


class OwnSiteForm(forms.Form):
    """本机关网站上的网址和公布日期; what is acceptable says the service."""

    url = forms.CharField(
        label=gettext_lazy("网址"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "class": "form-control"}),
    )
    on = forms.DateField(
        label=gettext_lazy("在本机关网站公布的日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("公布日期应写作 2026-01-31。")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_site(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The kit and the form, for everyone who may see the report; its drafters and signatories write back."""
    user = person(request)
    report = report_for(user, pk)
    publication = _publication_or_404(pk)
    writes = may_record(user, publication)
    held = {"url": publication.own_site_url, "on": publication.own_site_on}
    form = OwnSiteForm(request.POST if request.method == "POST" else None, initial=held)
    status = 200
    if request.method == "POST":
        if not writes:
            raise PermissionDenied(_("公布地址由本机关的起草人或签发人登记，您的岗位不能登记。"))
        if _recorded(request, form, publication):
            return redirect("drafting:own-site", pk)
        status = 422
    context = {
        "report": report,
        "version": publication.version,
        "publication": publication,
        "form": form,
        "writes": writes,
        "files": FILES,
        "address": _address(request, publication),
    }
    return page(request, "drafting/own_site.html", context, status=status)


def _recorded(request: HttpRequest, form: OwnSiteForm, publication: Publication) -> bool:
    if not form.is_valid():
        return False
    url, on = form.cleaned_data["url"], form.cleaned_data["on"]
    try:
        record_own_site(publication=publication, url=url, on=on, by=person(request))
    except Refused as refused:
        form.add_error("url", str(refused))
        return False
    messages.success(request, _("公布地址已登记，公众可以从年报专栏打开。") if url else _("公布地址已取消登记。"))
    return True


@require_safe
@signed_in
def own_site_kit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """发布材料包: the ZIP, for everyone who may see the report."""
    report_for(person(request), pk)
    publication = _publication_or_404(pk)
    response = HttpResponse(kit(publication, _address(request, publication)), content_type="application/zip")
    name = f"{publication.version.title}发布材料包.zip"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response


def _publication_or_404(report: int) -> Publication:
    publication = publication_of(report)
    if publication is None:
        raise Http404
    return publication


def _address(request: HttpRequest, publication: Publication) -> str:
    report = publication.version.report
    return request.build_absolute_uri(reverse("portal:report", args=[report.year, report.agency.code]))
