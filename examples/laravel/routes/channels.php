<?php

// Channel authorization.

use App\Models\Task;
use App\Models\User;
use Illuminate\Support\Facades\Broadcast;

// By role. The first rule that fits a name decides, so the presence channel comes first: others see its answer.
Broadcast::channel('admin.online', fn (User $user) => $user->hasRole('admin') ? $user->onlyPublic() : false);
Broadcast::channel('admin.{area}', fn (User $user) => $user->hasRole('admin'));

Broadcast::channel('attendance.viewers', fn (User $user) => $user->hasRole('admin') ? $user->onlyPublic() : null);

// By owner. Notifications and model events use channels named after the model.
Broadcast::channel('App.Models.User.{id}', fn (User $user, int $id) => $user->id === $id);
Broadcast::channel('user.{id}', fn (User $user, int $id) => $user->id === $id);
Broadcast::channel('App.Models.Task.{task}', fn (User $user, Task $task) => $task->user_id === $user->id);
Broadcast::channel('payroll.{id}', fn (User $user, int $id) => $user->id === $id);

// Everyone who works here, and the data that others see.
Broadcast::channel('office', fn (User $user) => $user->onlyPublic());
