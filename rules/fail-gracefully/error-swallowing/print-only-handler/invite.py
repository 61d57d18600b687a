import click


@click.option("--file")
def invite(file):
    for address in open(file):
        try:
            print(invited(address))
        # ok: print-only-handler-python
        except Exception as error:
            print(f"{address} was not invited: {error}")
