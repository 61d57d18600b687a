package fixtures

// ok: hard-coded-credential-go
const passwordHeader = "X-Password-1"
// ok: hard-coded-credential-go
var secretName = "prod/db-1"
// ok: hard-coded-credential-go
var password = os.Getenv("PASSWORD")
// ok: hard-coded-credential-go
var apiKey = "your-api-key-123456"

// ok: hard-coded-credential-go
const key = "m4d3up5f1xtur3k3y7"
// ok: hard-coded-credential-go
const apiKeyOfShop = "m4d3up5f1xtur3k3y7"

// ruleid: hard-coded-credential-go
const shopApiKey = "m4d3up5f1xtur3k3y7"
// ruleid: hard-coded-credential-go
var jwtKey = []byte("my_signing_words")

func use() {
	// ok: hard-coded-credential-go
	configuration := Config{Password: os.Getenv("PASSWORD")}
	// ok: hard-coded-credential-go
	fallback := getEnv("JWT_SECRET", "")
	// ruleid: hard-coded-credential-go
	password := "hunter2!"
	// ruleid: hard-coded-credential-go
	configuration = Config{User: "app", Password: "MadeUp4Fixture"}
	// ruleid: hard-coded-credential-go
	values := map[string]string{"password": "MadeUp4Fixture"}
	// ruleid: hard-coded-credential-go
	fallback = getEnv("JWT_SECRET", "supersecret")
	// ruleid: hard-coded-credential-go
	if password == "MadeUp5Fixture" {
		allow()
	}
}

func TestLogin(t *testing.T) {
	// ok: hard-coded-credential-go
	login(Config{Password: "MadeUp6Fixture"})
}

var SessionFixtures = map[string]Session{
	"alice": {
		// ok: hard-coded-credential-go
		authToken: "71ae40cd99f2b6e05b8d3b1f2c9960e84d7c5c0f1e2a3b4d",
	},
}
