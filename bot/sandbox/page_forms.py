"""The pages on which a person says yes: to a new App, to installing it, to signing in."""

from bot.sandbox.markup import Html, Node, tag
from bot.sandbox.page import frame
from bot.sandbox.registration import Manifest
from bot.sandbox.world import World


def new_app_page(manifest: Manifest, owner: str, written: str, state: str) -> Html:
    """Create the App? Its name can be changed, as on GitHub."""
    asked = [
        tag("li", tag("code", f"{name}: {level}"))
        for name, level in sorted(manifest.default_permissions.items())
    ]
    form = tag(
        "form",
        tag("input", type="hidden", name="manifest", value=written),
        tag("input", type="hidden", name="state", value=state),
        tag("input", type="hidden", name="owner", value=owner),
        tag(
            "p",
            tag("label", "GitHub App name ", for_="name"),
            tag("input", id="name", name="name", value=manifest.name or ""),
        ),
        tag("button", f"Create GitHub App for {owner}", type="submit"),
        method="post",
        action="/_sandbox/apps",
    )
    return frame("Create a GitHub App", tag("h1", "Create a GitHub App"), tag("ul", *asked), form)


def install_page(world: World, slug: str) -> Html:
    """Install the App? Every owner of a repository can be chosen."""
    owners = sorted({one.owner.login for one in world.repositories.values()})
    buttons: list[Node] = [
        tag("p", tag("button", f"Install on {owner}", type="submit", name="account", value=owner))
        for owner in owners
    ]
    form = tag("form", *buttons, method="post", action=f"/apps/{slug}/installations/new")
    return frame(f"Install {slug}", tag("h1", f"Install {slug}"), form)


def authorize_page(world: World, state: str, challenge: str) -> Html:
    """Sign in? The sandbox asks who it is that sits before the screen."""
    people = sorted(one.login for one in world.users.values() if one.kind == "User")
    buttons: list[Node] = [
        tag("p", tag("button", f"Authorize as {login}", type="submit", name="login", value=login))
        for login in people
    ]
    form = tag(
        "form",
        tag("input", type="hidden", name="state", value=state),
        tag("input", type="hidden", name="code_challenge", value=challenge),
        *buttons,
        method="post",
        action="/login/oauth/authorize",
    )
    return frame("Authorize", tag("h1", "Authorize Tenet"), form)
