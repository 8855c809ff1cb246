<?php

// What an administrator sees of an attendance in addition to the status.

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('attendances', function (Blueprint $table) {
            $table->string('staff_category')->default('Staff');
            $table->string('photo_url')->nullable();
        });
    }
};
