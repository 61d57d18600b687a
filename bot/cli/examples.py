"""What somebody would type: examples of every command, shown below its help."""

EXAMPLES = {
    "review": (
        "tenet review                               # this branch, against the default branch",
        "tenet review --staged --no-model           # what is about to be committed, by the rules",
        "tenet review HEAD~3..HEAD --format html --output review.html",
        "tenet review https://github.com/OWNER/NAME/pull/7 --publish",
    ),
    "ci": (
        "tenet ci                                   # in GitHub Actions, GitLab CI, Jenkins",
        "tenet ci --base origin/main --strict       # in any other job",
        "tenet ci --format sarif --output tenet.sarif",
    ),
    "scan": (
        "tenet scan                                 # every file of HEAD",
        "tenet scan src --fail-on warning",
    ),
    "eval": ("tenet eval manifest.yml --judge --max-usd 5",),
    "serve": (
        "tenet serve --host 0.0.0.0 --port 8000",
        "tenet serve --no-worker                    # beside `tenet worker`, on PostgreSQL",
    ),
    "worker": ("tenet worker",),
    "sandbox": ("tenet sandbox --port 8080",),
    "doctor": ("tenet doctor", "tenet doctor --json"),
    "rules list": ("tenet rules list",),
    "rules show": ("tenet rules show sql-injection-python",),
    "rules test": ("tenet rules test .github/tenet-rules",),
    "rules coverage": ("tenet rules coverage",),
    "persona show": ("tenet persona show .claude/agents/backend-developer.md",),
    "policy check": ("tenet policy check .github/tenet.yml",),
    "jobs list": ("tenet jobs list", "tenet jobs list --json"),
    "jobs show": ("tenet jobs show ID",),
    "jobs retry": ("tenet jobs retry ID                        # once more what failed",),
    "jobs cancel": ("tenet jobs cancel ID",),
    "waivers list": ("tenet waivers list --json",),
}


def epilog(command: str) -> str | None:
    """The examples of a command as its help shows them, line by line; None where there are none."""
    examples = EXAMPLES.get(command)
    if examples is None:
        return None
    # The first line tells the help that the others are not to be filled.
    return "\n".join(["\b", "Examples:", *(f"  {one}" for one in examples)])
