<?php

// What a browser does with its session.

use App\Http\Controllers\SessionController;
use App\Http\Middleware\SendToLogin;
use Illuminate\Broadcasting\BroadcastController;
use Illuminate\Support\Facades\Route;

Route::view('/', 'office')->middleware('auth');
Route::view('/login', 'login')->name('login');
Route::post('/login', [SessionController::class, 'store']);
Route::post('/logout', [SessionController::class, 'destroy']);
Route::get('/csrf-token', fn () => ['token' => csrf_token()]);

// Channel authorization in two more shapes that applications have: a route of their own, which unlike the stock one
// checks the CSRF token, and one behind a wall that answers guests with a redirect.
Route::post('/strict/broadcasting/auth', [BroadcastController::class, 'authenticate']);
Route::post('/walled/broadcasting/auth', [BroadcastController::class, 'authenticate'])
    ->middleware(SendToLogin::class);
