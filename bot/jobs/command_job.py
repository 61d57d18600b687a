"""The commands of people as durable workflows: each is carried out once, in their order."""

from functools import partial

from bot.jobs.boundary import to_its_end
from bot.jobs.command_run import CommandRequest, CommandRun
from bot.jobs.engine import JobEngine, Json, Queue
from bot.jobs.job import Parts, command_lane, is_flooded, logged
from bot.log import bound
from bot.review import records
from bot.tracing import span

NAME = "command_job"


class CommandJobs:
    """Starts and carries out commands; a comment is one command, however often it is delivered."""

    def __init__(self, engine: JobEngine, parts: Parts) -> None:
        self._engine = engine
        self._parts = parts
        engine.register(NAME, self._run)

    def start(self, asked: CommandRequest) -> bool:
        """Carry a command out after those that came before it on its pull request.

        False where too many of this person's wait there: then it is dropped.
        """
        if is_flooded(self._engine, asked.pull_request, asked.author):
            return False
        lane = command_lane(asked.pull_request)
        name = f"{lane}@{asked.comment.place}-{asked.comment.id}"
        self._engine.start(NAME, name, lane, {"asked": records.write(asked)}, queue=Queue.COMMANDS)
        return True

    def _run(self, argument: Json) -> Json:
        asked = records.read(CommandRequest, argument["asked"])
        about = {
            **logged(asked.pull_request, asked.repository, asked.delivery, None),
            "comment": f"{asked.comment.place}-{asked.comment.id}",
        }
        with bound(**about), span("command", **about):
            run = CommandRun(self._engine, self._parts, asked)
            lane = command_lane(asked.pull_request)
            anew = partial(self._engine.start_anew, NAME, lane, argument, Queue.COMMANDS)
            return to_its_end("command", lambda: {"outcome": run.carry_out()}, run.give_up, anew)
