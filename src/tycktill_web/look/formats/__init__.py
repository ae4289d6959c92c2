"""How numbers and dates are written in each language; what is not said here is as Django has it."""
