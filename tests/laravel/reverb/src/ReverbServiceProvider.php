<?php

namespace Laravel\Reverb;

use Illuminate\Support\ServiceProvider;

/** Found by `package:discover`, as Reverb's own is. */
class ReverbServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        $this->commands([StartCommand::class]);
    }
}
