<?php

namespace Laravel\Reverb;

use Illuminate\Console\Command;

/**
 * `reverb:start`, implemented with `oread serve`: with Reverb's default port and the application's
 * settings.
 */
class StartCommand extends Command
{
    protected $signature = 'reverb:start {--host=0.0.0.0} {--port=}';

    protected $description = 'Start the stand-in for the Reverb server';

    public function handle(): void
    {
        $app = implode(':', [env('REVERB_APP_ID'), env('REVERB_APP_KEY'), env('REVERB_APP_SECRET')]);
        $port = $this->option('port') ?: env('REVERB_SERVER_PORT', 8080);
        pcntl_exec(getenv('OREAD_COMMAND'), ['serve', '--app', $app, '--host', $this->option('host'), '--port', $port]);
    }
}
