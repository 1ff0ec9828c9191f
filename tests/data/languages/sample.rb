require "json"
require "set"

# Sells things.
module Shop
  LIMIT = 3

  class Till < Desk
    attr_reader :prices

    def initialize(prices)
      @prices = prices
    end

    # The sum of the prices.
    def sum(items)
      total = 0
      items.each do |item|
        if item.price > LIMIT && prices.key?(item.name)
          total += item.price
        end
      end
      total
    end

    def self.open
      new({})
    end
  end
end

def main
  text = <<~TEXT
    one
    two
  TEXT
  puts text
end
