<?php

namespace Shop;

use Other\Desk;
use Other\Seller;

const LIMIT = 3;

enum Mood: string
{
    case Open = 'open';
    case Closed = 'closed';
}

interface Observer
{
    public function sold(Item $item): void;
}

trait Counts
{
    private int $count = 0;
}

/** Sells things. */
class Till extends Desk implements Seller
{
    use Counts;

    public const MOST = 10;
    private array $prices = [];

    public function __construct(array $prices)
    {
        $this->prices = $prices;
    }

    /** The sum of the prices. */
    public function sum(array $items): int
    {
        $total = 0;
        foreach ($items as $item) {
            if ($item->price > LIMIT && isset($this->prices[$item->name])) {
                $total += $item->price;
            }
        }
        return $total;
    }
}

function main(): void
{
    echo 'hi';
}
