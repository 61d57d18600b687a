import os
import subprocess
import sys
import traceback
from decimal import Decimal
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from bot.errors import OperatorError
from bot.log import LogFormat, LogLevel
from bot.settings import (
    AwsKeys,
    Isolation,
    ModelAccess,
    ModelProvider,
    app_credentials,
    load_settings,
    model_access,
    remember_app,
    webhook_secrets,
)

SECRET = "canary-" + "s3cr3t" * 6
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem_of(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = _KEY,
    form: PrivateFormat = PrivateFormat.TraditionalOpenSSL,  # what GitHub hands out
    encryption: KeySerializationEncryption = NoEncryption(),  # noqa: B008  it has no state
) -> str:
    return key.private_bytes(Encoding.PEM, form, encryption).decode()


PEM = pem_of()


def refused(**environ: str) -> str:
    with pytest.raises(OperatorError) as refusal:
        load_settings(environ)
    return str(refusal.value)


def no_credentials(**environ: str) -> str:
    with pytest.raises(OperatorError) as refusal:
        app_credentials(load_settings({"GITHUB_APP_ID": "7", **environ}))
    return str(refusal.value)


def test_nothing_set_gives_the_defaults() -> None:
    settings = load_settings({})
    assert settings.api_url == "https://api.github.com"
    assert settings.server_url == "https://github.com"
    assert settings.data_dir == Path.home() / ".local/share/tenet"
    assert settings.database_url.get_secret_value() == (
        f"sqlite:///{Path.home()}/.local/share/tenet/tenet.db"
    )
    assert settings.isolation is Isolation.AUTO
    assert (settings.budget_usd_per_pr, settings.budget_usd_per_day) == (Decimal(2), Decimal(50))
    assert (settings.log_format, settings.log_level) == (None, LogLevel.INFO)
    assert (settings.github_token, settings.anthropic_api_key, settings.model) == (None,) * 3
    assert (settings.persona, settings.semgrep, settings.anthropic_base_url) == (None,) * 3


def test_without_any_app_setting_there_is_no_app(tmp_path: Path) -> None:
    assert not load_settings({"TENET_DATA_DIR": str(tmp_path)}).has_app
    assert load_settings({"GITHUB_APP_ID": "7"}).has_app


def test_every_variable_is_read(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "GITHUB_APP_ID": "7",
            "GITHUB_APP_PRIVATE_KEY": PEM,
            "GITHUB_WEBHOOK_SECRET": SECRET,
            "GITHUB_WEBHOOK_SECRET_PREVIOUS": SECRET[::-1],
            "GITHUB_API_URL": "https://git.example.com/api/v3/",
            "GITHUB_SERVER_URL": "https://git.example.com",
            "GITHUB_TOKEN": "ghp_token\n",
            "ANTHROPIC_API_KEY": "sk-ant-key",
            "ANTHROPIC_BASE_URL": "http://127.0.0.1:8000",
            "TENET_MODEL": "claude-haiku-5-5",
            "TENET_PERSONA": str(tmp_path / "persona.md"),
            "TENET_DATABASE_URL": "postgresql://tenet:pa%40ssword@db/tenet",
            "TENET_DATA_DIR": str(tmp_path),
            "TENET_SEMGREP": "/opt/semgrep/bin/semgrep",
            "TENET_ISOLATION": "landlock",
            "TENET_BUDGET_USD_PER_PR": "0.5",
            "TENET_BUDGET_USD_PER_DAY": "0",
            "TENET_LOG_FORMAT": "console",
            "TENET_LOG_LEVEL": "debug",
        }
    )
    assert app_credentials(settings).app_id == 7
    assert webhook_secrets(settings) == (SECRET, SECRET[::-1])
    assert settings.api_url == "https://git.example.com/api/v3"
    assert settings.github_token
    assert settings.github_token.get_secret_value() == "ghp_token"
    assert settings.anthropic_base_url == "http://127.0.0.1:8000"
    assert (settings.model, settings.semgrep) == ("claude-haiku-5-5", "/opt/semgrep/bin/semgrep")
    assert (settings.persona, settings.data_dir) == (tmp_path / "persona.md", tmp_path)
    assert settings.isolation is Isolation.LANDLOCK
    assert (settings.budget_usd_per_pr, settings.budget_usd_per_day) == (Decimal("0.5"), Decimal(0))
    assert (settings.log_format, settings.log_level) == (LogFormat.CONSOLE, LogLevel.DEBUG)
    assert {"pa@ssword", "pa%40ssword", SECRET, "ghp_token", "sk-ant-key"} <= {*settings.secrets}


def test_an_empty_variable_counts_as_unset() -> None:
    names = ("GITHUB_APP_ID", "GITHUB_TOKEN", "TENET_LOG_LEVEL", "TENET_DATA_DIR", "GITHUB_API_URL")
    assert load_settings(dict.fromkeys(names, " ")) == load_settings({})


def test_the_environment_of_the_process_is_not_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TENET_MODEL", "from-the-process")
    assert load_settings({}).model is None


def test_the_database_stands_in_the_data_folder(tmp_path: Path) -> None:
    settings = load_settings({"TENET_DATA_DIR": str(tmp_path)})
    assert settings.database_url.get_secret_value() == f"sqlite:///{tmp_path}/tenet.db"


@pytest.mark.parametrize("name", ["GITHUB_API_URL", "GITHUB_SERVER_URL", "ANTHROPIC_BASE_URL"])
@pytest.mark.parametrize(
    "url",
    [
        "http://git.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://127.1",
        "http://2130706433",
        "http://[::2]",
        "ftp://localhost",
        "git.example.com",
        "https://",
        "https://user:password@git.example.com",
        "http://127.0.0.1@git.example.com",
        "http://localhost\\@git.example.com",
        "https://git.example.com?x=1",
        "https://git.example.com/#x",
        "https://git.example.com:99999",
        "https://[::1",
        "https://git.exa\tmple.com",
    ],
)
def test_an_address_that_could_leak_a_token_is_refused(name: str, url: str) -> None:
    said = refused(**{name: url})
    assert said.startswith(f"{name} must ")
    assert "password@" not in said


@pytest.mark.parametrize(
    "url", ["http://localhost:8080", "http://127.0.0.1", "http://127.8.8.8:1", "http://[::1]:3000"]
)
def test_plain_http_is_for_this_machine(url: str) -> None:
    assert load_settings({"GITHUB_API_URL": url}).api_url == url


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "GITHUB_APP_ID",
            "Iv23liAbCdEf",
            "GITHUB_APP_ID must be the App's number (App ID), as its settings page shows it.",
        ),
        (
            "GITHUB_APP_ID",
            "0",
            "GITHUB_APP_ID must be the App's number (App ID), as its settings page shows it.",
        ),
        (
            "GITHUB_WEBHOOK_SECRET",
            "short",
            (
                "GITHUB_WEBHOOK_SECRET is shorter than 32 characters; make a new one with "
                "`openssl rand -hex 32` and set it on GitHub, too."
            ),
        ),
        (
            "GITHUB_WEBHOOK_SECRET_PREVIOUS",
            "short",
            (
                "GITHUB_WEBHOOK_SECRET_PREVIOUS is shorter than 32 characters; make a new one with "
                "`openssl rand -hex 32` and set it on GitHub, too."
            ),
        ),
        (
            "GITHUB_TOKEN",
            "two words",
            "GITHUB_TOKEN holds a space, a line break or another sign that no token has.",
        ),
        (
            "ANTHROPIC_API_KEY",
            "line\r\nbreak",
            "ANTHROPIC_API_KEY holds a space, a line break or another sign that no token has.",
        ),
        (
            "TENET_ISOLATION",
            "docker",
            "TENET_ISOLATION must be 'auto', 'bwrap', 'landlock' or 'none'.",
        ),
        (
            "TENET_MODEL_PROVIDER",
            "azure",
            "TENET_MODEL_PROVIDER must be 'anthropic', 'bedrock', 'vertex' or 'foundry'.",
        ),
        (
            "AWS_REGION",
            "evil.example.com/",
            "AWS_REGION must be a name of letters, digits and hyphens.",
        ),
        ("TENET_LOG_FORMAT", "xml", "TENET_LOG_FORMAT must be 'json' or 'console'."),
        (
            "TENET_LOG_LEVEL",
            "loud",
            "TENET_LOG_LEVEL must be 'debug', 'info', 'warning' or 'error'.",
        ),
        (
            "TENET_BUDGET_USD_PER_PR",
            "-1",
            "TENET_BUDGET_USD_PER_PR must be an amount in dollars such as 2 or 0.5.",
        ),
        (
            "TENET_BUDGET_USD_PER_DAY",
            "inf",
            "TENET_BUDGET_USD_PER_DAY must be an amount in dollars such as 50 or 12.5.",
        ),
        (
            "TENET_BUDGET_USD_PER_DAY",
            "50$",
            "TENET_BUDGET_USD_PER_DAY must be an amount in dollars such as 50 or 12.5.",
        ),
        (
            "TENET_DATABASE_URL",
            "mysql://user:password@db",
            (
                "TENET_DATABASE_URL must be an address such as sqlite:///FILE or "
                "postgresql://USER:PASSWORD@HOST/DATABASE."
            ),
        ),
        (
            "TENET_DATABASE_URL",
            "postgresql://user:password@[db",
            (
                "TENET_DATABASE_URL must be an address such as sqlite:///FILE or "
                "postgresql://USER:PASSWORD@HOST/DATABASE."
            ),
        ),
    ],
)
def test_a_wrong_value_is_refused_with_its_variable_and_the_next_step(
    name: str, value: str, sentence: str
) -> None:
    assert refused(**{name: value}) == sentence


@pytest.mark.parametrize(
    "environ",
    [
        {"GITHUB_TOKEN": f"{SECRET} x"},
        {"ANTHROPIC_API_KEY": f"{SECRET}\né"},
        {"GITHUB_WEBHOOK_SECRET": SECRET[:31]},
        {"TENET_DATABASE_URL": f"mysql://user:{SECRET}@db"},
        {"GITHUB_API_URL": f"https://user:{SECRET}@git.example.com"},
        {"GITHUB_TOKEN": SECRET, "GITHUB_APP_PRIVATE_KEY": SECRET, "TENET_LOG_LEVEL": "x"},
    ],
)
def test_no_part_of_an_error_shows_a_secret(environ: dict[str, str]) -> None:
    with pytest.raises(OperatorError) as refusal:
        load_settings(environ)
    shown = "".join(traceback.format_exception(refusal.value))
    assert SECRET[:31] not in shown


def test_settings_do_not_show_their_secrets() -> None:
    settings = load_settings(
        {
            "GITHUB_TOKEN": SECRET,
            "GITHUB_WEBHOOK_SECRET": SECRET,
            "GITHUB_APP_ID": "7",
            "GITHUB_APP_PRIVATE_KEY": PEM,
            "TENET_DATABASE_URL": f"postgresql://tenet:{SECRET}@db/tenet",
        }
    )
    shown = f"{settings!r} {settings} {app_credentials(settings)!r}"
    assert SECRET not in shown
    assert PEM.splitlines()[1] not in shown


def test_a_webhook_secret_keeps_its_spaces_and_loses_its_line_break() -> None:
    settings = load_settings({"GITHUB_WEBHOOK_SECRET": f" {SECRET} \n"})
    assert webhook_secrets(settings) == (f" {SECRET} ",)


def test_deliveries_are_never_accepted_without_a_current_secret() -> None:
    settings = load_settings({"GITHUB_WEBHOOK_SECRET_PREVIOUS": SECRET})
    with pytest.raises(OperatorError, match=r"^GITHUB_WEBHOOK_SECRET is not set: make one"):
        webhook_secrets(settings)


FOUNDRY = {
    "TENET_MODEL_PROVIDER": "foundry",
    "ANTHROPIC_FOUNDRY_API_KEY": SECRET,
    "ANTHROPIC_FOUNDRY_RESOURCE": "shop",
}
BEDROCK = {
    "TENET_MODEL_PROVIDER": "bedrock",
    "AWS_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "AWS_SESSION_TOKEN": f"{SECRET}2",
    "AWS_BEARER_TOKEN_BEDROCK": f"{SECRET}3",
    "AWS_PROFILE": "work",
}
VERTEX = {
    "TENET_MODEL_PROVIDER": "vertex",
    "CLOUD_ML_REGION": "europe-west4",
    "ANTHROPIC_VERTEX_PROJECT_ID": "shop",
}


def test_each_provider_of_the_model_has_its_own_way() -> None:
    assert model_access(load_settings({})) is None
    assert model_access(load_settings({"ANTHROPIC_API_KEY": SECRET})) == ModelAccess(
        ModelProvider.ANTHROPIC, "https://api.anthropic.com", SECRET
    )
    assert model_access(load_settings(BEDROCK)) == ModelAccess(
        ModelProvider.BEDROCK,
        "https://bedrock-mantle.eu-west-1.api.aws/anthropic",
        f"{SECRET}3",
        region="eu-west-1",
        aws_keys=AwsKeys("AKIDEXAMPLE", SECRET, f"{SECRET}2"),
        aws_profile="work",
    )
    assert model_access(load_settings(VERTEX)) == ModelAccess(
        ModelProvider.VERTEX,
        "https://europe-west4-aiplatform.googleapis.com/v1",
        region="europe-west4",
        project="shop",
    )
    assert model_access(load_settings(FOUNDRY)) == ModelAccess(
        ModelProvider.FOUNDRY, "https://shop.services.ai.azure.com/anthropic", SECRET
    )


def test_the_secrets_of_every_provider_are_kept_out_of_the_log() -> None:
    shown = load_settings(BEDROCK | FOUNDRY)

    assert {SECRET, f"{SECRET}2", f"{SECRET}3"} <= {*shown.secrets}
    assert SECRET not in repr(shown)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        (
            FOUNDRY | {"ANTHROPIC_FOUNDRY_BASE_URL": "https://x.example.com"},
            "ANTHROPIC_FOUNDRY_RESOURCE and ANTHROPIC_FOUNDRY_BASE_URL are both set: keep one.",
        ),
        *(
            (whole | {name: ""}, f"TENET_MODEL_PROVIDER is {provider}, and {name} is not set: ")
            for provider, whole, names in (
                ("foundry", FOUNDRY, ("ANTHROPIC_FOUNDRY_API_KEY", "ANTHROPIC_FOUNDRY_RESOURCE")),
                ("vertex", VERTEX, ("CLOUD_ML_REGION", "ANTHROPIC_VERTEX_PROJECT_ID")),
                ("bedrock", BEDROCK, ("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")),
            )
            for name in names
        ),
    ],
)
def test_what_a_provider_lacks_is_said_with_the_next_step(
    environ: dict[str, str], sentence: str
) -> None:
    with pytest.raises(OperatorError) as refusal:
        model_access(load_settings(environ))
    assert str(refusal.value).startswith(sentence)
    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize(
    "written",
    [
        PEM,
        PEM.replace("\n", "\r\n"),
        PEM.replace("\n", "\\n"),
        f"\n{PEM}\n\n",
        pem_of(form=PrivateFormat.PKCS8),
    ],
)
def test_a_key_is_understood_however_it_was_pasted(written: str) -> None:
    settings = load_settings({"GITHUB_APP_ID": "7", "GITHUB_APP_PRIVATE_KEY": written})
    key = app_credentials(settings).private_key
    assert key in {PEM, pem_of(form=PrivateFormat.PKCS8)}


def test_a_key_file_is_read_also_with_crlf_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(b"\xef\xbb\xbf" + PEM.replace("\n", "\r\n").encode())
    path.chmod(0o600)
    settings = load_settings({"GITHUB_APP_ID": "7", "GITHUB_APP_PRIVATE_KEY_PATH": str(path)})
    credentials = app_credentials(settings)
    assert (credentials.private_key, credentials.warnings) == (PEM, ())


def test_a_key_file_that_everybody_can_read_is_used_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text(PEM)
    path.chmod(0o644)
    settings = load_settings({"GITHUB_APP_ID": "7", "GITHUB_APP_PRIVATE_KEY_PATH": str(path)})
    assert app_credentials(settings).warnings == (
        f"Everybody on this machine can read the App's private key {path}: run `chmod 640` on it.",
    )


def test_an_app_without_its_number_or_key_is_told_what_is_missing() -> None:
    with pytest.raises(OperatorError, match=r"^GITHUB_APP_ID is not set: write the App ID there"):
        app_credentials(load_settings({"GITHUB_APP_PRIVATE_KEY": PEM}))
    assert no_credentials().startswith("GITHUB_APP_PRIVATE_KEY is not set: write the App's")
    assert no_credentials(
        GITHUB_APP_PRIVATE_KEY=PEM, GITHUB_APP_PRIVATE_KEY_PATH="/key.pem"
    ).endswith("are both set: keep one of them.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no private key that can be read"),
        (b"not a key", "holds no private key that can be read"),
        (PEM[:800].encode(), "holds no private key that can be read"),
        (os.urandom(2000), "holds no private key that can be read"),
        (
            _KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
            "holds no private key that can be read",
        ),
        (
            pem_of(ec.generate_private_key(ec.SECP256R1())).encode(),
            "holds a key that is not RSA, as GitHub's are",
        ),
        (
            pem_of(encryption=BestAvailableEncryption(b"passphrase")).encode(),
            "is protected by a passphrase",
        ),
        (
            pem_of(_KEY, PrivateFormat.PKCS8, BestAvailableEncryption(b"passphrase")).encode(),
            "is protected by a passphrase",
        ),
    ],
)
def test_a_key_that_cannot_sign_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    refusal = no_credentials(GITHUB_APP_PRIVATE_KEY_PATH=str(path))
    assert refusal.startswith(f"GITHUB_APP_PRIVATE_KEY_PATH ({path}) {said}")
    assert "generate a new one on the App's settings page" in refusal


def test_a_key_path_that_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing.pem", tmp_path, tmp_path / "pipe", tmp_path / "pipe" / "x"):
        assert no_credentials(GITHUB_APP_PRIVATE_KEY_PATH=str(path)) == (
            f"GITHUB_APP_PRIVATE_KEY_PATH ({path}) names no file: correct the path."
        )


def test_what_set_up_stored_stands_below_the_environment(tmp_path: Path) -> None:
    remember_app(tmp_path / "new", 7, PEM, SECRET)
    folder = {"TENET_DATA_DIR": str(tmp_path / "new")}
    stored = load_settings(folder)
    assert stored.has_app
    assert app_credentials(stored).private_key == PEM
    assert webhook_secrets(stored) == (SECRET,)
    rotated = load_settings({**folder, "GITHUB_WEBHOOK_SECRET": SECRET[::-1]})
    assert (rotated.app_id, webhook_secrets(rotated)) == (7, (SECRET[::-1],))
    other = load_settings({**folder, "GITHUB_APP_ID": "8"})
    assert other.app_private_key is other.webhook_secret is None


def test_what_set_up_stored_is_for_this_user_only(tmp_path: Path) -> None:
    remember_app(tmp_path, 7, PEM, SECRET)
    remember_app(tmp_path, 8, PEM, SECRET)
    [stored] = tmp_path.iterdir()
    assert stored.stat().st_mode & 0o777 == 0o600
    assert load_settings({"TENET_DATA_DIR": str(tmp_path)}).app_id == 8


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"GITHUB_APP_ID": 7}', "[" * 60000])
def test_a_damaged_stored_app_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "app.json").write_text(content)
    assert refused(TENET_DATA_DIR=str(tmp_path)) == (
        f"{tmp_path}/app.json cannot be used: delete it, and set the App up again."
    )


def test_importing_the_settings_does_not_import_what_only_a_server_needs() -> None:
    script = (
        "import sys, bot.settings;"
        "print([one for one in ('structlog', 'cryptography', 'sqlalchemy') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == b"[]\n"
