<?php

// Pages served by this application are authenticated by their session, under any name and port.

use Laravel\Sanctum\Sanctum;

return [
    'stateful' => [Sanctum::$currentRequestHostPlaceholder],
];
