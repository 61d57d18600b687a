"""How GitHub writes people, Apps and repositories down as JSON."""

import base64
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.said import Reaction, User
from bot.sandbox.tokens import App, permission_of
from bot.sandbox.world import Installation, Repository

Json = dict[str, object]

_USER_LINKS = (
    "followers following{/other_user} gists{/gist_id} starred{/owner}{/repo} subscriptions "
    "organizations=orgs repos events{/privacy} received_events"
)
_REPOSITORY_LINKS = (
    "archive{/archive_format}{/ref} assignees{/user} blobs=git/blobs{/sha} branches{/branch} "
    "collaborators{/collaborator} comments{/number} commits{/sha} compare/{base}...{head} "
    "contents/{+path} contributors deployments downloads events forks "
    "git_commits=git/commits{/sha} git_refs=git/refs{/sha} git_tags=git/tags{/sha} hooks "
    "issue_comment=issues/comments{/number} issue_events=issues/events{/number} issues{/number} "
    "keys{/key_id} labels{/name} languages merges milestones{/number} "
    "notifications{?since,all,participating} pulls{/number} releases{/id} stargazers "
    "statuses/{sha} subscribers subscription tags teams trees=git/trees{/sha}"
)
_EMOJI = ("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes")


@dataclass(frozen=True, slots=True)
class Site:
    """Where this GitHub stands: `api` and `web` are URLs without a slash at the end."""

    api: str
    web: str
    app: App

    def repository_url(self, repository: Repository) -> str:
        """Its address in the API."""
        return f"{self.api}/repos/{repository.full_name}"

    def page(self, repository: Repository) -> str:
        """Its address for people."""
        return f"{self.web}/{repository.full_name}"


def stamp(moment: datetime | None) -> str | None:
    """A time as GitHub writes it."""
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def node_id(kind: str, number: int | str) -> str:
    """The opaque GraphQL id of something."""
    return base64.b64encode(f"{len(kind):03}:{kind}{number}".encode()).decode()


def user(site: Site, who: User) -> Json:
    """A `simple-user`."""
    url = f"{site.api}/users/{who.login}"
    return {
        "login": who.login,
        "id": who.id,
        "node_id": node_id("User", who.id),
        "avatar_url": f"{site.web}/_sandbox/avatars/{who.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{site.web}/{who.login}",
        **_links(url, _USER_LINKS),
        "type": who.kind,
        "site_admin": False,
        "user_view_type": "public",
    }


def _links(url: str, names: str) -> Json:
    found: Json = {}
    for entry in names.split(" "):
        key, _, path = entry.partition("=")
        word = key.split("{")[0].split("/")[0]
        found[f"{word}_url"] = f"{url}/{path or key}"
    return found


def app(site: Site) -> Json:
    """An `integration`: the App as everybody sees it."""
    one = site.app
    return {
        "id": one.id,
        "slug": one.slug,
        "client_id": one.client_id,
        "node_id": node_id("Integration", one.id),
        "owner": user(site, one.owner),
        "name": one.slug.replace("-", " ").title(),
        "description": "Reviews pull requests.",
        "external_url": site.web,
        "html_url": f"{site.web}/apps/{one.slug}",
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.created_at),
        "permissions": dict(one.permissions),
        "events": list(one.events),
    }


def installation(site: Site, one: Installation) -> Json:
    """An `installation` of the App on an account."""
    url = f"{site.api}/app/installations/{one.id}"
    suspended = one.suspended_at is not None
    return {
        "id": one.id,
        "client_id": site.app.client_id,
        "account": user(site, one.account),
        "repository_selection": "selected",
        "access_tokens_url": f"{url}/access_tokens",
        "repositories_url": f"{site.api}/installation/repositories",
        "html_url": f"{site.web}/organizations/{one.account.login}/settings/installations/{one.id}",
        "app_id": site.app.id,
        "app_slug": site.app.slug,
        "target_id": one.account.id,
        "target_type": one.account.kind,
        "permissions": dict(one.permissions),
        "events": list(site.app.events),
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.created_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": user(site, one.account) if suspended else None,
        "suspended_at": stamp(one.suspended_at),
    }


def repository(site: Site, one: Repository, viewer: User | None = None) -> Json:
    """A `full-repository`; with a viewer, what they may do in it."""
    url, page = site.repository_url(one), site.page(one)
    role = "none" if viewer is None else permission_of(one, viewer)
    bare = page.split("://", 1)[1]
    shape: Json = {
        "id": one.id,
        "node_id": node_id("Repository", one.id),
        "name": one.name,
        "full_name": one.full_name,
        "private": one.private,
        "visibility": "private" if one.private else "public",
        "owner": user(site, one.owner),
        "html_url": page,
        "description": None,
        "fork": one.parent is not None,
        "url": url,
        **_links(url, _REPOSITORY_LINKS),
        "git_url": f"git://{bare}.git",
        "ssh_url": f"git@{bare}.git",
        "clone_url": f"{page}.git",
        "svn_url": page,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "topics": [],
        "size": 0,
        "default_branch": one.default_branch,
        "is_template": False,
        "web_commit_signoff_required": False,
        "allow_forking": True,
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.created_at),
        "pushed_at": stamp(one.created_at),
        **_counts(one),
        "permissions": {
            "admin": role == "admin",
            "maintain": role == "admin",
            "push": role in {"admin", "write"},
            "triage": role in {"admin", "write"},
            "pull": role != "none",
        },
    }
    return shape


def _counts(one: Repository) -> Json:
    open_pulls = sum(pull.state == "open" for pull in one.pulls.values())
    zero = "forks_count stargazers_count watchers_count forks watchers subscribers_count"
    on = "has_issues has_projects has_wiki"
    off = "has_pages has_discussions has_downloads archived disabled"
    return {
        **dict.fromkeys([*zero.split(), "network_count"], 0),
        **dict.fromkeys(["open_issues_count", "open_issues"], open_pulls),
        **dict.fromkeys(on.split(), True),
        **dict.fromkeys(off.split(), False),
    }


def reactions(url: str, given: list[Reaction]) -> Json:
    """A `reaction-rollup`: how many of each."""
    counts = {name: sum(one.content == name for one in given) for name in _EMOJI}
    return {"url": f"{url}/reactions", "total_count": len(given), **counts}
