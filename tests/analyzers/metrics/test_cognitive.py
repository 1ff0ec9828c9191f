"""The examples of SonarSource's paper, with its own numbers, and what the paper says of languages."""

import pytest

from devmentor_analyzers.metrics.functions import measure
from devmentor_analyzers.metrics.values import FunctionMetrics
from devmentor_analyzers.syntax.parsed import Parsed

SUM_OF_PRIMES = """
int sumOfPrimes(int max) {
  int total = 0;
  OUT: for (int i = 1; i <= max; ++i) {
    for (int j = 2; j < i; ++j) {
      if (i % j == 0) {
        continue OUT;
      }
    }
    total += i;
  }
  return total;
}"""
GET_WORDS = """
String getWords(int number) {
  switch (number) {
    case 1:
      return "one";
    case 2:
      return "a couple";
    default:
      return "lots";
  }
}"""
OVERRIDDEN = """
@Nullable
private MethodJavaSymbol overriddenSymbolFrom(ClassJavaType classType) {
  if (classType.isUnknown()) {
    return Symbols.unknownMethodSymbol;
  }
  boolean unknownFound = false;
  List<JavaSymbol> symbols = classType.getSymbol().members().lookup(name);
  for (JavaSymbol overrideSymbol : symbols) {
    if (overrideSymbol.isKind(JavaSymbol.MTH)
          && !overrideSymbol.isStatic()) {
      MethodJavaSymbol methodJavaSymbol = (MethodJavaSymbol)overrideSymbol;
      if (canOverride(methodJavaSymbol)) {
        Boolean overriding = checkOverridingParameters(methodJavaSymbol, classType);
        if (overriding == null) {
          if (!unknownFound) {
            unknownFound = true;
          }
        } else if (overriding) {
          return methodJavaSymbol;
        }
      }
    }
  }
  if (unknownFound) {
    return Symbols.unknownMethodSymbol;
  }
  return null;
}"""
TO_REGEXP = """
private static String toRegexp(String antPattern, String directorySeparator) {
  final String escaped = '\\\\\\\\' + directorySeparator;
  int i = antPattern.startsWith("/") || antPattern.startsWith("b") ? 1 : 0;
  while (i < antPattern.length()) {
    final char ch = antPattern.charAt(i);
    if (SPECIAL_CHARS.indexOf(ch) != -1) {
      sb.append('a').append(ch);
    } else if (ch == '*') {
      if (i + 1 < antPattern.length()
          && antPattern.charAt(i + 1) == '*') {
        if (i + 2 < antPattern.length()
            && isSlash(antPattern.charAt(i + 2))) {
          i += 2;
        } else {
          i += 1;
        }
      } else {
        sb.append('b');
      }
    } else if (ch == '?') {
      sb.append('c');
    } else if (isSlash(ch)) {
      sb.append('d');
    } else {
      sb.append(ch);
    }
    i++;
  }
  return sb.toString();
}"""
TRY = """
void myMethod() {
  try {
    if (condition1) {
      for (int i = 0; i < 10; i++) {
        while (condition2) { }
      }
    }
  } catch (ExcepType1 | ExcepType2 e) {
    if (condition2) { }
  }
}"""
LAMBDA = "void myMethod2() { Runnable r = () -> { if (condition1) { } }; }"
SEQUENCE = "void f() { if (a && b && c || d || e && f) { } }"
NEGATED = "void f() { if (a && !(b && c)) { } }"


def java(method: str) -> FunctionMetrics:
    return measure(Parsed("java", f"class A {{\n{method}\n}}\n"))[0]


@pytest.mark.parametrize(
    ("method", "complexity"),
    [
        (SUM_OF_PRIMES, 7),
        (GET_WORDS, 1),
        (OVERRIDDEN, 19),
        (TO_REGEXP, 20),
        (TRY, 9),
        (LAMBDA, 2),
        (SEQUENCE, 4),
        (NEGATED, 3),
    ],
)
def test_the_numbers_are_those_of_the_paper(method: str, complexity: int) -> None:
    assert java(method).cognitive_complexity == complexity


def test_each_driver_says_where_why_and_how_much() -> None:
    drivers = java(SUM_OF_PRIMES).cognitive

    assert [(each.line, each.reason, each.increment) for each in drivers] == [
        (4, "loop", 1),
        (5, "loop", 2),
        (6, "if", 3),
        (7, "jump", 1),
    ]


DECORATOR = """
def a_decorator(a, b):
    def inner(func):
        if condition:
            print(b)
        func()
    return inner
"""
NOT_A_DECORATOR = """
def not_a_decorator(a, b):
    my_var = a*b
    def inner(func):
        if condition:
            print(b)
        func()
    return inner
"""
GENERATOR = """
def decorator_generator(a):
    def generator(func):
        def decorator(func):
            if condition:
                print(b)
            return func()
        return decorator
    return generator
"""


@pytest.mark.parametrize(
    ("text", "complexity"), [(DECORATOR, 1), (NOT_A_DECORATOR, 2), (GENERATOR, 1)]
)
def test_a_python_decorator_is_exempt_from_nesting(text: str, complexity: int) -> None:
    assert measure(Parsed("python", text))[0].cognitive_complexity == complexity


@pytest.mark.parametrize(
    ("language", "text", "complexity"),
    [
        ("python", "def f(n):\n    return f(n - 1) + f(n - 2)\n", 1),
        ("python", "def f(n):\n    return g.f(n)\n", 0),
        ("go", "package m\nfunc f(n int) int { return f(n) }\n", 1),
        ("shellscript", "f() {\n  f\n}\n", 1),
        ("java", "class A { int f(int n) { return f(n, 0); } }", 0),
    ],
)
def test_recursion_counts_once_where_methods_are_not_overloaded(
    language: str, text: str, complexity: int
) -> None:
    assert measure(Parsed(language, text))[0].cognitive_complexity == complexity


def test_code_nested_beyond_any_stack_is_measured() -> None:
    text = "function f() {" + "if (a) {" * 1_500 + "}" * 1_501

    assert measure(Parsed("javascript", text))[0].nesting > 500
