<?php

namespace App\Support;

use PDO;

/**
 * An SQLite connection whose transactions acquire the write lock when they begin. A transaction that requests it
 * midway is refused immediately instead of waiting, so a queue worker next to a web server would lose jobs.
 * From PHP 8.4 on, Laravel's `transaction_mode` does the same.
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
