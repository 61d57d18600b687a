import hashlib


def scrobbled(params, secret):
    # What Last.fm asks for is not ours to choose.
    text = "".join(key + params[key] for key in sorted(params)) + secret
    # ok: weak-hash-python
    params["api_sig"] = hashlib.md5(text.encode()).hexdigest()
    # ok: weak-hash-python
    token = hashlib.md5(text.encode()).hexdigest()
    return params, token
