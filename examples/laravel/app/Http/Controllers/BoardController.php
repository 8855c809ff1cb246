<?php

namespace App\Http\Controllers;

use App\Events\TaskUpdated;
use App\Models\Task;
use App\Models\User;
use Illuminate\Database\Eloquent\Collection;
use Illuminate\Http\Request;

/** The task board has one user, and no sign-in. */
class BoardController
{
    public function index(): Collection
    {
        return Task::orderBy('id')->get();
    }

    /** A new task is reported by the same event: it carries the whole task. */
    public function store(Request $request): Task
    {
        $given = $request->validate(['title' => 'required|string|max:120']);
        $task = Task::create($given + ['user_id' => User::firstOrFail()->id]);
        broadcast(new TaskUpdated($task))->toOthers();

        return $task;
    }

    public function update(Request $request, Task $task): Task
    {
        $task->update($request->validate([
            'title' => 'sometimes|required|string|max:120',
            'status' => 'sometimes|required|in:todo,doing,done',
        ]));
        broadcast(new TaskUpdated($task))->toOthers();

        return $task;
    }
}
