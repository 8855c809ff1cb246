<?php

// The one interface of symfony/clock that Carbon implements; the package itself is not needed.

namespace Symfony\Component\Clock;

use Psr\Clock\ClockInterface as PsrClock;

interface ClockInterface extends PsrClock
{
    public function sleep(float|int $seconds): void;

    public function withTimeZone(\DateTimeZone|string $timezone): static;
}
