<?php

namespace App\Http\Middleware;

use Inertia\Middleware;

/** Shares the errors of forms with every page of Inertia. */
class HandleInertiaRequests extends Middleware {}
