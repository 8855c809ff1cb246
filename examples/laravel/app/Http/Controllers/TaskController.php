<?php

namespace App\Http\Controllers;

use App\Events\TaskUpdated;
use App\Models\Attendance;
use App\Models\Comment;
use App\Models\Service;
use App\Models\Task;
use App\Models\User;
use App\Notifications\TaskAssigned;
use Illuminate\Http\Request;

class TaskController
{
    /** The initial data of the page; after that, events report the changes. */
    public function office(): array
    {
        return ['tasks' => Task::all(), 'services' => Service::all(), 'attendances' => Attendance::all()];
    }

    /**
     * Notifies everyone except the tab that sent the request, which carries X-Socket-ID: that tab
     * already knows.
     */
    public function update(Request $request, Task $task): Task
    {
        $task->update($request->validate(['title' => 'string|max:200', 'status' => 'in:todo,doing,done']));
        broadcast(new TaskUpdated($task))->toOthers();

        return $task;
    }

    public function comment(Request $request, Task $task): Comment
    {
        $text = $request->validate(['text' => 'required|string|max:2000'])['text'];

        return Comment::create(['task_id' => $task->id, 'text' => $text]);
    }

    public function assign(Request $request, Task $task): array
    {
        $user = User::findOrFail($request->validate(['user_id' => 'required|integer'])['user_id']);
        $user->notify(new TaskAssigned($task));

        return ['assigned' => $user->name];
    }
}
