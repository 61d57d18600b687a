<?php
// ok: config-credential-text
$password = getenv('DB_PASSWORD');
// ok: config-credential-text
$password = $config['db4password'];
// ok: config-credential-text
define('DB_PASSWORD', 'changeme1');
// ok: config-credential-text
$csrf_token = 'm4d3up5f1xtur3k3y7';
// ok: config-credential-text
$password_hash = 'MadeUp4Fixture';
// ok: config-credential-text
define('AUTH_KEY', 'put your unique phrase here');
// ruleid: config-credential-text
$password = 'MadeUp4Fixture';
// ruleid: config-credential-text
define('DB_PASSWORD', 'MadeUp4Fixture');
return [
    // ruleid: config-credential-text
    'api_key' => 'm4d3up5f1xtur3k3y7',
    // ruleid: config-credential-text
    define('AUTH_KEY', '+MadeUp (for) #the; fixture 7, MadeUp (for) #the; fixture 7, made'),
];
