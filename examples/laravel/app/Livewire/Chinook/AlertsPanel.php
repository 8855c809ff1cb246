<?php

namespace App\Livewire\Chinook;

use App\Events\Chinook\SystemAlert;
use App\Models\Activity;
use App\Models\Alert;
use Illuminate\Contracts\View\View;
use Livewire\Attributes\On;
use Livewire\Attributes\Validate;

/** Alerts that have not ended, and a form for the next one. */
class AlertsPanel extends AdminComponent
{
    #[Validate('required|string|max:120')]
    public string $message = '';

    #[Validate('required|in:info,warning,danger')]
    public string $severity = 'warning';

    #[On('echo-private:admin.alerts,.SystemAlert')]
    public function systemAlert(): void {}

    public function raise(): void
    {
        $alert = Alert::create($this->validate());
        $this->reset('message');
        SystemAlert::dispatch($alert);
        Activity::note(auth()->user(), "raised an alert: $alert->message");
    }

    public function end(Alert $alert): void
    {
        $alert->update(['ended_at' => now()]);
        SystemAlert::dispatch($alert);
        Activity::note(auth()->user(), "ended an alert: $alert->message");
    }

    public function render(): View
    {
        return view('livewire.chinook.alerts-panel', [
            'alerts' => Alert::whereNull('ended_at')->latest('id')->limit(5)->get(),
        ]);
    }
}
