"""How GitHub says no: a status, a sentence, and sometimes the errors behind it."""

from collections.abc import Mapping

DOCUMENTATION = "https://docs.github.com/rest"


class Refusal(Exception):  # noqa: N818  it is GitHub's answer, no error of ours
    """An answer other than a success; `errors` are GitHub's own objects or sentences."""

    def __init__(
        self,
        status: int,
        message: str,
        errors: list[object] | None = None,
        headers: Mapping[str, str] | None = None,
        url: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors
        self.headers = dict(headers or {})
        self.url = url

    def body(self) -> dict[str, object]:
        """The JSON that GitHub answers with."""
        body: dict[str, object] = {"message": self.message}
        if self.errors is not None:
            body["errors"] = self.errors
        if self.url is not None:
            body["url"] = self.url
        return body | {"documentation_url": DOCUMENTATION, "status": str(self.status)}


def not_found() -> Refusal:
    """What there is not, or what the caller may not know about."""
    return Refusal(404, "Not Found")


def not_accessible() -> Refusal:
    """An App's token without the permission."""
    return Refusal(403, "Resource not accessible by integration")


def bad_credentials() -> Refusal:
    """A token that is wrong, expired or withdrawn."""
    return Refusal(401, "Bad credentials")


def unprocessable(sentence: str) -> Refusal:
    """How the reviews endpoint refuses: one sentence that names no comment."""
    return Refusal(422, "Unprocessable Entity", [sentence])


def validation_failed(resource: str, field: str, message: str, code: str = "custom") -> Refusal:
    """How most endpoints refuse a value."""
    error: dict[str, object] = {
        "resource": resource,
        "code": code,
        "field": field,
        "message": message,
    }
    return Refusal(422, "Validation Failed", [error])
