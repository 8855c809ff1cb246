<?php

namespace App\Livewire\Chinook;

use Illuminate\Contracts\View\View;
use Livewire\Attributes\On;
use Livewire\Component;

/** The user's own notifications: for everyone who is signed in. */
class NotificationsPanel extends Component
{
    // A channel with the user's id in it: by this method, where the others have attributes.
    protected function getListeners(): array
    {
        return ['echo-notification:user.'.auth()->id() => 'notified'];
    }

    public function notified(): void {}

    #[On('catch-up')]
    public function catchUp(): void {}

    public function markAsRead(): void
    {
        auth()->user()->unreadNotifications->markAsRead();
    }

    public function render(): View
    {
        $unread = auth()->user()->unreadNotifications();

        return view('livewire.chinook.notifications-panel', [
            'count' => $unread->count(),
            'notifications' => $unread->limit(5)->get(),
        ]);
    }
}
