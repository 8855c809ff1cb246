<?php

namespace App\Livewire\Chinook;

use App\Models\Activity;
use Illuminate\Contracts\View\View;
use Livewire\Attributes\On;

/** Shows who has the admin open (a presence channel) and what users did (events). */
class ActivityPanel extends AdminComponent
{
    /** By id; null until the channel has told. */
    public ?array $people = null;

    #[On('echo-presence:admin.online,here')]
    public function here(array $members): void
    {
        $this->people = array_column($members, 'name', 'id');
    }

    #[On('echo-presence:admin.online,joining')]
    public function joining(array $member): void
    {
        $this->people[$member['id']] = $member['name'];
    }

    #[On('echo-presence:admin.online,leaving')]
    public function leaving(array $member): void
    {
        unset($this->people[$member['id']]);
    }

    #[On('echo-private:admin.users,UserActivity')]
    public function userActivity(): void {}

    public function render(): View
    {
        return view('livewire.chinook.activity-panel', [
            'activities' => Activity::with('user')->latest('id')->limit(6)->get(),
        ]);
    }
}
