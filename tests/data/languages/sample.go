package shop

import (
	"errors"
	"fmt"
)

const Limit = 3

var total = 0

// Item is one thing to buy.
type Item struct {
	Name  string
	Price int
}

type Seller interface {
	Sum(items []Item) int
}

type Till struct {
	prices map[string]int
}

// Sum adds up the prices.
func (t *Till) Sum(items []Item) int {
	sum := 0
	for _, item := range items {
		if item.Price > Limit && t.prices[item.Name] > 0 {
			sum += item.Price
		}
	}
	return sum
}

func main() {
	fmt.Println(errors.New("none"))
}
