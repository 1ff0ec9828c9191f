using System;
using System.Collections.Generic;

namespace Shop
{
    public enum Mood { Open, Closed }

    public record Item(string Name, int Price);

    public interface ISeller
    {
        int Sum(IList<Item> items);
    }

    /// <summary>Sells things.</summary>
    public class Till : ISeller
    {
        private const int Limit = 3;

        public string Name { get; set; }

        public event EventHandler Sold;

        public Till(string name)
        {
            Name = name;
        }

        [Obsolete]
        public int Sum(IList<Item> items)
        {
            var total = 0;
            foreach (var item in items)
            {
                if (item.Price > Limit)
                {
                    total += item.Price;
                }
            }
            return total;
        }
    }

    public struct Point
    {
        public int X;
    }

    public delegate void Handler(int code);
}
