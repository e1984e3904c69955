"""The worker serves every queue that the settings send work to."""

from celery import current_app
from django.conf import settings

from tests.fixtures.queue import Worker


def test_a_worker_listens_to_every_queue_in_use(redis_worker: Worker) -> None:
    answers = current_app.control.inspect(timeout=5, limit=1).active_queues()
    listening = {queue["name"] for queues in answers.values() for queue in queues}
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert routed | {settings.CELERY_TASK_DEFAULT_QUEUE} <= listening


def test_a_worker_knows_the_tasks_of_every_room(redis_worker: Worker) -> None:
    own = {name for name in current_app.tasks if name.startswith("govreport.")}
    (known,) = current_app.control.inspect(timeout=5, limit=1).registered().values()
    assert own
    assert own <= {name.split(" ")[0] for name in known}


def test_rendering_has_a_queue_of_its_own() -> None:
    route = current_app.amqp.router.route({}, "govreport.publishing.tasks.render_publication")
    assert route["queue"].name == "render"
