"""What the App asks about itself: installations, tokens, deliveries, and who the caller is."""

import json

from bot.sandbox import shapes
from bot.sandbox.call import MAX_PAGE_SIZE, PAGE_SIZE, Answer, Body, Call, positive
from bot.sandbox.refusals import Refusal, not_accessible, not_found
from bot.sandbox.tokens import AppCaller, InstallationCaller, PersonCaller
from bot.sandbox.world import Delivery, Installation

_LEVELS = ("read", "write", "admin")


class TokenRequest(Body):
    """How an installation token may be narrowed."""

    permissions: dict[str, str] | None = None
    repositories: list[str] | None = None
    repository_ids: list[int] | None = None


def need_app(call: Call) -> None:
    """Refuse everybody but the App with its JWT."""
    if not isinstance(call.caller, AppCaller):
        raise Refusal(401, "A JSON web token could not be decoded")


def get_app(call: Call) -> Answer:
    """GET /app."""
    need_app(call)
    count = len(call.world.installations)
    return Answer(shapes.app(call.site) | {"installations_count": count})


def list_installations(call: Call) -> Answer:
    """GET /app/installations."""
    need_app(call)
    found = call.world.installations.values()
    return call.page([shapes.installation(call.site, one) for one in found])


def get_installation(call: Call) -> Answer:
    """GET /app/installations/{id}."""
    return Answer(shapes.installation(call.site, _installation(call)))


def get_repository_installation(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/installation."""
    need_app(call)
    found = call.world.installation_of(call.repository())
    if found is None:
        raise not_found()
    return Answer(shapes.installation(call.site, found))


def create_token(call: Call) -> Answer:
    """POST /app/installations/{id}/access_tokens."""
    one = _installation(call)
    if one.suspended_at is not None:
        raise Refusal(403, "This installation has been suspended")
    wanted = call.read(TokenRequest)
    for name, level in (wanted.permissions or {}).items():
        granted = one.permissions.get(name)
        if granted is None or level not in _LEVELS[: _LEVELS.index(granted) + 1]:
            raise Refusal(422, "The permissions requested are not granted to this installation.")
    narrowed = _narrowed(call, one, wanted)
    token, caller = call.site.app.new_token(one, wanted.permissions or None, narrowed)
    shape: shapes.Json = {
        "token": token,
        "expires_at": shapes.stamp(caller.expires_at),
        "permissions": caller.permissions,
        "repository_selection": "selected",
    }
    if narrowed is not None:
        where = [call.world.repositories[number] for number in sorted(narrowed)]
        shape["repositories"] = [shapes.repository(call.site, each) for each in where]
    return Answer(shape, 201)


def _narrowed(call: Call, one: Installation, wanted: TokenRequest) -> frozenset[int] | None:
    if not wanted.repositories and not wanted.repository_ids:
        return None
    reached = [call.world.repositories[number] for number in one.repositories]
    named = {where.id for where in reached if where.name in (wanted.repositories or [])}
    numbers = set(wanted.repository_ids or [])
    if len(named) != len(wanted.repositories or []) or not numbers <= one.repositories:
        raise Refusal(
            422,
            "There is at least one repository that does not exist or is not accessible "
            "to the parent installation.",
        )
    return frozenset(named | numbers)


def _installation(call: Call) -> Installation:
    need_app(call)
    found = call.world.installations.get(int(call.parameters["id"]))
    if found is None:
        raise not_found()
    return found


def list_reached_repositories(call: Call) -> Answer:
    """GET /installation/repositories."""
    caller = call.caller
    if not isinstance(caller, InstallationCaller):
        raise Refusal(
            403,
            "You must authenticate with an installation access token "
            "in order to list repositories for an installation.",
        )
    everything = call.world.repositories.values()
    reached = [one for one in everything if caller.reaches(one)]
    return call.page([shapes.repository(call.site, one) for one in reached], "repositories")


def get_hook_config(call: Call) -> Answer:
    """GET /app/hook/config."""
    need_app(call)
    url = call.site.app.webhook_url
    return Answer({"url": url, "content_type": "json", "insecure_ssl": "0", "secret": "********"})


def list_deliveries(call: Call) -> Answer:
    """GET /app/hook/deliveries: newest first, paged by cursor."""
    need_app(call)
    newest = list(reversed(call.world.deliveries))
    size = min(positive(call.query.get("per_page"), PAGE_SIZE), MAX_PAGE_SIZE)
    start = positive(call.query.get("cursor"), 0)
    shown = [delivery(one) for one in newest[start : start + size]]
    more = start + size < len(newest)
    path = call.url.partition("?")[0]
    link = f'<{path}?per_page={size}&cursor={start + size}>; rel="next"'
    return Answer(shown, headers={"Link": link} if more else {})


def get_delivery(call: Call) -> Answer:
    """GET /app/hook/deliveries/{id}."""
    one = _delivery(call)
    request: shapes.Json = {"headers": one.headers, "payload": json.loads(one.payload)}
    response: shapes.Json = {"headers": {}, "payload": one.response_body}
    return Answer(delivery(one) | {"url": one.url, "request": request, "response": response})


def redeliver(call: Call) -> Answer:
    """POST /app/hook/deliveries/{id}/attempts."""
    call.webhooks.redeliver_later(_delivery(call))
    return Answer({}, 202)


def _delivery(call: Call) -> Delivery:
    need_app(call)
    wanted = int(call.parameters["id"])
    for one in call.world.deliveries:
        if one.id == wanted:
            return one
    raise not_found()


def delivery(one: Delivery) -> shapes.Json:
    """A `hook-delivery-item`."""
    return {
        "id": one.id,
        "guid": one.guid,
        "delivered_at": shapes.stamp(one.delivered_at),
        "redelivery": one.redelivery,
        "duration": one.duration,
        "status": one.status,
        "status_code": one.status_code,
        "event": one.event,
        "action": one.action,
        "installation_id": one.installation_id,
        "repository_id": one.repository_id,
    }


def get_user(call: Call) -> Answer:
    """GET /user: only people have one."""
    if not isinstance(call.caller, PersonCaller):
        if call.caller is None:
            raise Refusal(401, "Requires authentication")
        raise not_accessible()
    who = call.caller.user
    empty = dict.fromkeys(["name", "company", "blog", "location", "email", "hireable", "bio"])
    zero = dict.fromkeys(["public_repos", "public_gists", "followers", "following"], 0)
    since = shapes.stamp(call.site.app.created_at)
    dates = {"created_at": since, "updated_at": since}
    return Answer(shapes.user(call.site, who) | empty | zero | dates)


def get_rate_limit(call: Call) -> Answer:
    """GET /rate_limit."""
    reset = int(call.world.now().timestamp()) + 3600
    rate = {"limit": 5000, "remaining": 5000, "reset": reset, "used": 0}
    return Answer({"resources": {"core": rate, "search": rate, "graphql": rate}, "rate": rate})


def get_meta(_: Call) -> Answer:
    """GET /meta."""
    return Answer({"verifiable_password_authentication": False, "hooks": ["127.0.0.1/32"]})
