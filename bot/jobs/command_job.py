"""The commands of people as durable workflows: each is carried out once, in their order."""

import logging

from bot.errors import TenetError
from bot.jobs.command_run import CommandRequest, CommandRun
from bot.jobs.engine import CancelledError, JobEngine, Json, Queue
from bot.jobs.job import Parts
from bot.review import records

NAME = "command_job"


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
        run = CommandRun(self._engine, self._parts, asked)
        try:
            return {"outcome": run.carry_out()}
        except CancelledError:
            raise
        except TenetError as exc:
            logging.getLogger(__name__).warning("%s failed", asked.comment, exc_info=True)
            return {"outcome": run.give_up(str(exc))}
        except Exception as exc:
            # The worker's boundary: a bug must end in a visible state too, and stays loud.
            logging.getLogger(__name__).exception("%s failed", asked.comment)
            return {"outcome": run.give_up(f"a bug in Tenet ({type(exc).__name__}).")}
