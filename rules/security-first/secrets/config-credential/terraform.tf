resource "database" "app" {
  # ok: config-credential-literal
  password = var.db_password
  # ok: config-credential-literal
  master_password = random_password.app4.result
  # ok: config-credential-literal
  kms_key_id = "m4d3up5f1xtur3k3y7"
  # ruleid: config-credential-literal
  admin_password = "MadeUp4Fixture"
}

variable "db_password" {
  type    = string
  # ruleid: config-credential-literal
  default = "MadeUp4Fixture"
}
