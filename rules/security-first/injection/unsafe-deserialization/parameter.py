import json

import yaml


def kept(text):
    # ok: unsafe-deserialization-parameter-python
    yaml.safe_load(text)
    # ok: unsafe-deserialization-parameter-python
    yaml.load(text, Loader=yaml.SafeLoader)
    # ok: unsafe-deserialization-parameter-python
    return json.loads(text)
