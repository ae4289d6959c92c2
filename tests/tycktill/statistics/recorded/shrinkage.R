# Run in this folder: Rscript shrinkage.R (R 4.2.2, base only). Records what test_recorded.py reads.
record <- function(name, rows) write.csv(format(rows, digits = 15, trim = TRUE), paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
n <- c(6, 8, 9, 12, 15, 17, 22, 30, 41, 55, 80, 120, 330, 400)
x <- c(6, 5, 8, 11, 9, 16, 17, 27, 30, 50, 61, 105, 262, 344)
log_likelihood <- function(a, b) sum(lchoose(n, x) + lbeta(x + a, n - x + b) - lbeta(a, b))
objective <- function(at) { a <- exp(at[1]); b <- exp(at[2]); log(a + b) - log_likelihood(a, b) }
found <- optim(c(2, 0.5), objective, method = "BFGS", control = list(reltol = 1e-15))
found <- optim(found$par, objective, method = "Nelder-Mead", control = list(reltol = 1e-15))
a <- exp(found$par[1]); b <- exp(found$par[2])
record("shrinkage", data.frame(valid = n, positive = x, a = a, b = b, mean = (x + a) / (n + a + b),
  low = qbeta(0.025, x + a, n - x + b), high = qbeta(0.975, x + a, n - x + b)))
