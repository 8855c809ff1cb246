<?php

// Requests that change something and thus trigger events; by session or by bearer token.

use App\Http\Controllers\AttendanceController;
use App\Http\Controllers\BoardController;
use App\Http\Controllers\ChinookController;
use App\Http\Controllers\IncidentController;
use App\Http\Controllers\InvoiceController;
use App\Http\Controllers\ServiceController;
use App\Http\Controllers\TaskController;
use App\Http\Controllers\TokenController;
use App\Http\Controllers\UserController;
use Illuminate\Support\Facades\Route;

Route::post('/tokens', [TokenController::class, 'store']);

Route::get('/board', [BoardController::class, 'index']);
Route::middleware('throttle:tasks')->group(function (): void {
    Route::post('/board', [BoardController::class, 'store']);
    Route::patch('/board/{task}', [BoardController::class, 'update']);
});

Route::middleware(['auth:sanctum', 'throttle:api'])->group(function (): void {
    Route::delete('/tokens/current', [TokenController::class, 'destroy']);
    Route::get('/user', [UserController::class, 'show']);
    Route::post('/users/{user}/activity', [UserController::class, 'activity']);
    Route::post('/users/{user}/payslips', [UserController::class, 'payslip']);
    Route::get('/office', [TaskController::class, 'office']);
    Route::patch('/tasks/{task}', [TaskController::class, 'update']);
    Route::post('/tasks/{task}/comments', [TaskController::class, 'comment']);
    Route::post('/tasks/{task}/assignment', [TaskController::class, 'assign']);
    Route::post('/invoices', [InvoiceController::class, 'store']);
    Route::patch('/invoices/{invoice}', [InvoiceController::class, 'update']);
    Route::post('/chinook/sales', [ChinookController::class, 'sell']);
    Route::post('/chinook/alerts', [ChinookController::class, 'alert']);
    Route::patch('/services/{service}', [ServiceController::class, 'update']);
    Route::post('/organizations/{organization}/incidents', [IncidentController::class, 'store']);
    Route::patch('/incidents/{incident}', [IncidentController::class, 'update']);
    Route::get('/attendances', [AttendanceController::class, 'index']);
    Route::patch('/attendances/{attendance}', [AttendanceController::class, 'update']);
});
