<?php

namespace App\Http\Controllers;

use App\Events\ServiceStatusChanged;
use App\Models\Service;
use Illuminate\Http\Request;

class ServiceController
{
    public function update(Request $request, Service $service): Service
    {
        $before = $service->status;
        $service->update($request->validate([
            'status' => 'required|in:up,degraded,down',
            'status_message' => 'sometimes|nullable|string|max:200',
        ]));
        event(new ServiceStatusChanged($service, $before, $service->status));

        return $service;
    }
}
