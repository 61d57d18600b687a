"""The commands of people as durable workflows: each is carried out once, in their order."""

from bot import meters
from bot.errors import TenetError
from bot.jobs.command_run import CommandRequest, CommandRun
from bot.jobs.engine import CancelledError, FailedError, JobEngine, Json, Queue
from bot.jobs.job import Parts
from bot.log import Log, bound
from bot.review import records
from bot.review.redaction import redact
from bot.tracing import span

NAME = "command_job"

_LOG = Log(__name__)


class CommandJobs:
    """Starts and carries out commands; a comment is one command, however often it is delivered."""

    def __init__(self, engine: JobEngine, parts: Parts) -> None:
        self._engine = engine
        self._parts = parts
        engine.register(NAME, self._run)

    def start(self, asked: CommandRequest) -> None:
        """Carry a command out after those that came before it on its pull request."""
        key = asked.pull_request
        lane = f"command:{key.host}:{key.repository_id}#{key.number}"
        name = f"{lane}@{asked.comment.place}-{asked.comment.id}"
        self._engine.start(NAME, name, lane, {"asked": records.write(asked)}, queue=Queue.COMMANDS)

    def _run(self, argument: Json) -> Json:
        asked = records.read(CommandRequest, argument["asked"])
        where = asked.pull_request
        about = {
            "delivery": asked.delivery,
            "repository": asked.repository,
            "repository_id": where.repository_id,
            "number": where.number,
            "head": None,  # until it is known
            "comment": f"{asked.comment.place}-{asked.comment.id}",
        }
        with bound(**about), span("command", **about):
            return self._carried_out(asked)

    def _carried_out(self, asked: CommandRequest) -> Json:
        _LOG.info("the command begins")
        run = CommandRun(self._engine, self._parts, asked)
        try:
            outcome = run.carry_out()
        except CancelledError:
            raise
        except TenetError as exc:
            meters.failed("command", exc)
            _LOG.warning("the command failed", reason=str(exc))
            run.give_up(str(exc))
            raise FailedError(redact(str(exc))) from exc
        except Exception as exc:
            # The worker's boundary: a bug must end in a visible state too, and stays loud.
            _LOG.exception("the command failed")
            meters.failed("command", exc)
            why = f"a bug in Tenet ({type(exc).__name__})"
            run.give_up(f"{why}.")
            raise FailedError(why) from exc
        _LOG.info("the command ended", outcome=outcome)
        return {"outcome": outcome}
