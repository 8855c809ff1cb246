<?php

namespace App\Http\Controllers;

use App\Events\MaintenanceCompleted;
use App\Events\MaintenanceScheduled;
use App\Events\MaintenanceStarted;
use App\Models\Maintenance;
use Illuminate\Http\Request;

class MaintenanceController
{
    public function store(Request $request, int $organization): Maintenance
    {
        $given = $request->validate(['title' => 'required|string|max:200', 'starts_at' => 'required|date']);
        $maintenance = Maintenance::create(['organization_id' => $organization] + $given);
        event(new MaintenanceScheduled($maintenance));

        return $maintenance;
    }

    public function update(Request $request, Maintenance $maintenance): Maintenance
    {
        $maintenance->update($request->validate(['status' => 'required|in:started,completed']));
        event($maintenance->status === 'started'
            ? new MaintenanceStarted($maintenance)
            : new MaintenanceCompleted($maintenance));

        return $maintenance;
    }
}
