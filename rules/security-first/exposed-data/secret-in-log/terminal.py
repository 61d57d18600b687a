import getpass


def add_user(store):
    password = generate_passphrase()
    # Who sits at the terminal is the one it is meant for.
    # ok: secret-in-log-python
    print(f"The user's password is: {password}")
    # ok: secret-in-log-python
    print("It is", password)
    store.add(getpass.getuser(), password)


def change_user(store, logger, user, password):
    store.change(user, password)
    # ruleid: secret-in-log-python
    logger.info(f"{user.name} has the password {password}")
