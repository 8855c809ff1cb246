<?php

namespace App\Support;

use Illuminate\Database\Connectors\SQLiteConnector;

/** Opens SQLite by way of ImmediatePdo. */
class ImmediateSqliteConnector extends SQLiteConnector
{
    protected function createPdoConnection($dsn, $username, #[\SensitiveParameter] $password, $options)
    {
        return new ImmediatePdo($dsn, $username, $password, $options);
    }
}
