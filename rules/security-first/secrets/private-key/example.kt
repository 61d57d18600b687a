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

// ok: private-key-block
val publicOnly = """{"kty": "EC", "x": "MadeUpForTheFixture7MadeUpForTheFixture7Mad"}"""
// ok: private-key-block
val certificate = "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa"
// ruleid: private-key-block
val jwk = """{"kty": "EC", "x": "MadeUpForTheFixture7MadeUpForTheFixture7Mad", "d": "MadeUpForTheFixture7MadeUpForTheFixture7Mad"}"""
// ruleid: private-key-block
val bare = "MIICdwIBADANBgkqhkiG9w0BAQEFAASCMadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7"
// ruleid: private-key-block
val twice = "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tMadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7"
// ruleid: private-key-block
val seed = "SUMADEUP2FIXTURE7MADEUP2FIXTURE7MADEUP2FIXTURE7MADEUP2FIXT"
