<?php

// Routes for browsers with a session.

use App\Http\Controllers\SessionController;
use App\Http\Controllers\StatusPageController;
use App\Http\Middleware\HandleInertiaRequests;
use App\Http\Middleware\SendToLogin;
use Illuminate\Broadcasting\BroadcastController;
use Illuminate\Support\Facades\Route;

Route::view('/', 'office')->middleware('auth');
Route::middleware(HandleInertiaRequests::class)->group(function (): void {
    Route::get('/login', [SessionController::class, 'create'])->name('login');
    Route::post('/login', [SessionController::class, 'store']);
    Route::post('/logout', [SessionController::class, 'destroy']);
    Route::get('/status/{organization:slug}', [StatusPageController::class, 'public']);

    Route::middleware('auth')->group(function (): void {
        Route::get('/dashboard', [StatusPageController::class, 'dashboard']);
        Route::patch('/services/{service}/status', [StatusPageController::class, 'service']);
        Route::post('/organizations/{organization}/incidents', [StatusPageController::class, 'report']);
        Route::patch('/incidents/{incident}', [StatusPageController::class, 'incident']);
        Route::post('/organizations/{organization}/maintenances', [StatusPageController::class, 'schedule']);
        Route::patch('/maintenances/{maintenance}', [StatusPageController::class, 'maintenance']);
    });
});
Route::view('/chinook/login', 'chinook.login');
Route::view('/chinook', 'chinook.page')->middleware('auth');
Route::post('/chinook/logout', [SessionController::class, 'destroy']);
Route::get('/csrf-token', fn () => ['token' => csrf_token()]);

// Two more kinds of channel authorization that applications use: a custom route, which unlike the
// default one checks the CSRF token, and one behind a middleware that redirects guests.
Route::post('/strict/broadcasting/auth', [BroadcastController::class, 'authenticate']);
Route::post('/walled/broadcasting/auth', [BroadcastController::class, 'authenticate'])
    ->middleware(SendToLogin::class);
