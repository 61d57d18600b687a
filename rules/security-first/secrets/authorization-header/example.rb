# ok: authorization-header-literal
request["Authorization"] = "Bearer #{token}"
# ok: authorization-header-literal
request["Authorization"] = "Basic dXNlcjpwYXNz"
# ok: authorization-header-literal
request["Authorization"] = "Bearer your-token-goes-here"
# ok: authorization-header-literal
request["Authorization"] = "Bearer <token>"
# ok: authorization-header-literal
system('curl -H "X-Api-Key: $KEY" https://api.internal')
# ruleid: authorization-header-literal
request["Authorization"] = "Bearer m4d3up5f1xtur3k3y7m4d3up5"
# ruleid: authorization-header-literal
headers = { "Authorization" => "Token m4d3up5f1xtur3k3y7m4d3up5" }
# ruleid: authorization-header-literal
headers = { "Authorization" => "Basic bWFkZXVwOm1hZGV1cDRmaXh0dXJl" }
# ruleid: authorization-header-literal
system('curl -H "X-Api-Key: m4d3up5f1xtur3k3y7" https://api.internal')
