// ok: code-host-token-github
const token = process.env.GITHUB_TOKEN;
// ok: code-host-token-github
const masked = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
// ok: code-host-token-github
const prefix = /^ghp_[A-Za-z0-9]{36}$/;
// ok: code-host-token-gitlab
const project = process.env.GITLAB_TOKEN;
// ok: code-host-token-gitlab
const short = "glpat-short";
// ok: code-host-token-gitlab
const placeholder = "glpat-xxxxxxxxxxxxxxxxxxxx";

// ruleid: code-host-token-github
const personal = "ghp_MadeUpForTheFixture7MadeUpForTheFixt";
// ruleid: code-host-token-github
const installation = "ghs_123456_eyJNYWRlVXAiOiJGaXh0dXJlIn0.eyJNYWRlVXAiOiJGb3JUaGVGaXh0dXJlIn0.MadeUpForTheFixture7MadeUp";
// ruleid: code-host-token-github
const fine = "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";
// ruleid: code-host-token-github
const header = { Authorization: "Bearer gho_Fixture7MadeUpFixture7MadeUpFixture7" };
// ruleid: code-host-token-gitlab
const gitlab = "glpat-MadeUpForTheFixture7";
// ruleid: code-host-token-gitlab
const runner = "https://oauth2:glrt-Fixture7MadeUpFixtur@gitlab.internal/";
