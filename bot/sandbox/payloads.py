"""What is in a webhook delivery."""

from bot.sandbox.said import ReviewComment, User
from bot.sandbox.shapes import Json, Site, installation, node_id, repository, user
from bot.sandbox.shapes_checks import check_run, check_suite
from bot.sandbox.shapes_pulls import full_pull_request, issue, pull_request
from bot.sandbox.shapes_talk import review_comment
from bot.sandbox.world import Installation, PullRequest, Repository, World


class Payloads:
    """Builds payloads; call it with the world's lock held."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self.site = site

    def basic(self, action: str, where: Repository, sender: User) -> Json:
        """What every event of a repository has."""
        installed = self._world.installation_of(where)
        shape: Json = {
            "action": action,
            "repository": repository(self.site, where),
            "sender": user(self.site, sender),
        }
        if installed is not None:
            number = installed.id
            shape["installation"] = {"id": number, "node_id": node_id("Installation", number)}
        return shape

    def pull(self, action: str, pull: PullRequest, sender: User) -> Json:
        """A `pull_request` event."""
        shape = self.basic(action, pull.repository, sender)
        return shape | {"number": pull.number, "pull_request": full_pull_request(self.site, pull)}

    def comment(self, action: str, pull: PullRequest, sender: User, comment: Json) -> Json:
        """An `issue_comment` event."""
        shape = self.basic(action, pull.repository, sender)
        return shape | {"issue": issue(self.site, pull), "comment": comment}

    def review_comment(
        self, action: str, pull: PullRequest, comment: ReviewComment, sender: User
    ) -> Json:
        """A `pull_request_review_comment` event."""
        shape = self.basic(action, pull.repository, sender)
        shape["pull_request"] = pull_request(self.site, pull)
        shape["comment"] = review_comment(self.site, pull, comment)
        return shape

    def suite(self, action: str, pull: PullRequest, sender: User) -> Json:
        """A `check_suite` event for the head of a pull request."""
        where = pull.repository
        shape = self.basic(action, where, sender)
        shape["check_suite"] = check_suite(self.site, where, pull)
        return shape

    def installation(self, action: str, one: Installation, sender: User) -> Json:
        """An `installation` event."""
        names = [self._world.repositories[number] for number in sorted(one.repositories)]
        return {
            "action": action,
            "installation": installation(self.site, one),
            "repositories": [
                {
                    "id": where.id,
                    "node_id": node_id("Repository", where.id),
                    "name": where.name,
                    "full_name": where.full_name,
                    "private": where.private,
                }
                for where in names
            ],
            "sender": user(self.site, sender),
        }

    def check(self, action: str, where: Repository, number: int, sender: User) -> Json:
        """A `check_run` event."""
        run = where.check_runs[number]
        shape = self.basic(action, where, sender)
        shape["check_run"] = check_run(self.site, where, run)
        return shape
