<?php

namespace App\Http\Controllers;

use App\Events\AttendanceUpdated;
use App\Models\Attendance;
use Illuminate\Http\Request;

class AttendanceController
{
    public function update(Request $request, Attendance $attendance): Attendance
    {
        $attendance->update($request->validate(['status' => 'required|in:present,late,absent']));
        event(new AttendanceUpdated($attendance));

        return $attendance;
    }
}
