<?php

namespace App\Http\Controllers;

use App\Events\AttendanceUpdated;
use App\Models\Attendance;
use Illuminate\Database\Eloquent\Collection;
use Illuminate\Http\Request;

class AttendanceController
{
    /** The attendances of one day, for administrators. */
    public function index(Request $request): Collection
    {
        abort_unless($request->user()->hasRole('admin'), 403, 'Only administrators see this.');
        $given = $request->validate(['date' => 'required|date_format:Y-m-d']);

        return Attendance::whereDate('date', $given['date'])->orderBy('staff_name')->get();
    }

    public function update(Request $request, Attendance $attendance): Attendance
    {
        $attendance->update($request->validate([
            'status' => 'required|in:present,late,absent',
            'note' => 'sometimes|nullable|string|max:200',
        ]));
        event(new AttendanceUpdated($attendance));

        return $attendance;
    }
}
