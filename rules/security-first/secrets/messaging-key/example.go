package fixtures

// ok: messaging-key-slack
const slackPrefix = "xoxb-"
// ok: messaging-key-slack
const slackMasked = "xoxb-xxxx-xxxx"
// ok: messaging-key-slack
var slackToken = os.Getenv("SLACK")
// ok: messaging-key-twilio
var callKey = os.Getenv("TWILIO_KEY")
// ok: messaging-key-twilio
const callShort = "SK5eed0fa4"
// ok: messaging-key-twilio
const hash = "5eed0fa4e0beef1234ca5cade75eed0f"
// ok: messaging-key-bot
var botToken = os.Getenv("BOT_TOKEN")
// ok: messaging-key-bot
const botShort = "12345678:AAshort"
// ok: messaging-key-bot
const ratio = "1234567890:1234567890"

// ruleid: messaging-key-slack
const slack = "xoxb-2007194820-MadeUpForTheFixture7Made"
// ruleid: messaging-key-slack
const hook = "https://hooks.slack.com/services/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"
// ruleid: messaging-key-twilio
const call = "SK5eed0fa4e0beef1234ca5cade75eed0f"
// ruleid: messaging-key-twilio
const twilioAuthToken = "0fa4e5eed0fa4e5eed0fa4e5eed0fa4e"
// ruleid: messaging-key-bot
const telegram = "200719482:AAMadeUpForTheFixture7MadeUpForTheF"
// ruleid: messaging-key-bot
const discord = "https://discord.com/api/webhooks/200719482007194820/MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpFo"
