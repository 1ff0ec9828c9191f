#include <string>
#include <vector>

namespace shop {

enum class Mood { Open, Closed };

struct Item {
    std::string name;
    int price = 0;
};

template <typename T>
class Till : public Desk {
  public:
    explicit Till(int limit) : limit_(limit) {}
    ~Till() = default;

    // The sum of the prices.
    int sum(const std::vector<Item> &items) const {
        int total = 0;
        for (const auto &item : items) {
            if (item.price > limit_) {
                total += item.price;
            }
        }
        return total;
    }

    bool operator==(const Till &other) const;
    int count();

  private:
    int limit_;
};

using Name = std::string;

}  // namespace shop

int shop::Till<int>::count() {
    return 0;
}

int main() {
    auto twice = [](int x) { return x * 2; };
    return twice(0);
}
