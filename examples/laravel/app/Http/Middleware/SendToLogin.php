<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;

/** Redirects all guests to the login page, whatever they requested, as many applications do. */
class SendToLogin
{
    public function handle(Request $request, Closure $next): Response
    {
        return $request->user() ? $next($request) : redirect('/login');
    }
}
