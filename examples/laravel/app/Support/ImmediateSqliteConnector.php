<?php

namespace App\Support;

use Illuminate\Database\Connectors\SQLiteConnector;

/** Opens SQLite connections as ImmediatePdo. */
class ImmediateSqliteConnector extends SQLiteConnector
{
    protected function createPdoConnection($dsn, $username, #[\SensitiveParameter] $password, $options)
    {
        return new ImmediatePdo($dsn, $username, $password, $options);
    }
}
