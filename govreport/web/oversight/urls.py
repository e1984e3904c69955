"""督查工作台的地址."""

from django.urls import path

from govreport.web.oversight.announcements import announcements, read
from govreport.web.oversight.batch import batch, batch_add, batch_confirm, batch_results, batch_turn
from govreport.web.oversight.batch_file import batch_file, batch_file_original, batch_file_result
from govreport.web.oversight.batch_letters import batch_letters
from govreport.web.oversight.batch_letters_made import letters_file, letters_made, letters_turn
from govreport.web.oversight.batches import batches
from govreport.web.oversight.calendar import calendar, calendar_file
from govreport.web.oversight.call_list import call_list
from govreport.web.oversight.deadlines import deadlines
from govreport.web.oversight.files import files
from govreport.web.oversight.notices import notices
from govreport.web.oversight.opening import opening
from govreport.web.oversight.received import received
from govreport.web.oversight.rollup import rollup_page
from govreport.web.oversight.rollup_files import rollup_file
from govreport.web.oversight.status import status
from govreport.web.oversight.status_agency import status_agency
from govreport.web.oversight.status_files import status_file
from govreport.web.oversight.status_many import status_many

app_name = "oversight"

urlpatterns = [
    path("", status, name="status"),
    path("many/", status_many, name="status-many"),
    path("status.<str:kind>", status_file, name="status-file"),
    path("agencies/<slug:code>/", status_agency, name="status-agency"),
    path("rollup/", rollup_page, name="rollup"),
    path("rollup.<str:kind>", rollup_file, name="rollup-file"),
    path("deadlines/", deadlines, name="deadlines"),
    path("opening/", opening, name="opening"),
    path("call-list.pdf", call_list, name="call-list"),
    path("announcements/", announcements, name="announcements"),
    path("announcements/<int:pk>/read/", read, name="read"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/<str:secret>.ics", calendar_file, name="calendar-file"),
    path("received/<int:pk>/", received, name="received"),
    path("notices/", notices, name="notices"),
    path("notices/<int:letters>/", letters_made, name="notices-made"),
    path("notices/<int:letters>/letters.zip", letters_file, name="notices-file"),
    path("notices/<int:letters>/<slug:turn>/", letters_turn, name="notices-turn"),
    path("files/", files, name="files"),
    path("batches/", batches, name="batches"),
    path("batches/<int:pk>/", batch, name="batch"),
    path("batches/<int:pk>/add/", batch_add, name="batch-add"),
    path("batches/<int:pk>/confirm/", batch_confirm, name="batch-confirm"),
    path("batches/<int:pk>/letters/", batch_letters, name="batch-letters"),
    path("batches/<int:pk>/letters/<int:letters>/", letters_made, name="batch-letters-made"),
    path("batches/<int:pk>/letters/<int:letters>/letters.zip", letters_file, name="batch-letters-file"),
    path("batches/<int:pk>/letters/<int:letters>/<slug:turn>/", letters_turn, name="batch-letters-turn"),
    path("batches/<int:pk>/results.xlsx", batch_results, name="batch-results"),
    path("batches/<int:pk>/<slug:turn>/", batch_turn, name="batch-turn"),
    path("batches/<int:pk>/files/<int:reading>/", batch_file, name="batch-file"),
    path("batches/<int:pk>/files/<int:reading>/original", batch_file_original, name="batch-file-original"),
    path("batches/<int:pk>/files/<int:reading>/result.<str:kind>", batch_file_result, name="batch-file-result"),
]
