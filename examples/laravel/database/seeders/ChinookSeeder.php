<?php

namespace Database\Seeders;

use App\Models\User;
use Illuminate\Database\Seeder;
use Illuminate\Support\Facades\DB;

/** A shop of invented music in Chinook's tables, with the sales of the last day; can be run repeatedly. */
class ChinookSeeder extends Seeder
{
    private const ALBUMS = [
        ['Cold Harbour Trio', 'Low Cloud', 'Jazz', ['Low Cloud', 'Ferry, Late', 'Nine Lamps', 'Salt on the Keys']],
        ['Cold Harbour Trio', 'Two Anchors', 'Jazz', ['Two Anchors', 'Wet Rope', 'Harbour Master']],
        ['Ida Sandvik', 'Letters North', 'Folk', ['Letters North', 'Birch Road', 'My Brother’s Boat', 'Thaw']],
        ['The Ptarmigans', 'White in Winter', 'Rock', ['White in Winter', 'Above the Line', 'Scree', 'Summit Beer']],
        ['Quiet Machines', 'Standby', 'Electronic', ['Standby', 'Warm Valves', 'Carrier Wave', 'Hum in B flat']],
        ['Rosa & the Weathervanes', 'Southwesterly', 'Pop', ['Southwesterly', 'Umbrella Days', 'Half a Rainbow']],
        ['Orchestra of the Pass', 'Four Huts Suite', 'Classical', ['I. Lower Hut', 'II. Storm', 'III. Stove', 'IV. Morning']],
        ['Granite County', 'Tin Roof', 'Country', ['Tin Roof', 'Gravel and Rain', 'Last Bus Down']],
    ];

    // First name, last name, city, country, and the employee who looks after them.
    private const CUSTOMERS = [
        ['Niamh', "O'Brien", 'Galway', 'Ireland', 3], ['Jonas', 'Lindqvist', 'Umeå', 'Sweden', 3],
        ['Marisol', 'Quispe', 'Cusco', 'Peru', 2], ['Tenzin', 'Dorje', 'Leh', 'India', 2],
        ['Wiebke', 'Harms', 'Husum', 'Germany', 3], ['Kofi', 'Mensah', 'Kumasi', 'Ghana', 1],
        ['Aroha', 'Ngata', 'Gisborne', 'New Zealand', 2], ['Luca', 'Bernasconi', 'Lugano', 'Switzerland', 1],
        ['Yuki', 'Tanabe', 'Sapporo', 'Japan', 2], ['Eilidh', 'MacRae', 'Portree', 'United Kingdom', 3],
    ];

    public function run(): void
    {
        if (DB::table('Artist')->exists()) {
            return;
        }
        DB::transaction(function (): void {
            $this->music();
            $this->people();
            $this->sales();
        });
    }

    private function music(): void
    {
        DB::table('MediaType')->insert(['MediaTypeId' => 1, 'Name' => 'FLAC audio file']);
        foreach (self::ALBUMS as $number => [$artist, $title, $genre, $tracks]) {
            $album = DB::table('Album')->insertGetId(
                ['Title' => $title, 'ArtistId' => $this->idOf('Artist', $artist)],
            );
            foreach ($tracks as $index => $name) {
                DB::table('Track')->insert([
                    'Name' => $name,
                    'AlbumId' => $album,
                    'MediaTypeId' => 1,
                    'GenreId' => $this->idOf('Genre', $genre),
                    'Composer' => $artist,
                    'Milliseconds' => 150_000 + 17_300 * (($number * 5 + $index * 3) % 11),
                    'UnitPrice' => $genre === 'Classical' ? 1.99 : 0.99,
                ]);
            }
        }
    }

    private function idOf(string $table, string $name): int
    {
        return DB::table($table)->where('Name', $name)->value("{$table}Id")
            ?? DB::table($table)->insertGetId(['Name' => $name]);
    }

    /** The employees are the users, who sign in with the same address. */
    private function people(): void
    {
        foreach ([
            ['Ada', 'Adler', 'General Manager', null],
            ['Cleo', 'Castellan', 'Sales Manager', 1],
            ['Bob', 'Brandt', 'Sales Support Agent', 2],
        ] as $index => [$first, $last, $title, $boss]) {
            DB::table('Employee')->insert([
                'EmployeeId' => $index + 1,
                'FirstName' => $first,
                'LastName' => $last,
                'Title' => $title,
                'ReportsTo' => $boss,
                'Email' => User::where('name', $first)->value('email'),
            ]);
        }
        foreach (self::CUSTOMERS as [$first, $last, $city, $country, $employee]) {
            DB::table('Customer')->insert([
                'FirstName' => $first,
                'LastName' => $last,
                'City' => $city,
                'Country' => $country,
                'Email' => strtolower($first).'@customers.example.com',
                'SupportRepId' => $employee,
            ]);
        }
    }

    /** The same sales in each run: more of them in the evening. */
    private function sales(): void
    {
        $tracks = DB::table('Track')->get(['TrackId', 'UnitPrice']);
        $number = 0;
        foreach (range(23, 1) as $ago) {
            $hour = now()->startOfHour()->subHours($ago);
            $many = (int) round(2 + 1.8 * sin(($hour->hour - 13) * M_PI / 12));
            for ($one = 0; $one < $many; $one++, $number++) {
                $lines = collect(range(0, ($number * 7) % 4))
                    ->map(fn (int $line) => $tracks[($number * 11 + $line * 5) % count($tracks)]);
                $customer = 1 + ($number * 3) % count(self::CUSTOMERS);
                $invoice = DB::table('Invoice')->insertGetId([
                    'CustomerId' => $customer,
                    'InvoiceDate' => $hour->copy()->addMinutes(9 + 14 * $one),
                    'BillingCity' => self::CUSTOMERS[$customer - 1][2],
                    'BillingCountry' => self::CUSTOMERS[$customer - 1][3],
                    'Total' => $lines->sum('UnitPrice'),
                    'Status' => $number % 9 === 4 ? 'pending' : 'paid',
                ]);
                DB::table('InvoiceLine')->insert($lines->map(fn (object $track) => [
                    'InvoiceId' => $invoice,
                    'TrackId' => $track->TrackId,
                    'UnitPrice' => $track->UnitPrice,
                    'Quantity' => 1,
                ])->all());
            }
        }
    }
}
