<?php

namespace App\Providers;

use App\Support\ImmediateSqliteConnector;
use Illuminate\Cache\RateLimiting\Limit;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\RateLimiter;
use Illuminate\Support\ServiceProvider;

class AppServiceProvider extends ServiceProvider
{
    public function register(): void
    {
        if (PHP_VERSION_ID < 80400) {
            $this->app->bind('db.connector.sqlite', ImmediateSqliteConnector::class);
        }
    }

    public function boot(): void
    {
        $by = fn (Request $request) => $request->user()?->id ?: $request->ip();
        RateLimiter::for('api', fn (Request $request) => Limit::perMinute(600)->by($by($request)));
        RateLimiter::for('channels', fn (Request $request) => Limit::perSecond(3)->by($by($request)));

        // Beside the stock route, which takes the session only, one that takes bearer tokens, too …
        Broadcast::routes(['prefix' => 'api', 'middleware' => ['api', 'auth:sanctum']]);
        // … and one that answers 429 to anybody who asks too often.
        Broadcast::routes(['prefix' => 'throttled', 'middleware' => ['api', 'auth:sanctum', 'throttle:channels']]);
    }
}
