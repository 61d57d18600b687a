"""The review as one HTML page that stands alone: no script, nothing from elsewhere."""

from html import escape

from markdown_it import MarkdownIt

from bot.review import words
from bot.review.phrases import plain
from bot.review.verdict import Review

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }}
code {{ font-family: ui-monospace, monospace }}
table {{ border-collapse: collapse }}
th, td {{ border: 1px solid; padding: .2rem .6rem }}
li {{ margin: .5rem 0 }}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def render(review: Review) -> str:
    """The whole page, ending with a line break: what the Markdown report says.

    What strangers wrote is made harmless as Markdown, and no HTML in it counts as such.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    title = escape(f"Tenet: {plain(review.change.repository)}")
    # GitHub's runner obeys `##[` anywhere in a printed line; to a browser this is the same text.
    body = markdown.render(words.report(review)).replace("##[", "##&#91;")
    return _PAGE.format(title=title.replace("##[", "##&#91;"), body=body)
