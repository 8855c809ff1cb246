<?php

// Pages that this application serves itself are signed in by their session, under whatever name and port it runs.

use Laravel\Sanctum\Sanctum;

return [
    'stateful' => [Sanctum::$currentRequestHostPlaceholder],
];
