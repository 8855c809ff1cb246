<?php

namespace App\Models\Chinook;

class Track extends ChinookModel {}
