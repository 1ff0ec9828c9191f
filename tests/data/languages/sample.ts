import { Desk } from './desk';

export enum Mood { Open, Closed = 2 }

export interface Item {
  name: string;
  price: number;
  sell(): void;
}

type Name = string;

/** Sells things. */
export abstract class Till extends Desk {
  private readonly prices: Map<string, number> = new Map();

  constructor(private limit: number) {
    super();
  }

  // The sum of the prices.
  sum(items: Item[]): number {
    let total = 0;
    for (const item of items) {
      if (item.price > this.limit && this.prices.has(item.name)) {
        total += item.price;
      }
    }
    return total;
  }

  abstract label(): Name;
}

namespace Shop {
  export function open(): Mood {
    return Mood.Open;
  }
}
