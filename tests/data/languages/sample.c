#include <stdio.h>
#include <string.h>

#define LIMIT 3
#define DOUBLE(x) ((x) * 2)

typedef unsigned int money;

enum mood { OPEN, CLOSED };

/* One thing to buy. */
struct item {
    char name[20];
    int price;
};

typedef struct {
    struct item *items;
    int count;
} till;

static money total = 0;

/* The sum of the prices. */
int sum(const till *till) {
    int found = 0;
    for (int i = 0; i < till->count; i++) {
        if (till->items[i].price > LIMIT) {
            found += till->items[i].price;
        }
    }
    return found;
}

static char *label(struct item *item) {
    return item->name;
}
