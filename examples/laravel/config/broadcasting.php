<?php

// `reverb`: any server that speaks the Pusher protocol, Reverb or `oread serve`. `redis`: laravel-echo-server, or
// `oread serve --redis`, for which `reverb` signs.

return [
    'connections' => [
        'reverb' => [
            'driver' => 'reverb',
            'key' => env('REVERB_APP_KEY'),
            'secret' => env('REVERB_APP_SECRET'),
            'app_id' => env('REVERB_APP_ID'),
            'options' => [
                'host' => env('REVERB_HOST'),
                'port' => env('REVERB_PORT', 443),
                'scheme' => env('REVERB_SCHEME', 'https'),
                'useTLS' => env('REVERB_SCHEME', 'https') === 'https',
                'encryption_master_key_base64' => env('REVERB_ENCRYPTION_MASTER_KEY'),
            ],
        ],
        'redis' => ['driver' => 'redis', 'connection' => 'default'],
    ],
];
