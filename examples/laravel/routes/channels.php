<?php

// Who may listen to what.

use App\Models\Task;
use App\Models\User;
use Illuminate\Support\Facades\Broadcast;

// By role.
Broadcast::channel('admin.{area}', fn (User $user) => $user->hasRole('admin'));

// By owner. Notifications and model events use channels named after the model.
Broadcast::channel('App.Models.User.{id}', fn (User $user, int $id) => $user->id === $id);
Broadcast::channel('App.Models.Task.{task}', fn (User $user, Task $task) => $task->user_id === $user->id);
Broadcast::channel('payroll.{id}', fn (User $user, int $id) => $user->id === $id);

// Everybody who works here, and how the others see them.
Broadcast::channel('office', fn (User $user) => $user->onlyPublic());
