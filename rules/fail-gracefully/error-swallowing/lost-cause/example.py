def chained(path):
    try:
        return parse(path)
    except ParserError as error:
        # ok: lost-cause-python, lost-cause-broad-python
        raise ConfigError(f"{path} is not valid: {error}") from error


def hidden_on_purpose(path):
    try:
        return parse(path)
    except Exception as error:
        # ok: lost-cause-python, lost-cause-broad-python
        raise ConfigError(
            f"{path} is not valid: {error}",
        ) from None


def narrow(name):
    try:
        return TABLE[name]
    except KeyError:
        # ok: lost-cause-python, lost-cause-broad-python
        raise UnknownName(name)


def answered(path):
    try:
        return parse(path)
    except ParserError as error:
        # ok: lost-cause-python, lost-cause-broad-python
        raise HTTPException(422, str(error))


def passed_on(path):
    try:
        return parse(path)
    except Exception:
        # ok: lost-cause-python, lost-cause-broad-python
        raise


def outside(path):
    try:
        # ok: lost-cause-python, lost-cause-broad-python
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
        # ok: lost-cause-python, lost-cause-broad-python
        raise ConfigError(
            f"This is not valid ({error}). If it was made by hand, "
            f"`check {path}` says more."
        ) from error


def type_only(path):
    try:
        return parse(path)
    except Exception:
        log.info("not valid")
        # ruleid: lost-cause-broad-python
        raise ConfigError(path)


def text_of_any(path):
    try:
        return parse(path)
    except Exception as error:
        # ruleid: lost-cause-python
        raise ConfigError(str(error))


def the_cause_is_named_below(settings, path):
    if settings.number is None:
        raise OperatorError(
            "The number is not set: write the number there that the page of the settings shows, and start it again."
        )
    if settings.key is None and settings.path is None:
        raise OperatorError(
            f"Neither the key ({settings.key_name}) nor its path ({settings.path_name}) is set: make a new one "
            f"on the page of the settings ({settings.page}), and write where it lies ({path}) into the second."
        )
    if settings.key is not None and settings.path is not None:
        raise OperatorError(
            f"Both the key ({settings.key_name}) and its path ({settings.path_name}) are set, so nobody can say "
            f"which of them is meant ({settings.page}): take one of the two ({path}) away, and start it again."
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        # ok: lost-cause-python, lost-cause-broad-python
        raise OperatorError(
            f"{path} cannot be read ({error.strerror}): let this user read it."
        ) from error
    try:
        return content.decode()
    except ValueError as error:
        # ruleid: lost-cause-python
        raise OperatorError(
            f"{path} is no text ({error})."
        )


def not_kept(path):
    try:
        return parse(path)
    except Exception:
        # ruleid: lost-cause-broad-python
        raise ConfigError("not read")
