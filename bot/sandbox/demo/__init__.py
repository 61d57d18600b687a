"""The demo: a pull request into a small shop, reviewed for real on this machine.

`python -m bot.sandbox.demo` is what `make demo` runs. The folders `base` and `head` are the shop
before and after the pull request. Each text file there has `.txt` behind its name, so that no
tool takes the shop's mistakes for ours; `shop.py` says how expected findings are marked in them.
"""
