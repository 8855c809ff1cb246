<?php

namespace App\Http\Controllers;

use App\Models\Incident;
use App\Models\Maintenance;
use App\Models\Organization;
use App\Models\Service;
use Illuminate\Http\RedirectResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Gate;
use Inertia\Inertia;
use Inertia\Response;

/** The pages of an organization, and the forms on its dashboard. */
class StatusPageController
{
    public function dashboard(Request $request): Response
    {
        $organization = Organization::firstOrFail();
        Gate::authorize('view', $organization);

        return Inertia::render('Dashboard', [
            'user' => $request->user()->onlyPublic() + ['role' => $organization->roleOf($request->user())],
        ] + $this->props($organization));
    }

    public function public(Organization $organization): Response
    {
        return Inertia::render('PublicStatusPage', $this->props($organization));
    }

    public function service(Request $request, Service $service, ServiceController $services): RedirectResponse
    {
        Gate::authorize('manage', Organization::find($service->organization_id));
        $services->update($request, $service);

        return back();
    }

    public function report(Request $request, Organization $organization, IncidentController $incidents): RedirectResponse
    {
        Gate::authorize('manage', $organization);
        $incidents->store($request, $organization->id);

        return back();
    }

    public function incident(Request $request, Incident $incident, IncidentController $incidents): RedirectResponse
    {
        Gate::authorize('manage', Organization::find($incident->organization_id));
        $incidents->update($request, $incident);

        return back();
    }

    public function schedule(Request $request, Organization $organization, MaintenanceController $maintenances): RedirectResponse
    {
        Gate::authorize('manage', $organization);
        $maintenances->store($request, $organization->id);

        return back();
    }

    public function maintenance(Request $request, Maintenance $maintenance, MaintenanceController $maintenances): RedirectResponse
    {
        Gate::authorize('manage', Organization::find($maintenance->organization_id));
        $maintenances->update($request, $maintenance);

        return back();
    }

    /** Functions, so that a partial reload queries only what it asks for. */
    private function props(Organization $organization): array
    {
        return [
            'organization' => $organization->only('id', 'name', 'slug'),
            'services' => fn () => $organization->services()->orderBy('id')->get(),
            'incidents' => fn () => $organization->incidents()->latest('id')->limit(8)->get(),
            'maintenances' => fn () => $organization->maintenances()->latest('starts_at')->limit(8)->get(),
        ];
    }
}
