<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;

/**
 * Removes an X-Socket-ID that is not an id. Livewire sends "undefined" before the page's first connection;
 * the SDK rejects it, and an event with `toOthers()` would not be sent.
 */
class KnownSocket
{
    public function handle(Request $request, Closure $next): Response
    {
        if (! preg_match('/^\d+\.\d+$/', $request->header('X-Socket-ID', ''))) {
            $request->headers->remove('X-Socket-ID');
        }

        return $next($request);
    }
}
