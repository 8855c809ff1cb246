<?php

namespace App\Livewire\Chinook;

use Livewire\Attributes\On;
use Livewire\Component;

/** Only for administrators, in each request. Renders again when the page may have missed events. */
abstract class AdminComponent extends Component
{
    public function boot(): void
    {
        abort_unless(auth()->user()?->hasRole('admin'), 403);
    }

    #[On('catch-up')]
    public function catchUp(): void {}
}
