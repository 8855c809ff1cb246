<?php

// The framework's default is empty while the folder does not exist, as during an installation, and Livewire does not start then.

return ['compiled' => storage_path('framework/views')];
