<?php

// The application: its routes and middleware; everything else is the framework's default.

use App\Http\Middleware\KnownSocket;
use Illuminate\Foundation\Application;
use Illuminate\Foundation\Configuration\Exceptions;
use Illuminate\Foundation\Configuration\Middleware;
use Illuminate\Http\Request;

$app = Application::configure(basePath: dirname(__DIR__))
    ->withRouting(
        web: __DIR__.'/../routes/web.php',
        api: __DIR__.'/../routes/api.php',
        channels: __DIR__.'/../routes/channels.php',
        health: '/up',
    )
    ->withMiddleware(function (Middleware $middleware): void {
        $middleware->append(KnownSocket::class);
        $middleware->redirectGuestsTo(fn (Request $request) => $request->is('chinook') ? '/chinook/login' : '/login');
        $middleware->statefulApi();
    })
    ->withExceptions(function (Exceptions $exceptions): void {})
    ->create();

// Laravel looks for this among the request's variables, where PHP's own web server does not put the
// environment.
if ($storage = getenv('LARAVEL_STORAGE_PATH')) {
    $app->useStoragePath($storage);
}

return $app;
