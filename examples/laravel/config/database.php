<?php

// SQLite for everything, including the queue; a connection that finds it locked waits. Redis only for broadcasting.

return [
    'connections' => [
        'sqlite' => [
            'driver' => 'sqlite',
            'database' => env('DB_DATABASE', database_path('database.sqlite')),
            'prefix' => '',
            'foreign_key_constraints' => true,
            'busy_timeout' => 5000,
            'journal_mode' => 'WAL',
            'synchronous' => 'NORMAL',
        ],
    ],
    'redis' => [
        'client' => 'predis',
        // laravel-echo-server, or `oread serve --redis-prefix`, must have the same prefix.
        'options' => ['prefix' => env('REDIS_PREFIX', '')],
        'default' => [
            'host' => env('REDIS_HOST', '127.0.0.1'),
            'port' => env('REDIS_PORT', '6379'),
        ],
    ],
];
