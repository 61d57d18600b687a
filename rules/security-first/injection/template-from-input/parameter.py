import jinja2


def kept(environment, config, name, text):
    # ok: template-from-input-parameter-python
    environment.from_string("Hello {{ name }}").render(name=name)
    # What the operator wrote.
    # ok: template-from-input-parameter-python
    environment.from_string("{{ user.%s }}" % config.get("claim"))
    # ok: template-from-input-parameter-python
    return jinja2.Template(text)


def greeting(name):
    # ruleid: template-from-input-parameter-python
    return jinja2.Template(f"Hello {name}").render()
