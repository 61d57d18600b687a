#!/bin/sh
# ok: command-credential-literal
curl -u "$NAME:$PASSWORD" https://api.internal
# ok: command-credential-literal
curl -u user:password https://api.internal
# ok: command-credential-literal
curl -u "robot" https://api.internal
# ok: command-credential-literal
mysql -h db.internal -u app -p"$PASSWORD" app
# ok: command-credential-literal
ssh -p 2222 robot@host.internal
# ok: command-credential-literal
echo "$TOKEN" | docker login -u robot --password-stdin registry.internal
# ruleid: command-credential-literal
curl -u robot:MadeUp4Fixture https://api.internal
# ruleid: command-credential-literal
curl -s https://api.internal --user 'robot:MadeUp4Fixture'
# ruleid: command-credential-literal
mysqldump -h db.internal -u app -pMadeUp4Fixture app > dump.sql
# ruleid: command-credential-literal
sshpass -p MadeUp4Fixture ssh robot@host.internal
# ruleid: command-credential-literal
docker login -u robot -p MadeUp4Fixture registry.internal
# ruleid: command-credential-literal
deploy --user robot --password MadeUp4Fixture
# ok: command-credential-literal
deploy --user robot --password 'p@ssw0rd'
# ok: command-credential-literal
publish --token "$TOKEN"
# ok: command-credential-literal
publish --token release-token-for-7
# ruleid: command-credential-literal
publish --token 5eed4fa4e0beef1234ca5cade75eed0f --language text
