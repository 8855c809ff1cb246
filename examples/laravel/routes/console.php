<?php

// Events from a terminal: `php artisan office:task 1 done`.

use App\Events\TaskUpdated;
use App\Models\Task;
use Illuminate\Support\Facades\Artisan;

Artisan::command('office:task {task} {status}', function (int $task, string $status) {
    $found = Task::findOrFail($task);
    $found->update(['status' => $status]);
    event(new TaskUpdated($found));
})->purpose('Move a task and tell everybody');
