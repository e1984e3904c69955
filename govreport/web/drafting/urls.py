"""编制工作台的地址: one address per section of a report; services say what may be done there."""

from django.urls import path

from govreport.web.drafting.carried import adopt, explain
from govreport.web.drafting.cell_history import cell_history
from govreport.web.drafting.copies import draft_copy, template
from govreport.web.drafting.editions import edition_json
from govreport.web.drafting.findings_files import findings_as_docx, findings_as_xlsx
from govreport.web.drafting.home import home
from govreport.web.drafting.imports import steps
from govreport.web.drafting.imports.views import original, picture, upload
from govreport.web.drafting.imports.views import show as import_page
from govreport.web.drafting.kit import own_site, own_site_kit
from govreport.web.drafting.lastyear import continue_
from govreport.web.drafting.letters import letter, letter_docx, letter_pdf
from govreport.web.drafting.links import links
from govreport.web.drafting.mistakes import mistakes
from govreport.web.drafting.news import news
from govreport.web.drafting.preview import preview, preview_pdf
from govreport.web.drafting.reason import reason, reason_json
from govreport.web.drafting.remarks import answer
from govreport.web.drafting.repairs import repairs
from govreport.web.drafting.saving import save, totals
from govreport.web.drafting.section import section
from govreport.web.drafting.start import start
from govreport.web.drafting.summary import report
from govreport.web.drafting.verbs import recall, submit
from govreport.web.drafting.zeros import undo as undo_zeros
from govreport.web.drafting.zeros import zeros

app_name = "drafting"

urlpatterns = [
    path("", home, name="home"),
    path("start/", start, name="start"),
    path("imports/<int:pk>/", import_page, name="import"),
    path("imports/<int:pk>/decide/", steps.decide, name="import-decide"),
    path("imports/<int:pk>/rest/", steps.confirm_rest, name="import-rest"),
    path("imports/<int:pk>/parts/", steps.parts, name="import-parts"),
    path("imports/<int:pk>/into/", steps.into, name="import-into"),
    path("imports/<int:pk>/confirm/", steps.confirm, name="import-confirm"),
    path("imports/<int:pk>/discard/", steps.discard, name="import-discard"),
    path("imports/<int:pk>/file", original, name="import-file"),
    path("imports/<int:pk>/pages/<int:number>.png", picture, name="import-picture"),
    path("reports/<int:pk>/import/", upload, name="import-upload"),
    path("start/continue/", continue_, name="continue"),
    path("editions/<slug:code>/<slug:language>.json", edition_json, name="edition"),
    path("reports/<int:pk>/", report, name="report"),
    path("reports/<int:pk>/cells/", save, name="save"),
    path("reports/<int:pk>/news/", news, name="news"),
    path("reports/<int:pk>/totals/", totals, name="totals"),
    path("reports/<int:pk>/carried/explain/", explain, name="explain"),
    path("reports/<int:pk>/carried/adopt/", adopt, name="adopt-carried"),
    path("reports/<int:pk>/reasons/", reason, name="reason"),
    path("reports/<int:pk>/reasons.json", reason_json, name="reason-json"),
    path("reports/<int:pk>/repairs/", repairs, name="repairs"),
    path("reports/<int:pk>/remarks/<int:key>/", answer, name="answer"),
    path("reports/<int:pk>/submit/", submit, name="submit"),
    path("reports/<int:pk>/recall/", recall, name="recall"),
    path("reports/<int:pk>/preview/", preview, name="preview"),
    path("reports/<int:pk>/preview.pdf", preview_pdf, name="preview-pdf"),
    path("template/<int:year>/<slug:code>.xlsx", template, name="template"),
    path("reports/<int:pk>/draft.<slug:suffix>", draft_copy, name="copy"),
    path("reports/<int:pk>/findings.xlsx", findings_as_xlsx, name="findings-xlsx"),
    path("reports/<int:pk>/findings.docx", findings_as_docx, name="findings-docx"),
    path("reports/<int:pk>/letter/", letter, name="letter"),
    path("reports/<int:pk>/letter.pdf", letter_pdf, name="letter-pdf"),
    path("reports/<int:pk>/letter.docx", letter_docx, name="letter-docx"),
    path("reports/<int:pk>/mistakes/", mistakes, name="mistakes"),
    path("reports/<int:pk>/own-site/", own_site, name="own-site"),
    path("reports/<int:pk>/own-site/kit.zip", own_site_kit, name="own-site-kit"),
    path("reports/<int:pk>/history/", cell_history, name="history"),
    path("reports/<int:pk>/<slug:code>/", section, name="section"),
    path("reports/<int:pk>/<slug:code>/links/", links, name="links"),
    path("reports/<int:pk>/<slug:code>/zeros/", zeros, name="zeros"),
    path("reports/<int:pk>/<slug:code>/zeros/undo/", undo_zeros, name="undo-zeros"),
]
