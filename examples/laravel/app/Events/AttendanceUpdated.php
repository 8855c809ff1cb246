<?php

namespace App\Events;

use App\Models\Attendance;
use Illuminate\Broadcasting\Channel;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Queue\SerializesModels;

class AttendanceUpdated implements ShouldBroadcast
{
    use Dispatchable, InteractsWithSockets, SerializesModels;

    public function __construct(public Attendance $attendance) {}

    /** The public channel is for boards that everyone may see. */
    public function broadcastOn(): array
    {
        return [new Channel('attendance'), new PrivateChannel('admin.attendance')];
    }

    public function broadcastAs(): string
    {
        return 'attendance.updated';
    }

    public function broadcastWith(): array
    {
        return [
            'attendanceData' => [
                'id' => $this->attendance->id,
                'staff_name' => $this->attendance->staff_name,
                'staff_category' => $this->attendance->staff_category,
                'status' => $this->attendance->status,
                'note' => $this->attendance->note,
                'photo_url' => $this->attendance->photo_url,
                'date' => $this->attendance->date->format('Y-m-d'),
                'updated_at' => $this->attendance->updated_at->toIso8601String(),
            ],
        ];
    }
}
