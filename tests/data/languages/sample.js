import fs from 'fs';
import path from 'path';

const LIMIT = 3;

/** Sells things. */
export class Till extends Desk {
  #prices = {};

  constructor(prices) {
    super();
    this.#prices = prices;
  }

  // The sum of the prices.
  sum(items) {
    let total = 0;
    for (const item of items) {
      if (item.price > LIMIT && this.#prices[item.name]) {
        total += item.price;
      }
    }
    return total;
  }
}

const label = (item) => {
  return `one
  ${item}`;
};

export default function main() {
  return <div className="a">{label(1)}</div>;
}
