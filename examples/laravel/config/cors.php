<?php

// Other origins whose pages may come in, with their cookies.

return [
    'allowed_origins' => array_filter(explode(',', env('CORS_ORIGINS', ''))),
];
