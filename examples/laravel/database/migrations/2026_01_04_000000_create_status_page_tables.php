<?php

// Adds organizations with their members, and maintenances. Services and incidents have tables already.

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('organizations', function (Blueprint $table) {
            $table->id();
            $table->string('name');
            $table->string('slug')->unique();
            $table->timestamps();
        });
        Schema::create('organization_user', function (Blueprint $table) {
            $table->foreignId('organization_id')->constrained();
            $table->foreignId('user_id')->constrained();
            $table->string('role');
            $table->primary(['organization_id', 'user_id']);
        });
        Schema::create('maintenances', function (Blueprint $table) {
            $table->id();
            $table->foreignId('organization_id')->constrained();
            $table->string('title');
            $table->string('status')->default('scheduled');
            $table->timestamp('starts_at');
            $table->timestamps();
        });
        Schema::table('services', fn (Blueprint $table) => $table->string('status_message')->nullable());
        Schema::table('incidents', fn (Blueprint $table) => $table->string('message')->nullable());
    }
};
