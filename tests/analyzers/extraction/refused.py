"""Code between two marks that would do something else as a function, by a part of the reason."""

REFUSED = {
    "`break` and `continue`": """
        def f(xs):
            for x in xs:
        «        if x > 2:
                    break
        »        print(x)
        """,
    "in the middle": """
        def f(x):
        «    if x:
                return 1
        »    return 2
        """,
    "belongs to a function around": """
        def f():
            n = 0
            def inc():
                nonlocal n
        «        n = n + 5
        »    return inc
        """,
    "may have no value": """
        def f(c):
        «    if c:
                v = 1
        »    if c:
                return v
        """,
    "is deleted": """
        def f(d):
            x = d
        «    y = x
            del x
        »    return y
        """,
    "sees the names around": """
        def f(x):
        «    z = "{x}".format(**locals())
        »    return z
        """,
    "What yields": """
        def f(k):
        «    yield k
        »    yield 2
        """,
    "before this ends": """
        def f():
            stage = "a"
            try:
        «        stage = "b"
                int("x")
        »    except ValueError:
                return stage
        """,
    "changes later": """
        def f(k):
        «    g = lambda: k
        »    k = 2
            return g()
        """,
    "set by several functions": """
        def f():
            n = 0
            def more():
                nonlocal n
                n += 1
        «    more()
            print(n)
        »    return n
        """,
    "Statements of a class": """
        class A:
        «    x = 1
        »    y = 2
        """,
    "stays with what it documents": '''
        def f():
        «    """Say so."""
            print(1)
        »    print(2)
        ''',
    "`super` works in a method": """
        class A(B):
            def m(this):
        «        x = super().m()
        »        return x
        """,
    "known in its class": """
        class A:
            @staticmethod
            def m(x):
        «        y = x.__hidden
        »        return y
        """,
    "`await` works in a function": """
        «await f()
        await g()
        »""",
    "whole statements of one block": """
        if x:
        «    a()
        else:
            b()
        »""",
    "whole lines": """
        def f(a):
        «    b = a; c = b
        »    return c
        """,
    "a name of the expression around": """
        f = lambda a: «a + 1»
        """,
    "gives a name a value": """
        def f(a):
            return [«(b := a)», b]
        """,
    "where it is called": """
        class A:
            def m(self):
                return «super»().m()
        """,
    "a whole expression": """
        x = «a +» b
        """,
}
