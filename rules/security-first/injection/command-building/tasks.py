from invoke import task


@task
def compile_requirements(ctx, upgrade, name):
    # ok: command-building-parameter-python
    ctx.run("pip-compile " + " ".join(upgrade) + f" --output-file {name}.txt {name}.in")
