"""Programs whose code between two marks goes on to do the same as a function; each prints what it works out."""

SAME = {
    "one branch": """
        def f(x):
            if x:
        «        y = 1
                z = 2
        »    else:
                y = z = 5
            return y + z
        print(f(1), f(0))
        """,
    "what the next turn needs": """
        def f(n):
            a, b = 0, 1
            out = []
            for _ in range(n):
                out.append(a)
        «        a, b = b, a + b
        »    return out
        print(f(8))
        """,
    "what is added up": """
        def f(items):
            total = 0
            for item in items:
        «        total += item
        »    return total
        print(f([1, 2, 3]))
        """,
    "set perhaps, and before": """
        def f(x):
            y = 1
        «    if x:
                y = 2
        »    return y
        print(f(1), f(0))
        """,
    "a condition of a loop": """
        def f(n):
            steps = 0
            while n != 1:
        «        if n % 2:
                    n = 3 * n + 1
                else:
                    n //= 2
                steps += 1
        »    return steps
        print(f(6))
        """,
    "the turn after": """
        def f(n):
            prev, out = None, []
            for i in range(n):
                if prev is not None:
                    out.append(prev)
        «        prev = i
        »    return out
        print(f(4))
        """,
    "await": """
        import asyncio
        async def g(): return 3
        async def f():
        «    y = await g()
        »    return y
        print(asyncio.run(f()))
        """,
    "async for": """
        import asyncio
        async def numbers():
            yield 1
            yield 2
        async def f():
        «    t = 0
            async for x in numbers():
                t += x
        »    return t
        print(asyncio.run(f()))
        """,
    "a closure that is set last": """
        def f():
            n = 0
            def show(): return n
        «    n = 5
        »    return show()
        print(f())
        """,
    "global": """
        n = 0
        def inc():
            global n
        «    n = n + 5
        »inc()
        print(n)
        """,
    "try": """
        def f(s):
        «    try:
                v = int(s)
            except ValueError as e:
                v = str(e)
        »    return v
        print(f("1"), f("a"))
        """,
    "the module": """
        a = 1
        b = 2
        «c = a + b
        d = c * 2
        »print(c, d)
        def g(): return c
        print(g())
        """,
    "the main block": """
        if __name__ == "__main__":
        «    size = 3
            print(size)
        »    print("done")
        """,
    "super": """
        class A:
            def m(self): return 1
        class B(A):
            def m(self):
        «        y = super().m() + 1
        »        return y
        print(B().m())
        """,
    "a static method": """
        class B:
            @staticmethod
            def m(x):
        «        y = x + 1
        »        return y
        print(B.m(1), B().m(2))
        """,
    "a method of the class": """
        class B:
            k = 1
            @classmethod
            def m(cls, x):
        «        y = x + cls.k
        »        return y
        print(B.m(1))
        """,
    "__new__": """
        class B:
            def __new__(cls, x):
                self = super().__new__(cls)
        «        y = x + 1
        »        self.y = y
                return self
        print(B(1).y)
        """,
    "__init_subclass__": """
        class A:
            def __init_subclass__(cls, k=1):
        «        cls.k = k + 1
        »class B(A, k=2): pass
        print(B.k)
        """,
    "a metaclass": """
        class M(type):
            def make(cls, x):
        «        y = cls.__name__ + x
        »        return y
        class A(metaclass=M): pass
        print(A.make("z"))
        """,
    "a method that is called as a function": """
        class A:
            def plus(a, b):
        «        c = a + b
        »        return c
            six = plus(2, 4)
        print(A.six)
        """,
    "a private name": """
        class A:
            def m(self):
        «        self.__x = 1
                y = self.__x
        »        return y
        print(A().m())
        """,
    "a function in a function": """
        def f(k):
            def g(j):
        «        z = j + k
        »        return z
            return g(1)
        print(f(2))
        """,
    "functions that are made": """
        def f(k):
        «    def g(x): return x + k
            z = g(1)
        »    return g(z)
        print(f(2))
        """,
    "comprehensions": """
        def f(k):
        «    z = [(lambda x: x + k)(j) for j in range(k) if any(j == i for i in (0, k))]
        »    return z
        print(f(2))
        """,
    "match": """
        def f(k):
        «    match k:
                case [a, *rest]:
                    out = a, rest
                case {"x": y}:
                    out = y
                case _:
                    out = None
        »    return out
        print(f([1, 2]), f({"x": 3}), f(1))
        """,
    "a return at the end": """
        def f(k):
            if k:
                return 0
        «    j = k + 1
            return j
        »print(f(0), f(1))
        """,
    "returns before the end": """
        def f(k):
        «    if k:
                return k
            print("none")
        »print(f(0), f(1))
        """,
    "a loop's own continue": """
        def f(xs):
            t = 0
        «    for x in xs:
                if x == 2:
                    continue
                t += x
        »    return t
        print(f([1, 2, 3]))
        """,
    "what the finally reads": """
        def f():
            n = 0
            try:
        «        n = 1
        »    finally:
                print(n)
        f()
        """,
    "else of a loop": """
        def f(xs):
            found = None
            for x in xs:
        «        found = x
        »    else:
                print(found)
        f([1, 2])
        """,
    "a name of the builtins": """
        def f(items):
            list = items
        «    n = list[0]
        »    return n
        print(f([4]))
        """,
    "an import": """
        def f():
        «    import math
            x = math.pi
        »    return math.floor(x)
        print(f())
        """,
    "an expression": """
        def f(a, b):
            return max(«a.real + b», key=abs) if a else 0
        print(f(1, 2))
        """,
    "an expression that awaits": """
        import asyncio
        async def g(): return "x"
        async def f():
            return («await g()»).upper()
        print(asyncio.run(f()))
        """,
    "an expression over several lines": """
        def f(a):
            return (
                «a
                + len('''x
        y''')»
            )
        print(f(1))
        """,
    "a generator in the brackets of a call": """
        def f(a):
            return sum«(b for b in a)»
        print(f([1, 2]))
        """,
    "an expression with its brackets": """
        def f(a):
            return «( a + 1 )» * 2
        print(f(1))
        """,
    "an expression of a class": """
        class A:
            size = 2
            area = «size * size»
        print(A.area)
        """,
}
