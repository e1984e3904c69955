"""The production topology, started once for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.production.topology import Topology

PEOPLE = """
from govreport.agencies.models import Agency, Kind, Level, Role, Scope, User
from govreport.agencies.services import appoint, register
from tests.cast import PASSWORD
county = register(code="yunxi", name="云溪县人民政府", level=Level.COUNTY, kind=Kind.GOVERNMENT, sort=10)
bureau = register(code="yunxi-lincao", name="云溪县林业和草原局", short_name="云溪县林草局", level=Level.COUNTY,
                  kind=Kind.DEPARTMENT, sort=11, parent=county)
for name, role in (("drafter", Role.DRAFTER), ("reviewer", Role.REVIEWER), ("signatory", Role.SIGNATORY)):
    user = User.objects.create_user(name, password=PASSWORD, full_name=name)
    appoint(user=user, agency=bureau, role=role)
"""


@pytest.fixture(scope="session")
def topology(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Topology]:
    """Everything runs, and three people of one bureau can sign in."""
    topology = Topology(tmp_path_factory.mktemp("topology"))
    try:
        topology.start_all()
        topology.python(PEOPLE)
        yield topology
    finally:
        topology.stop()
