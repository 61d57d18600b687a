"""A change with one mistake in it, an error on its fifth line that the rules know."""

MISTAKE = "import os\n\n\ndef show(request):\n    os.system('ls ' + request.args['folder'])\n"
