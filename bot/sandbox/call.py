"""One call of the API on its way to an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.sandbox.refusals import Refusal, not_accessible, not_found
from bot.sandbox.said import User
from bot.sandbox.shapes import Json, Site
from bot.sandbox.tokens import AppCaller, Caller, InstallationCaller, PersonCaller, permission_of
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import PullRequest, Repository, World

PAGE_SIZE, MAX_PAGE_SIZE = 30, 100


class Body(BaseModel):
    """The JSON body of a request; what we do not know is ignored, as GitHub does."""

    model_config = ConfigDict(extra="ignore", strict=True)


Model = TypeVar("Model", bound=Body)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: JSON, or bytes of a media type."""

    value: object = None
    status: int = 200
    media_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks what: `parameters` come from the path, `query` from behind the `?`."""

    world: World
    site: Site
    webhooks: Webhooks
    caller: Caller
    method: str
    url: str
    parameters: Mapping[str, str]
    query: Mapping[str, str]
    accept: str
    body: bytes

    def read(self, model: type[Model]) -> Model:
        """The body as a model; refused with GitHub's 400 or 422."""
        try:
            return model.model_validate_json(self.body or b"{}")
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            if first["type"] == "json_invalid":
                raise Refusal(400, "Problems parsing JSON") from error
            place = ".".join(str(part) for part in first["loc"])
            raise Refusal(422, f"Invalid request.\n\n{place}: {first['msg']}.") from error

    def repository(self) -> Repository:
        """The repository in the path, if the caller may know of it; moved ones redirect."""
        found = self._find_repository()
        if isinstance(self.caller, AppCaller):
            if self.world.installation_of(found) is None:
                raise not_found()
        elif self.caller is None:
            if found.private:
                raise not_found()
        elif not self.caller.reaches(found):
            raise not_found()
        return found

    def _find_repository(self) -> Repository:
        number = self.parameters.get("repository_id")
        if number is not None:
            found = self.world.repositories.get(int(number))
            if found is None:
                raise not_found()
            return found
        name = f"{self.parameters['owner']}/{self.parameters['name']}"
        found = self.world.repository_named(name)
        if found is not None:
            return found
        former = self.world.former_names.get(name.lower())
        if former is None:
            raise not_found()
        target = self.url.replace(f"/repos/{name}", f"/repositories/{former}", 1)
        permanent = self.method == "GET"
        raise Refusal(
            301 if permanent else 307,
            "Moved Permanently" if permanent else "Temporary Redirect",
            headers={"Location": target},
            url=target,
        )

    def pull(self) -> PullRequest:
        """The pull request in the path."""
        found = self.repository().pulls.get(int(self.parameters["number"]))
        if found is None:
            raise not_found()
        return found

    def require(self, permissions: str) -> None:
        """Refuse a caller that has none of `name:level|name:level`."""
        wanted = [entry.split(":") for entry in permissions.split("|")]
        writes = any(level == "write" for _, level in wanted)
        if isinstance(self.caller, InstallationCaller):
            if not any(self.caller.may(name, level) for name, level in wanted):
                raise not_accessible()
        elif isinstance(self.caller, AppCaller):
            raise Refusal(401, "A JSON web token could not be decoded")
        elif writes and self.caller is None:
            raise Refusal(401, "Requires authentication")
        elif writes and wanted[0][0] == "checks":
            raise Refusal(403, "You must authenticate via a GitHub App.")

    def person(self) -> User:
        """Whose name stands on what the caller writes."""
        if not isinstance(self.caller, InstallationCaller | PersonCaller):
            raise Refusal(401, "Requires authentication")
        return self.caller.user

    def must_own(self, author: User) -> None:
        """Refuse to change what somebody else wrote, but for people who may write."""
        me = self.person()
        may_write = permission_of(self.repository(), me) in {"write", "admin"}
        if me is not author and not may_write:
            raise not_accessible()

    def page(self, items: Sequence[Json], wrapped_in: str | None = None) -> Answer:
        """One page of a list, with the links to the others."""
        size = min(positive(self.query.get("per_page"), PAGE_SIZE), MAX_PAGE_SIZE)
        number = positive(self.query.get("page"), 1)
        last = max(1, -(-len(items) // size))
        shown = list(items[(number - 1) * size : number * size])
        near = {"prev": number - 1, "next": number + 1, "last": last, "first": 1}
        wanted = [] if number <= 1 else ["prev", "first"]
        wanted += [] if number >= last else ["next", "last"]
        links = [
            f'<{self._with_page(near[name])}>; rel="{name}"' for name in near if name in wanted
        ]
        headers = {"Link": ", ".join(links)} if links else {}
        if wrapped_in is None:
            return Answer(shown, headers=headers)
        return Answer({"total_count": len(items), wrapped_in: shown}, headers=headers)

    def _with_page(self, number: int) -> str:
        path = self.url.partition("?")[0]
        rest = [f"{key}={value}" for key, value in self.query.items() if key != "page"]
        return f"{path}?{'&'.join([*rest, f'page={number}'])}"


def positive(text: str | None, default: int) -> int:
    """A number from a query; the default where it is none."""
    return int(text) if text is not None and text.isdecimal() and int(text) > 0 else default
