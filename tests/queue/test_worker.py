"""The worker serves every queue that the settings send work to."""

from celery import current_app
from django.conf import settings

from govreport.jobs.registry import handler_of, queues
from tests.fixtures.queue import Worker


def test_a_worker_listens_to_every_queue_in_use(redis_worker: Worker) -> None:
    answers = current_app.control.inspect(timeout=5, limit=1).active_queues()
    listening = {queue["name"] for queues in answers.values() for queue in queues}
    assert queues() | {settings.CELERY_TASK_DEFAULT_QUEUE} <= listening


def test_a_worker_knows_the_tasks_of_every_room(redis_worker: Worker) -> None:
    own = {name for name in current_app.tasks if name.startswith("govreport.")}
    (known,) = current_app.control.inspect(timeout=5, limit=1).registered().values()
    assert own
    assert own <= {name.split(" ")[0] for name in known}


def test_rendering_and_bulk_work_have_queues_of_their_own() -> None:
    assert handler_of("render_publication").queue == "render"
    assert queues() <= {"default", "render", "bulk"}
