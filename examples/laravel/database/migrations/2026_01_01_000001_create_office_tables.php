<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('users', function (Blueprint $table) {
            $table->id();
            $table->string('name');
            $table->string('email')->unique();
            $table->string('password');
            $table->string('role')->default('staff');
            $table->rememberToken();
            $table->timestamps();
        });
        Schema::create('tasks', function (Blueprint $table) {
            $table->id();
            $table->foreignId('user_id')->constrained();
            $table->string('title');
            $table->string('status')->default('todo');
            $table->timestamps();
        });
        Schema::create('comments', function (Blueprint $table) {
            $table->id();
            $table->foreignId('task_id')->constrained();
            $table->text('text');
            $table->timestamps();
        });
        Schema::create('invoices', function (Blueprint $table) {
            $table->id();
            $table->string('customer_name');
            $table->decimal('total');
            $table->string('status');
            $table->timestamps();
        });
        Schema::create('services', function (Blueprint $table) {
            $table->id();
            $table->unsignedInteger('organization_id');
            $table->string('name');
            $table->string('status')->default('up');
            $table->timestamps();
        });
        Schema::create('incidents', function (Blueprint $table) {
            $table->id();
            $table->unsignedInteger('organization_id');
            $table->string('title');
            $table->string('status');
            $table->timestamps();
        });
        Schema::create('attendances', function (Blueprint $table) {
            $table->id();
            $table->string('staff_name');
            $table->string('status');
            $table->string('note')->nullable();
            $table->date('date');
            $table->timestamps();
        });
    }
};
