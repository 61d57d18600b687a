def chained(path):
    try:
        return parse(path)
    except ParserError as error:
        # ok: lost-cause-python
        raise ConfigError(f"{path} is not valid: {error}") from error


def hidden_on_purpose(path):
    try:
        return parse(path)
    except Exception as error:
        # ok: lost-cause-python
        raise ConfigError(
            f"{path} is not valid: {error}",
        ) from None


def narrow(name):
    try:
        return TABLE[name]
    except KeyError:
        # ok: lost-cause-python
        raise UnknownName(name)


def answered(path):
    try:
        return parse(path)
    except ParserError as error:
        # ok: lost-cause-python
        raise HTTPException(422, str(error))


def passed_on(path):
    try:
        return parse(path)
    except Exception:
        # ok: lost-cause-python
        raise


def outside(path):
    try:
        # ok: lost-cause-python
        raise ConfigError("always")
    except ValueError:
        return None


def text_only(path):
    try:
        return parse(path)
    except ParserError as error:
        # ruleid: lost-cause-python
        raise ConfigError(f"{path} is not valid: {error}")


def with_cause_in_lines(path):
    try:
        return parse(path)
    except ParserError as error:
        # ok: lost-cause-python
        raise ConfigError(
            f"This is not valid ({error}). If it was made by hand, "
            f"`check {path}` says more."
        ) from error


def type_only(path):
    try:
        return parse(path)
    except Exception:
        log.info("not valid")
        # ruleid: lost-cause-python
        raise ConfigError(path)


def text_of_any(path):
    try:
        return parse(path)
    except Exception as error:
        # ruleid: lost-cause-python
        raise ConfigError(str(error))
