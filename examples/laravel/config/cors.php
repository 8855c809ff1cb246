<?php

// Other origins whose pages may come in, with their cookies.

return [
    'paths' => ['*'],
    'allowed_methods' => ['*'],
    'allowed_origins' => array_filter(explode(',', env('CORS_ORIGINS', ''))),
    'allowed_origins_patterns' => [],
    'allowed_headers' => ['*'],
    // What a page may read of an answer to another origin; else it could not know how long to wait.
    'exposed_headers' => ['Retry-After'],
    'max_age' => 0,
    'supports_credentials' => true,
];
