<?php

namespace App\Support;

use Illuminate\Broadcasting\BroadcastException;
use Pusher\Pusher;

/** Version 4 of the official SDK, called the way Laravel 12 calls version 7. */
class Pusher4 extends Pusher
{
    public function trigger($channels, $event, $data, $socket_id = null, $debug = false, $already_encoded = false)
    {
        if (is_array($socket_id)) {
            $socket_id = $socket_id['socket_id'] ?? null;
        }
        $answer = parent::trigger($channels, $event, $data, $socket_id, true, $already_encoded);
        $status = $answer['status'] ?? 0;
        if ($status < 200 || $status > 299) {
            $reason = ($answer['body'] ?? '') ?: 'no connection to the server';
            throw new BroadcastException("Pusher error: {$reason}.");
        }

        return $answer;
    }

    public function presence_auth($channel, $socket_id, $user_id, $user_info = null)
    {
        return parent::presence_auth($channel, $socket_id, (string) $user_id, $user_info);
    }
}
