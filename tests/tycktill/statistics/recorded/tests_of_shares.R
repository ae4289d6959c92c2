# Run in this folder: Rscript tests_of_shares.R (R 4.2.2, base only). Records what test_recorded.py reads.
record <- function(name, rows) write.csv(format(rows, digits = 15, trim = TRUE), paste0(name, ".csv"), row.names = FALSE, quote = FALSE)

# Two-sided mid-p from R's hypergeometric and binomial distributions.
twice <- function(lower, upper) pmin(1, 2 * pmin(lower, upper))
hyper <- function(x, n, X, N) {
  half <- dhyper(x, X, N - X, n) / 2
  twice(phyper(x - 1, X, N - X, n) + half, phyper(x, X, N - X, n, lower.tail = FALSE) + half)
}
cases <- data.frame(
  positive = c(17, 3, 5, 300, 320, 8, 0, 40),
  valid = c(20, 5, 5, 330, 330, 10, 12, 60),
  positives = c(9020, 9020, 70, 9020, 9020, 84, 30, 820),
  everybody = c(11000, 11000, 100, 11000, 11000, 100, 100, 1000)
)
record("against_rest", cbind(cases, p = with(cases, hyper(positive, valid, positives, everybody))))

changes <- data.frame(
  before = c(7, 20, 56, 252, 3, 0), before_valid = c(8, 20, 60, 300, 10, 5),
  now = c(7, 15, 59, 244, 9, 5), now_valid = c(10, 25, 80, 330, 10, 5)
)
record("change", cbind(changes, p = with(changes, hyper(now, now_valid, before + now, before_valid + now_valid)),
  fisher = with(changes, mapply(function(a, n, b, m) fisher.test(matrix(c(a, n - a, b, m - b), 2))$p.value, before, before_valid, now, now_valid))))

reference <- data.frame(positive = c(17, 5, 0, 67, 300), valid = c(20, 5, 8, 80, 330), share = c(0.82, 0.82, 0.3, 0.9, 0.82))
half <- with(reference, dbinom(positive, valid, share)) / 2
record("against_reference", cbind(reference, p = with(reference, twice(
  pbinom(positive - 1, valid, share) + half, pbinom(positive, valid, share, lower.tail = FALSE) + half))))

p <- c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986)
record("q_values", data.frame(p = rev(p), q = rev(p.adjust(p, "BH"))))

rounds <- list(list(2019:2022, c(67, 70, 74, 81), c(80, 88, 85, 90)), list(c(2014, 2016, 2019), c(20, 16, 9), c(24, 20, 18)))
record("trend", do.call(rbind, lapply(seq_along(rounds), function(i) with(setNames(rounds[[i]], c("time", "x", "n")),
  data.frame(series = i, time = time, positive = x, valid = n, p = prop.trend.test(x, n, time)$p.value)))))
