<?php

namespace Database\Seeders;

use App\Models\Attendance;
use App\Models\Service;
use App\Models\Task;
use App\Models\User;
use Illuminate\Database\Seeder;

/** Two users and their office; can be run repeatedly. */
class DatabaseSeeder extends Seeder
{
    public function run(): void
    {
        $ada = User::firstOrCreate(
            ['email' => 'ada@example.com'],
            ['name' => 'Ada', 'password' => 'password', 'role' => 'admin'],
        );
        $bob = User::firstOrCreate(
            ['email' => 'bob@example.com'],
            ['name' => 'Bob', 'password' => 'password', 'role' => 'staff'],
        );
        foreach ([[$ada, 'Mend the roof'], [$bob, 'Count the sheep'], [$bob, 'Paint the gate']] as [$owner, $title]) {
            Task::firstOrCreate(['title' => $title], ['user_id' => $owner->id, 'status' => 'todo']);
        }
        foreach (['Cable car', 'Radio'] as $name) {
            Service::firstOrCreate(['organization_id' => 1, 'name' => $name], ['status' => 'up']);
        }
        foreach (['Noor', 'Ilse'] as $name) {
            Attendance::firstOrCreate(['staff_name' => $name], ['status' => 'absent', 'date' => now()]);
        }
    }
}
