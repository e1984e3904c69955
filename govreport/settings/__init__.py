"""Settings, driven by the environment; SQLite and a local worker unless told otherwise. One file for each concern."""

from govreport.settings.application import *  # noqa: F403
from govreport.settings.background import *  # noqa: F403
from govreport.settings.database import *  # noqa: F403
from govreport.settings.environment import *  # noqa: F403
from govreport.settings.files import *  # noqa: F403
from govreport.settings.mail import *  # noqa: F403
from govreport.settings.oidc import *  # noqa: F403
from govreport.settings.operation import *  # noqa: F403
from govreport.settings.people import *  # noqa: F403
from govreport.settings.security import *  # noqa: F403
