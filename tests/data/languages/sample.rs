use std::collections::HashMap;
use std::fmt;

const LIMIT: i32 = 3;

/// One thing to buy.
pub struct Item {
    name: String,
    price: i32,
}

enum Mood {
    Open,
    Closed,
}

pub trait Seller {
    fn sum(&self, items: &[Item]) -> i32;
}

struct Till {
    prices: HashMap<String, i32>,
}

impl Seller for Till {
    /// The sum of the prices.
    fn sum(&self, items: &[Item]) -> i32 {
        let mut total = 0;
        for item in items {
            if item.price > LIMIT && self.prices.contains_key(&item.name) {
                total += item.price;
            }
        }
        total
    }
}

mod tests {
    fn label() -> fmt::Result {
        Ok(())
    }
}
