<?php

// The web server's router under test. While OREAD_TEST_CLOCK names a file, rate limits use the
// second in that file, so that no test depends on how many requests this machine serves per second.

$app = dirname(__DIR__, 2).'/examples/laravel';
// Read once: the file may disappear at any moment.
$now = (int) @file_get_contents(getenv('OREAD_TEST_CLOCK'));
if ($now && str_starts_with($_SERVER['REQUEST_URI'], '/throttled')) {
    require_once "$app/vendor/autoload.php";
    Illuminate\Support\Carbon::setTestNow(Illuminate\Support\Carbon::createFromTimestamp($now));
}

return require "$app/vendor/laravel/framework/src/Illuminate/Foundation/resources/server.php";
