import yaml
from yaml import SafeLoader


def settings():
    with open("settings.yaml") as file:
        # ruleid: unsafe-deserialization-loader-python
        return yaml.load(file, Loader=yaml.Loader)


def words():
    text = fetch_words()
    # ruleid: unsafe-deserialization-loader-python
    first = yaml.load(text)
    # ruleid: unsafe-deserialization-loader-python
    return first, yaml.unsafe_load(text)


def data_only():
    text = fetch_words()
    # ok: unsafe-deserialization-loader-python
    yaml.safe_load(text)
    # ok: unsafe-deserialization-loader-python
    yaml.load(text, Loader=yaml.CSafeLoader)
    # ok: unsafe-deserialization-loader-python
    return yaml.load(text, SafeLoader)


def of_a_caller(text):
    # ok: unsafe-deserialization-loader-python
    # ruleid: unsafe-deserialization-parameter-python
    return yaml.load(text)
