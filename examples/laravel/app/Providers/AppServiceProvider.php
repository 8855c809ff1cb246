<?php

namespace App\Providers;

use App\Http\Middleware\SignChannels;
use App\Models\Organization;
use App\Models\User;
use App\Support\ImmediateSqliteConnector;
use Illuminate\Cache\RateLimiting\Limit;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Gate;
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
        RateLimiter::for('tasks', fn (Request $request) => Limit::perMinute(60)->by($by($request)));
        RateLimiter::for('channels', fn (Request $request) => Limit::perSecond(3)->by($by($request)));

        // People of an organization see its dashboard; its administrators change what it shows.
        Gate::define('view', fn (User $user, Organization $organization) => $organization->roleOf($user) !== null);
        Gate::define('manage', fn (User $user, Organization $organization) => $organization->roleOf($user) === 'admin');

        // The default route accepts only the session. Adds one that also accepts bearer tokens …
        Broadcast::routes(['prefix' => 'api', 'middleware' => ['api', 'auth:sanctum']]);
        // … one for clients of `oread serve --redis`, which need a signature …
        Broadcast::routes(['prefix' => 'api/signed', 'middleware' => ['api', 'auth:sanctum', SignChannels::class]]);
        // … and one that returns 429 to frequent requests.
        Broadcast::routes(['prefix' => 'throttled', 'middleware' => ['api', 'auth:sanctum', 'throttle:channels']]);
    }
}
