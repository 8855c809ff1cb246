<?php

// Routes for browsers with a session.

use App\Http\Controllers\SessionController;
use App\Http\Middleware\SendToLogin;
use Illuminate\Broadcasting\BroadcastController;
use Illuminate\Support\Facades\Route;

Route::view('/', 'office')->middleware('auth');
Route::view('/login', 'login')->name('login');
Route::post('/login', [SessionController::class, 'store']);
Route::post('/logout', [SessionController::class, 'destroy']);
Route::get('/csrf-token', fn () => ['token' => csrf_token()]);

// Two more kinds of channel authorization that applications use: a custom route, which unlike the
// default one checks the CSRF token, and one behind a middleware that redirects guests.
Route::post('/strict/broadcasting/auth', [BroadcastController::class, 'authenticate']);
Route::post('/walled/broadcasting/auth', [BroadcastController::class, 'authenticate'])
    ->middleware(SendToLogin::class);
