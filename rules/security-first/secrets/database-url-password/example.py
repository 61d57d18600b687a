import os

# ok: database-url-password-literal
URL = os.environ["DATABASE_URL"]
# ok: database-url-password-literal
URL = f"postgres://app:{password}@db.internal/app"
# ok: database-url-password-literal
URL = "postgres://app:%s@db.internal/app" % password
# ok: database-url-password-literal
URL = "postgres://user:password@db.internal/app"
# ok: database-url-password-literal
URL = "postgres://postgres:postgres@localhost:5432/app"
# ok: database-url-password-literal
URL = "postgres://app@db.internal:5432/app"
# ok: database-url-password-literal
URL = "mysql://app:changeme@db.internal/app"
# ok: database-url-password-literal
URL = "mongodb://${USER}:${PASSWORD}@cluster.internal/app"
# ok: database-url-password-literal
URL = "https://docs.internal:8443/@team/page"
# ok: database-url-password-literal
URL = "http://foo:bar@example.com/"

# ruleid: database-url-password-literal
URL = "postgres://app:MadeUp4Fixture@db.internal:5432/app"
# ruleid: database-url-password-literal
URL = "postgresql+asyncpg://app:MadeUp4Fixture@localhost/app"
# ruleid: database-url-password-literal
URL = "mongodb+srv://app:madeup-for-fixture@cluster.internal/app"
# ruleid: database-url-password-literal
URL = "redis://:MadeUp4Fixture@cache.internal:6379/0"
# ok: database-url-password-dsn
DSN = "host=db.internal dbname=app user=app password=%s" % password
# ok: database-url-password-dsn
DSN = "Server=db.internal;Database=app;User Id=app;Password=changeme1;"
# ruleid: database-url-password-dsn
DSN = "host=db.internal dbname=app user=app password=MadeUp4Fixture sslmode=require"
# ruleid: database-url-password-dsn
DSN = "Server=db.internal;Database=app;User Id=app;Password=MadeUp4Fixture;"
# ruleid: database-url-password-dsn
DSN = "user=app password=MadeUp4Fixture host=db.internal dbname=app"
# ok: database-url-password-dsn
JDBC = "jdbc:postgresql://db.internal/app?user=app&password=" + password
# ruleid: database-url-password-dsn
JDBC = "jdbc:postgresql://db.internal/app?user=app&password=MadeUp4Fixture"
# ok: database-url-password-literal
URL = "postgres://app:verysecret@db.example.com/app"
# ruleid: database-url-password-literal
PROXY = "https://robot:MadeUp4Fixture@proxy.internal"
