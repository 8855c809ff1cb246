<?php

namespace App\Http\Controllers;

use App\Events\IncidentCreated;
use App\Events\IncidentResolved;
use App\Events\IncidentUpdated;
use App\Models\Incident;
use Illuminate\Http\Request;

class IncidentController
{
    public function store(Request $request, int $organization): Incident
    {
        $given = $request->validate([
            'title' => 'required|string|max:200',
            'message' => 'sometimes|nullable|string|max:500',
        ]);
        $incident = Incident::create(['organization_id' => $organization, 'status' => 'open'] + $given);
        event(new IncidentCreated($incident));

        return $incident;
    }

    public function update(Request $request, Incident $incident): Incident
    {
        $incident->update($request->validate([
            'status' => 'required|in:open,watching,resolved',
            'message' => 'sometimes|nullable|string|max:500',
        ]));
        event(new IncidentUpdated($incident));
        if ($incident->wasChanged('status') && $incident->status === 'resolved') {
            event(new IncidentResolved($incident));
        }

        return $incident;
    }
}
