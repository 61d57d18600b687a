"""Check runs and their annotations."""

from datetime import datetime

from pydantic import Field

from bot.sandbox import shapes, shapes_checks
from bot.sandbox.call import Answer, Body, Call
from bot.sandbox.refusals import Refusal, not_found, validation_failed
from bot.sandbox.said import CheckRun
from bot.sandbox.world import Repository

_MAX_TEXT = 65_535  # bytes
_MAX_ANNOTATIONS = 50  # per request
_STATUSES = {"queued", "in_progress", "completed", "waiting", "requested", "pending"}
_CONCLUSIONS = {"action_required", "cancelled", "failure", "neutral", "success", "skipped"}
_CONCLUSIONS |= {"stale", "timed_out"}


class AnnotationRequest(Body):
    """One line, or some, of a file."""

    path: str
    start_line: int
    end_line: int
    start_column: int | None = None
    end_column: int | None = None
    annotation_level: str
    message: str
    title: str | None = None
    raw_details: str | None = None


class OutputRequest(Body):
    """What a check run says."""

    title: str
    summary: str
    text: str | None = None
    annotations: list[AnnotationRequest] = Field(default_factory=list)


class ActionRequest(Body):
    """One button."""

    label: str = Field(max_length=20)
    description: str = Field(max_length=40)
    identifier: str = Field(max_length=20)


class ChangeRequest(Body):
    """What may be set of a check run at any time."""

    name: str | None = None
    status: str | None = None
    conclusion: str | None = None
    started_at: str | None = None
    completed_at: str | None = None
    external_id: str | None = None
    details_url: str | None = None
    output: OutputRequest | None = None
    actions: list[ActionRequest] | None = Field(default=None, max_length=3)


class NewRequest(ChangeRequest):
    """A new check run."""

    name: str
    head_sha: str


def create_check_run(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/check-runs."""
    where, wanted = call.repository(), call.read(NewRequest)
    if where.git.resolve(wanted.head_sha) != wanted.head_sha:
        raise Refusal(422, f"No commit found for SHA: {wanted.head_sha}")
    _check(wanted)
    suite = where.check_suites.get(wanted.head_sha) or call.world.new_id()
    where.check_suites[wanted.head_sha] = suite
    one = CheckRun(
        id=call.world.new_id(),
        suite_id=suite,
        name=wanted.name,
        head_sha=wanted.head_sha,
        status=wanted.status or "queued",
        started_at=call.world.now(),
    )
    where.check_runs[one.id] = one
    _apply(call, one, wanted)
    return Answer(_announce(call, "created", where, one), 201)


def update_check_run(call: Call) -> Answer:
    """PATCH /repos/{owner}/{repo}/check-runs/{id}."""
    one, wanted = _check_run(call), call.read(ChangeRequest)
    _check(wanted)
    was = one.status
    _apply(call, one, wanted)
    if one.status == "completed" != was:
        return Answer(_announce(call, "completed", call.repository(), one))
    return Answer(shapes_checks.check_run(call.site, call.repository(), one))


def get_check_run(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/check-runs/{id}."""
    return Answer(shapes_checks.check_run(call.site, call.repository(), _check_run(call)))


def list_check_runs(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/commits/{ref}/check-runs."""
    where = call.repository()
    sha = where.git.need(call.parameters["ref"])
    name, status = call.query.get("check_name"), call.query.get("status")
    found = [
        one
        for one in reversed(where.check_runs.values())
        if one.head_sha == sha and name in {None, one.name} and status in {None, one.status}
    ]
    if call.query.get("app_id") not in {None, str(call.site.app.id)}:
        found = []
    if call.query.get("filter", "latest") == "latest":
        newest: dict[str, CheckRun] = {}
        for one in found:
            newest.setdefault(one.name, one)
        found = list(newest.values())
    return call.page(
        [shapes_checks.check_run(call.site, where, one) for one in found], "check_runs"
    )


def list_annotations(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/check-runs/{id}/annotations."""
    where, one = call.repository(), _check_run(call)
    blob = f"{call.site.page(where)}/blob/{one.head_sha}"
    return call.page([each | {"blob_href": f"{blob}/{each['path']}"} for each in one.annotations])


def _check_run(call: Call) -> CheckRun:
    found = call.repository().check_runs.get(int(call.parameters["id"]))
    if found is None:
        raise not_found()
    return found


def _check(wanted: ChangeRequest) -> None:
    if wanted.status not in {None, *_STATUSES}:
        raise validation_failed("CheckRun", "status", "status is not included in the list")
    if wanted.conclusion not in {None, *_CONCLUSIONS}:
        raise validation_failed("CheckRun", "conclusion", "conclusion is not included in the list")
    if wanted.status == "completed" and wanted.conclusion is None:
        raise Refusal(422, "Invalid request.\n\nMissing required field: conclusion.")
    if wanted.output is None:
        return
    for field in ("summary", "text"):
        if len((getattr(wanted.output, field) or "").encode()) > _MAX_TEXT:
            sentence = f"{field} exceeds a maximum bytesize of {_MAX_TEXT}"
            raise validation_failed("CheckRun", field, sentence)
    if len(wanted.output.annotations) > _MAX_ANNOTATIONS:
        raise Refusal(422, "Invalid request.\n\nNo more than 50 items are allowed in annotations.")
    for each in wanted.output.annotations:
        _check_annotation(each)


def _check_annotation(each: AnnotationRequest) -> None:
    if each.annotation_level not in {"notice", "warning", "failure"}:
        raise Refusal(422, "Invalid request.\n\nannotation_level is not a possible value.")
    if not 1 <= each.start_line <= each.end_line:
        raise validation_failed("CheckAnnotation", "end_line", "end_line is before start_line")
    columns = each.start_column is not None or each.end_column is not None
    if columns and each.start_line != each.end_line:
        sentence = "columns are only for annotations of one line"
        raise validation_failed("CheckAnnotation", "start_column", sentence)
    if not each.message or len(each.message.encode()) > 64 * 1024:
        raise validation_failed("CheckAnnotation", "message", "message is blank or too long")


def _apply(call: Call, one: CheckRun, wanted: ChangeRequest) -> None:
    one.name = wanted.name or one.name
    one.status = "completed" if wanted.conclusion else wanted.status or one.status
    one.external_id = wanted.external_id or one.external_id
    one.details_url = wanted.details_url or one.details_url
    if wanted.started_at:
        one.started_at = datetime.fromisoformat(wanted.started_at)
    if wanted.conclusion:
        one.conclusion = wanted.conclusion
        finished = wanted.completed_at
        one.completed_at = datetime.fromisoformat(finished) if finished else call.world.now()
    elif one.status != "completed":
        one.conclusion = one.completed_at = None
    if wanted.actions is not None:
        one.actions = [each.identifier for each in wanted.actions]
    if wanted.output is not None:
        one.title, one.summary = wanted.output.title, wanted.output.summary
        one.text = wanted.output.text if wanted.output.text is not None else one.text
        one.annotations += [each.model_dump() for each in wanted.output.annotations]


def _announce(call: Call, action: str, where: Repository, one: CheckRun) -> shapes.Json:
    payload = call.webhooks.payloads.check(action, where, one.id, call.person())
    call.webhooks.announce("check_run", action, where, payload)
    return shapes_checks.check_run(call.site, where, one)
