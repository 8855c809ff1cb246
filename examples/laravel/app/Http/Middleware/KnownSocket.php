<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;

/**
 * Drops an X-Socket-ID that is not an id. Livewire sends "undefined" before a page is connected for the first time;
 * the SDK refuses it, and an event with `toOthers()` would then reach nobody.
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
