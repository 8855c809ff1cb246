<?php

namespace App\Support;

use PDO;

/**
 * A connection to SQLite whose transactions take the write lock at their beginning. One that asks for it
 * half-way is refused at once instead of waiting, so a queue worker beside a web server would lose jobs.
 * Laravel's `transaction_mode` says the same from PHP 8.4 on.
 */
class ImmediatePdo extends PDO
{
    private bool $open = false;

    public function beginTransaction(): bool
    {
        $this->exec('BEGIN IMMEDIATE TRANSACTION');

        return $this->open = true;
    }

    public function commit(): bool
    {
        $this->exec('COMMIT');
        $this->open = false;

        return true;
    }

    public function rollBack(): bool
    {
        $this->open = false;
        $this->exec('ROLLBACK');

        return true;
    }

    public function inTransaction(): bool
    {
        return $this->open;
    }
}
