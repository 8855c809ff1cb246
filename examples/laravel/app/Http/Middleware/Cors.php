<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;

/** Lets front ends of other origins in, with their cookies and headers: those of config/cors.php. */
class Cors
{
    public function handle(Request $request, Closure $next): Response
    {
        $origin = $request->headers->get('Origin');
        if (! $origin || ! in_array($origin, config('cors.allowed_origins'), true)) {
            return $next($request);
        }
        $answer = $request->isMethod('OPTIONS') ? response('', 204) : $next($request);
        $answer->headers->add([
            'Access-Control-Allow-Origin' => $origin,
            'Access-Control-Allow-Credentials' => 'true',
            'Access-Control-Allow-Methods' => 'GET, POST, PATCH, DELETE',
            'Access-Control-Allow-Headers' => $request->headers->get('Access-Control-Request-Headers', ''),
            // What a page may read of an answer to another origin; else it could not know how long to wait.
            'Access-Control-Expose-Headers' => 'Retry-After',
        ]);
        $answer->headers->set('Vary', 'Origin', false);

        return $answer;
    }
}
