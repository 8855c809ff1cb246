<?php

namespace App\Models\Chinook;

class InvoiceLine extends ChinookModel {}
