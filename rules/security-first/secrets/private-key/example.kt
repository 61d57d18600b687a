package fixtures

// ok: private-key-block
val header = "-----BEGIN PRIVATE KEY-----"
// ok: private-key-block
val pattern = Regex("-----BEGIN RSA PRIVATE KEY-----[^-]+-----END")
val public = """-----BEGIN PUBLIC KEY-----
MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7Made
-----END PUBLIC KEY-----"""
// ok: private-key-block
val placeholder = "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"
// ok: private-key-block
val read = File("server.key").readText()

// ruleid: private-key-block
val onOneLine = "-----BEGIN EC PRIVATE KEY-----\nMadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7Made\n-----END EC PRIVATE KEY-----"

// ruleid: private-key-block
val onManyLines = """-----BEGIN RSA PRIVATE KEY-----
MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7Made
Fixture7MadeUpFixture7MadeUpFixture7MadeUpFixture7MadeUpFixture7
-----END RSA PRIVATE KEY-----"""

// ruleid: private-key-block
val encrypted = """-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-256-CBC,5EED0FA4E0BEEF1234CA5CADE75EED0F

MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7Made
-----END RSA PRIVATE KEY-----"""
