package shop;

import java.util.List;
import java.util.Map;

/** Sells things. */
public class Till extends Desk implements Seller {
    private static final int LIMIT = 3;
    private Map<String, Integer> prices;

    enum Mood { OPEN, CLOSED }

    record Item(String name, int price) {}

    interface Observer {
        void sold(Item item);
    }

    public Till(Map<String, Integer> prices) {
        this.prices = prices;
    }

    /** The sum. */
    @Override
    public int sum(List<Item> items) {
        int total = 0;
        for (Item item : items) {
            if (item.price() > LIMIT && prices.containsKey(item.name())) {
                total += item.price();
            }
        }
        return total;
    }
}

@interface Audited {}
