"""取用规则: for every address of the system, who gets in; one line per name of an address.

A new view without a line here fails ``tests/web/test_access.py``. A line says for each method whose door it is. How
others are turned away follows: ``no`` is a sentence (403), ``none`` is as if nothing were there (404); who is not
signed in gets no further than the sign-in page. A method that is not named must answer 405.
"""

from collections.abc import Mapping
from typing import Final

# Who asks, and from where: the agency itself, the office above it, and everybody else.
AGENCY: Final = frozenset({"drafter", "reviewer", "signatory", "viewer", "lead"})
OFFICE: Final = frozenset({"supervisor"})
ADMINISTRATORS: Final = frozenset({"system_admin", "security_admin", "audit_admin"})
# ``parent`` works for the government above without reaching below; ``stranger`` does everything at another agency;
# ``former`` has an account and no post any more.
OUTSIDE: Final = frozenset({"parent", "stranger", "former", *ADMINISTRATORS})
SIGNED_IN: Final = AGENCY | OFFICE | OUTSIDE
# Not signed in, and signed in with an account that has been suspended since.
SIGNED_OUT: Final = frozenset({"nobody", "suspended"})
EVERYBODY: Final = SIGNED_IN | SIGNED_OUT

Rule = Mapping[str, str]  # person → yes, no, none or out


def door(yes: frozenset[str] | set[str], none: frozenset[str] | set[str] = frozenset()) -> Rule:
    """Who gets in, and for whom nothing is there; everybody else who is signed in is told that it is not theirs."""
    answers = dict.fromkeys(SIGNED_OUT, "out") | dict.fromkeys(SIGNED_IN, "no")
    return answers | dict.fromkeys(none, "none") | dict.fromkeys(yes, "yes")


# The doors there are. PUBLIC answers everybody alike, whatever the answer is.
PUBLIC: Final[Rule] = dict.fromkeys(EVERYBODY, "yes")
OPEN: Final = door(SIGNED_IN)
# For whoever has a post with such reports, wherever: others read a sentence.
SEES: Final = door(AGENCY | OFFICE, OUTSIDE)
DRAFTS: Final = door({"drafter"}, OUTSIDE)
DECIDES: Final = door({"reviewer", "signatory"}, OUTSIDE)
SIGNS: Final = door({"signatory"}, OUTSIDE)
SENDS: Final = door({"drafter", "reviewer", "signatory"}, OUTSIDE)
NOBODY: Final = door(set(), OUTSIDE)
OVERSEES: Final = door({"supervisor"})
# A file that the office's batch does not have.
FILE: Final = door(set(), {"supervisor"})
ARCHIVES: Final = door({"drafter", "signatory", "supervisor", "stranger", "parent"})
STAFFS: Final = door({"lead", "security_admin", "system_admin"}, {"parent", "stranger", "former"})
ROUTES: Final = door({"lead", "system_admin"}, {"parent", "stranger", "former"})
AUDITS: Final = door({"audit_admin"})
REGISTERS: Final = door({"system_admin"}, {"parent", "stranger", "former"})
# The holder of a post, and whoever arranges the posts of the agency.
POST: Final = door({"drafter", "lead", "security_admin"}, SIGNED_IN - {"drafter", "lead", "security_admin"})
# Asked for something that is not there, or that is somebody else's: all get the same answer.
OWN: Final = door(set(), SIGNED_IN)

# What another server tells, which has no form of ours: a signature says who it is (tests/security/test_oidc_logout.py).
BY_SERVERS: Final = frozenset({"account:oidc-out"})

# Addresses of the public that only show something.
PAGES: Final = (
    "portal:home",
    "portal:agencies",
    "portal:agency",
    "portal:years",
    "portal:years-csv",
    "portal:agency-feed",
    "portal:regions",
    "portal:region",
    "portal:search",
    "portal:compare",
    "portal:year",
    "portal:report",
    "portal:pdf",
    "portal:json",
    "portal:docx",
    "portal:xlsx",
    "portal:txt",
    "portal:html",
    "portal:manifest",
    "portal:original",
    "portal:signature",
    "portal:versions",
    "portal:rules",
    "portal:data",
    "portal:data-file",
    "portal:dictionary",
    "portal:dictionary-csv",
    "portal:feed",
    "portal:sitemap",
    "portal:sitemap-section",
    "portal:robots",
    "portal:opensearch",
    "portal:site-map",
    "portal:help",
    "portal:health-live",
    "portal:health-ready",
    "portal:metrics",
)
DATA: Final = (
    "api",
    "api-v1:openapi-json",
    "api-v1:reports",
    "api-v1:report",
    "api-v1:version",
    "api-v1:agencies",
    "api-v1:agency",
    "api-v1:series",
    "api-v1:years",
    "api-v1:editions",
    "api-v1:edition",
    "api-v1:schema",
    "api-v1:api-root",
)

RULES: Final[Mapping[str, Mapping[str, Rule]]] = {
    # --- Messages and receipts: everybody's own, of what the person may see ---
    "inbox:list": {"get": OPEN},
    "inbox:read": {"post": OPEN},
    "inbox:open": {"get": OWN},
    "inbox:receipts": {"get": OPEN},
    "inbox:settings": {"get": OPEN, "post": OPEN},
    # --- The desk: writing ---
    "drafting:home": {"get": OPEN},
    "drafting:start": {"get": OPEN, "post": OPEN},
    "drafting:continue": {"post": OPEN},
    "drafting:edition": {"get": OPEN},
    "drafting:import": {"get": DRAFTS},
    "drafting:import-decide": {"post": DRAFTS},
    "drafting:import-rest": {"post": DRAFTS},
    "drafting:import-parts": {"post": DRAFTS},
    "drafting:import-into": {"post": DRAFTS},
    "drafting:import-confirm": {"post": DRAFTS},
    "drafting:import-discard": {"post": DRAFTS},
    "drafting:import-file": {"get": DRAFTS},
    "drafting:import-picture": {"get": DRAFTS},
    "drafting:import-upload": {"get": DRAFTS, "post": DRAFTS},
    "drafting:report": {"get": SEES},
    "drafting:section": {"get": SEES, "post": DRAFTS},
    "drafting:save": {"post": DRAFTS},
    "drafting:news": {"get": SEES},
    "drafting:totals": {"post": DRAFTS},
    "drafting:explain": {"post": DRAFTS},
    "drafting:adopt-carried": {"post": DRAFTS},
    "drafting:reason": {"post": DRAFTS},
    "drafting:reason-json": {"post": DRAFTS},
    # No such remark: the drafter is told so.
    "drafting:answer": {"post": DRAFTS},
    "drafting:repairs": {"get": DRAFTS, "post": DRAFTS},
    "drafting:submit": {"post": DRAFTS},
    "drafting:recall": {"post": DRAFTS},
    "drafting:preview": {"get": SEES},
    "drafting:preview-pdf": {"get": SEES},
    "drafting:template": {"get": DRAFTS},
    "drafting:copy": {"get": SEES},
    "drafting:findings-xlsx": {"get": SEES},
    "drafting:findings-docx": {"get": SEES},
    "drafting:letter": {"get": SEES, "post": SENDS},
    "drafting:letter-pdf": {"get": SEES},
    "drafting:letter-docx": {"get": SEES},
    # Not published: nothing to put up elsewhere.
    # Readers' contacts are for the agency's own people.
    "drafting:mistakes": {"get": door(AGENCY, OUTSIDE), "post": SENDS},
    "portal:mistake": {"get": PUBLIC, "post": PUBLIC},
    "drafting:own-site": {"get": OWN, "post": OWN},
    "drafting:own-site-kit": {"get": OWN},
    "drafting:history": {"get": SEES},
    "drafting:links": {"get": DRAFTS, "post": DRAFTS},
    "drafting:zeros": {"get": DRAFTS, "post": DRAFTS},
    "drafting:undo-zeros": {"post": DRAFTS},
    # --- The journal ---
    "audit:home": {"get": AUDITS},
    "audit:verify": {"post": AUDITS},
    "audit:csv": {"get": AUDITS},
    "audit:xlsx": {"get": AUDITS},
    "audit:jsonl": {"get": AUDITS},
    # --- The desk: approving ---
    "review:queue": {"get": OPEN},
    "review:many": {"post": OPEN},
    "review:decide": {"get": DECIDES},
    "review:approve": {"post": DECIDES},
    "review:return": {"post": DECIDES},
    "review:hand-in": {"post": SENDS},
    # A draft is not laid before the office (tests/web/review/test_handing_in.py).
    "review:accept": {"post": NOBODY},
    "review:send-back": {"post": NOBODY},
    "review:accept-reasons": {"post": DECIDES},
    "review:rule": {"post": DECIDES},
    "review:publish": {"post": DECIDES},
    "review:release": {"get": SEES},
    "review:public": {"get": SEES},
    "review:time": {"post": SIGNS},
    "review:correct": {"post": DRAFTS},
    "review:abandon": {"post": DRAFTS},
    "review:ask-withdrawal": {"post": door({"drafter", "reviewer", "signatory", "supervisor"}, OUTSIDE)},
    "review:settle-withdrawal": {"post": SIGNS},
    "review:remark": {"post": DECIDES},
    "review:thread": {"post": DECIDES},
    # Never submitted: nothing to sign, nothing to confirm.
    "review:sheet": {"get": OWN},
    "review:receipt": {"get": OWN},
    # --- The supervising office ---
    "oversight:status": {"get": OVERSEES},
    "oversight:status-many": {"post": OVERSEES},
    "oversight:status-file": {"get": FILE},
    "oversight:status-agency": {"get": OVERSEES, "post": OVERSEES},
    "oversight:rollup": {"get": OVERSEES},
    "oversight:rollup-file": {"get": FILE},
    "oversight:deadlines": {"get": OVERSEES, "post": OVERSEES},
    "oversight:opening": {"get": OVERSEES, "post": OVERSEES},
    "oversight:call-list": {"get": OVERSEES},
    "oversight:announcements": {"get": OVERSEES, "post": OVERSEES},
    "oversight:calendar": {"get": OPEN, "post": OPEN},
    # Whoever knows the secret.
    "oversight:calendar-file": {"get": PUBLIC},
    # Nobody was told or asked anything.
    "oversight:read": {"post": OWN},
    "oversight:received": {"post": OWN},
    "oversight:notices": {"get": OVERSEES, "post": OVERSEES},
    "oversight:files": {"get": OVERSEES, "post": OVERSEES},
    "oversight:batches": {"get": OVERSEES, "post": OVERSEES},
    "oversight:batch": {"get": OVERSEES},
    "oversight:batch-add": {"post": OVERSEES},
    "oversight:batch-confirm": {"post": OVERSEES},
    "oversight:notices-made": {"get": FILE},
    "oversight:notices-file": {"get": FILE},
    "oversight:notices-turn": {"post": FILE},
    "oversight:batch-letters": {"get": OVERSEES, "post": OVERSEES},
    "oversight:batch-letters-made": {"get": FILE},
    "oversight:batch-letters-file": {"get": FILE},
    "oversight:batch-letters-turn": {"post": FILE},
    "oversight:batch-results": {"get": OVERSEES},
    "oversight:batch-turn": {"post": OVERSEES},
    "oversight:batch-file": {"get": FILE, "post": FILE},
    "oversight:batch-file-original": {"get": FILE},
    "oversight:batch-file-result": {"get": FILE},
    # --- Reports of past years, jobs ---
    "archive:home": {"get": ARCHIVES},
    "archive:new": {"get": ARCHIVES, "post": ARCHIVES},
    "archive:confirm": {"post": ARCHIVES},
    "archive:batch": {"get": OWN, "post": OWN},
    "archive:item": {"get": OWN},
    "archive:decide": {"post": OWN},
    "archive:rest": {"post": OWN},
    "archive:picture": {"get": OWN},
    "archive:original": {"get": OWN},
    "jobs:list": {"get": OPEN},
    "jobs:cancel": {"post": OWN},
    "jobs:resume": {"post": OWN},
    # --- People, posts, routes ---
    "offices:home": {"get": OPEN},
    "offices:posts": {"get": OPEN},
    "offices:hand-over": {"get": POST, "post": POST},
    "offices:stand-in": {"get": POST, "post": POST},
    "offices:end-stand-in": {"post": POST},
    "offices:people": {"get": STAFFS},
    "offices:register": {"get": REGISTERS, "post": REGISTERS},
    "offices:route": {"get": ROUTES, "post": ROUTES},
    "offices:give": {"post": STAFFS},
    "offices:open": {"post": STAFFS},
    "offices:end": {"post": STAFFS},
    "offices:secure": {"post": STAFFS},
    # --- Accounts ---
    "login": {"get": PUBLIC, "post": PUBLIC},
    "logout": {"post": PUBLIC},
    "password": {"get": OPEN, "post": OPEN},
    "account:begin": {"get": PUBLIC, "post": PUBLIC},
    "account:code": {"get": PUBLIC, "post": PUBLIC},
    "account:devices": {"get": OPEN},
    "account:end": {"post": OPEN},
    # With the password given, with neither, or signed in: whoever has a key.
    "account:key": {"post": PUBLIC},
    "account:key-ask": {"post": PUBLIC},
    "account:keys": {"get": OPEN},
    "account:key-add": {"post": OPEN},
    "account:key-options": {"post": OPEN},
    "account:key-remove": {"post": OPEN},
    "account:left": {"get": OPEN, "post": OPEN},
    # Nothing where no provider is set; with one, tests/security/test_oidc.py.
    "account:oidc": {"get": PUBLIC, "post": PUBLIC},
    "account:oidc-back": {"get": PUBLIC},
    "account:oidc-left": {"get": PUBLIC},
    "account:oidc-out": {"post": PUBLIC},
    "account:prove": {"post": OPEN},
    "account:second": {"get": OPEN, "post": OPEN},
    "account:switch": {"post": OPEN},
    "set_language": {"get": PUBLIC, "post": PUBLIC},
    # --- The public ---
    **{name: {"get": PUBLIC} for name in PAGES},
    "portal:check": {"get": PUBLIC, "post": PUBLIC},
    "portal:check-files": {"post": PUBLIC},
    "portal:verify": {"get": PUBLIC, "post": PUBLIC},
    "portal:elder": {"post": PUBLIC},
    "portal:reading": {"post": PUBLIC},
    **{name: {"get": PUBLIC} for name in DATA},
}
