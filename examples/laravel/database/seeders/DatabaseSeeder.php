<?php

namespace Database\Seeders;

use App\Models\Attendance;
use App\Models\Incident;
use App\Models\Maintenance;
use App\Models\Organization;
use App\Models\Service;
use App\Models\Task;
use App\Models\User;
use Illuminate\Database\Seeder;

/** Three users and their office; can be run repeatedly. */
class DatabaseSeeder extends Seeder
{
    public function run(): void
    {
        $ada = User::firstOrCreate(
            ['email' => 'ada@example.com'],
            ['name' => 'Ada', 'password' => 'password', 'role' => 'admin'],
        );
        $cleo = User::firstOrCreate(
            ['email' => 'cleo@example.com'],
            ['name' => 'Cleo', 'password' => 'password', 'role' => 'admin'],
        );
        $bob = User::firstOrCreate(
            ['email' => 'bob@example.com'],
            ['name' => 'Bob', 'password' => 'password', 'role' => 'staff'],
        );
        foreach ([
            [$ada, 'Mend the roof', 'todo'],
            [$bob, 'Count the sheep', 'todo'],
            [$bob, 'Paint the gate', 'todo'],
            [$bob, 'Grease the cable of the lift', 'doing'],
            [$ada, 'Order lamp oil for the winter', 'doing'],
            [$bob, 'Sweep the chimney', 'done'],
        ] as [$owner, $title, $status]) {
            Task::firstOrCreate(['title' => $title], ['user_id' => $owner->id, 'status' => $status]);
        }
        $ridge = Organization::firstOrCreate(['slug' => 'ridge'], ['name' => 'Ridge']);
        $ridge->users()->sync([
            $ada->id => ['role' => 'admin'],
            $cleo->id => ['role' => 'admin'],
            $bob->id => ['role' => 'member'],
        ]);
        foreach (['Cable car', 'Radio', 'Weather station', 'Hut bookings'] as $name) {
            Service::firstOrCreate(['organization_id' => $ridge->id, 'name' => $name], ['status' => 'up']);
        }
        Incident::firstOrCreate(
            ['organization_id' => $ridge->id, 'title' => 'Radio hisses on channel 4'],
            ['status' => 'watching', 'message' => 'A new aerial is in place. Channel 7 works.'],
        );
        Maintenance::firstOrCreate(
            ['organization_id' => $ridge->id, 'title' => 'Inspection of the cable'],
            ['starts_at' => today()->addDays(3)->setTime(6, 0)],
        );
        $this->call(ChinookSeeder::class);
        // Today, and the day before.
        foreach ([
            ['Noor', 'Guide', ['absent', null], ['present', null]],
            ['Ilse', 'Guide', ['absent', null], ['late', 'The bus was late']],
            ['Tomas', 'Kitchen', ['present', null], ['present', null]],
            ['Amara', 'Kitchen', ['present', null], ['absent', 'Sick leave']],
            ['Yusuf', 'Workshop', ['late', 'At the dentist until ten'], ['present', null]],
            ['Greta', 'Workshop', ['present', null], ['present', null]],
        ] as [$name, $category, $today, $before]) {
            foreach ([[today(), $today], [today()->subDay(), $before]] as [$date, [$status, $note]]) {
                if (Attendance::where('staff_name', $name)->whereDate('date', $date)->doesntExist()) {
                    Attendance::create([
                        'staff_name' => $name,
                        'staff_category' => $category,
                        'status' => $status,
                        'note' => $note,
                        'photo_url' => '/photos/'.strtolower($name).'.svg',
                        'date' => $date,
                    ]);
                }
            }
        }
    }
}
