<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Broadcast;
use Symfony\Component\HttpFoundation\Response;

/**
 * Authorizes channels as the connection `reverb` does, with a signature, while events go out through another one (`redis`). Rules
 * belong to the connection that is the default when they are declared, so the file is loaded again for `reverb`.
 */
class SignChannels
{
    public function handle(Request $request, Closure $next): Response
    {
        $default = Broadcast::getDefaultDriver();
        Broadcast::setDefaultDriver('reverb');
        try {
            require base_path('routes/channels.php');

            return $next($request);
        } finally {
            Broadcast::setDefaultDriver($default);
        }
    }
}
