"""A made-up country, seeded: serves the demo, the tests, the manual's pictures and the benchmarks."""
