import os

# The examples of the providers' own pages.
# ok: cloud-key-aws-id
ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE"
# ok: cloud-key-aws-id
ROLE = "AROAMADEUP2FIXTURE7KE"
# ok: cloud-key-aws-id
ACCESS_KEY = os.environ["AWS_ACCESS_KEY_ID"]
# ok: cloud-key-aws-secret
AWS_SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
# ok: cloud-key-aws-secret
AWS_SECRET_ACCESS_KEY = os.environ["AWS_SECRET_ACCESS_KEY"]
# ok: cloud-key-aws-secret
COMMIT = "5eed0fa4e0beef1234ca5cade75eed0fa4e0beef"
# ok: cloud-key-google
MAPS_KEY = "AIzaXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
# ok: cloud-key-google
MAPS_KEY = "AIzaShort"
# ok: cloud-key-google
MAPS_KEY = os.environ["MAPS_KEY"]
# ok: cloud-key-azure
STORAGE = "AccountName=files;AccountKey=<key>"
# ok: cloud-key-azure
STORAGE = "AccountName=files;AccountKey=" + key
# ok: cloud-key-azure
STORAGE = f"AccountName=files;AccountKey={key}"
# ok: cloud-key-digitalocean
CLOUD_TOKEN = "dop_v1_short"
# ok: cloud-key-digitalocean
CLOUD_TOKEN = os.environ["CLOUD_TOKEN"]
# ok: cloud-key-digitalocean
CLOUD_TOKEN = "dop_v1_" + token

# ruleid: cloud-key-aws-id
ACCESS_KEY = "AKIAMADEUP2FIXTURE7K"
# ruleid: cloud-key-aws-id
client("s3", aws_access_key_id="ASIAFIXTURE3MADEUP5K")
# ruleid: cloud-key-aws-secret
AWS_SECRET_ACCESS_KEY = "MadeUp/For+TheFixture7MadeUp/For+TheFixt"
# ruleid: cloud-key-aws-secret
client("s3", aws_secret_access_key="txiFehT+roF/pUedaM7erutxiFehT+roF/pUedaM")
# ruleid: cloud-key-google
MAPS_KEY = "AIzaMadeUpForTheFixture7MadeUpForTheFix"
# ruleid: cloud-key-google
CLIENT = {"client_id": "files", "key": "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"}
# ruleid: cloud-key-azure
STORAGE = "AccountName=files;AccountKey=MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUpForTheFixture7MadeUp=="
# ruleid: cloud-key-azure
STORAGE = "DefaultEndpointsProtocol=https;AccountKey=Fixture7MadeUpFixture7MadeUpFixture7MadeUpFixture7MadeUpFixture7MadeUpFixture7MadeUpFi=="
# ruleid: cloud-key-digitalocean
CLOUD_TOKEN = "dop_v1_5eed0fa4e0beef1234ca5cade75eed0fa4e0beef1234ca5cade75eed0fa4e0be"
# ruleid: cloud-key-digitalocean
CLOUD_TOKEN = "doo_v1_0fa4e5eed0fa4e5eed0fa4e5eed0fa4e5eed0fa4e5eed0fa4e5eed0fa4e5eed0"
