<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;

/** Sends guests to the login page, whatever they asked for: many applications have such a wall. */
class SendToLogin
{
    public function handle(Request $request, Closure $next): Response
    {
        return $request->user() ? $next($request) : redirect('/login');
    }
}
