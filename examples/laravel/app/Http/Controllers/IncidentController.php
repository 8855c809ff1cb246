<?php

namespace App\Http\Controllers;

use App\Events\IncidentCreated;
use App\Events\IncidentUpdated;
use App\Models\Incident;
use Illuminate\Http\Request;

class IncidentController
{
    public function store(Request $request, int $organization): Incident
    {
        $title = $request->validate(['title' => 'required|string|max:200'])['title'];
        $incident = Incident::create(['organization_id' => $organization, 'title' => $title, 'status' => 'open']);
        event(new IncidentCreated($incident));

        return $incident;
    }

    public function update(Request $request, Incident $incident): Incident
    {
        $incident->update($request->validate(['status' => 'required|in:open,watching,resolved']));
        event(new IncidentUpdated($incident));

        return $incident;
    }
}
