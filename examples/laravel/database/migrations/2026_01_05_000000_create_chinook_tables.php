<?php

// The tables of the Chinook database that the admin needs, with Chinook's own names. `Invoice.Status` is the only addition.

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        foreach (['Artist', 'Genre', 'MediaType'] as $name) {
            Schema::create($name, function (Blueprint $table) use ($name) {
                $table->increments("{$name}Id");
                $table->string('Name', 120)->nullable();
            });
        }
        Schema::create('Album', function (Blueprint $table) {
            $table->increments('AlbumId');
            $table->string('Title', 160);
            $this->to($table, 'Artist');
        });
        Schema::create('Track', function (Blueprint $table) {
            $table->increments('TrackId');
            $table->string('Name', 200);
            $this->to($table, 'Album', nullable: true);
            $this->to($table, 'MediaType');
            $this->to($table, 'Genre', nullable: true);
            $table->string('Composer', 220)->nullable();
            $table->integer('Milliseconds');
            $table->integer('Bytes')->nullable();
            $table->decimal('UnitPrice', 10, 2);
        });
        Schema::create('Employee', function (Blueprint $table) {
            $table->increments('EmployeeId');
            $table->string('LastName', 20);
            $table->string('FirstName', 20);
            $table->string('Title', 30)->nullable();
            $this->to($table, 'Employee', 'ReportsTo', nullable: true);
            $table->dateTime('BirthDate')->nullable();
            $table->dateTime('HireDate')->nullable();
            $this->address($table);
            $table->string('Email', 60)->nullable();
        });
        Schema::create('Customer', function (Blueprint $table) {
            $table->increments('CustomerId');
            $table->string('FirstName', 40);
            $table->string('LastName', 20);
            $table->string('Company', 80)->nullable();
            $this->address($table);
            $table->string('Email', 60);
            $this->to($table, 'Employee', 'SupportRepId', nullable: true);
        });
        Schema::create('Invoice', function (Blueprint $table) {
            $table->increments('InvoiceId');
            $this->to($table, 'Customer');
            $table->dateTime('InvoiceDate')->index();
            foreach (['Address' => 70, 'City' => 40, 'State' => 40, 'Country' => 40, 'PostalCode' => 10] as $name => $length) {
                $table->string("Billing$name", $length)->nullable();
            }
            $table->decimal('Total', 10, 2);
            $table->string('Status')->default('paid');
        });
        Schema::create('InvoiceLine', function (Blueprint $table) {
            $table->increments('InvoiceLineId');
            $this->to($table, 'Invoice');
            $this->to($table, 'Track');
            $table->decimal('UnitPrice', 10, 2);
            $table->integer('Quantity');
        });
    }

    private function to(Blueprint $table, string $other, ?string $column = null, bool $nullable = false): void
    {
        $column ??= "{$other}Id";
        $table->unsignedInteger($column)->nullable($nullable);
        $table->foreign($column)->references("{$other}Id")->on($other);
    }

    private function address(Blueprint $table): void
    {
        $lengths = ['Address' => 70, 'City' => 40, 'State' => 40, 'Country' => 40, 'PostalCode' => 10, 'Phone' => 24, 'Fax' => 24];
        foreach ($lengths as $name => $length) {
            $table->string($name, $length)->nullable();
        }
    }
};
