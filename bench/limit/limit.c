/*
 * What the arithmetic of two workloads costs: plain loops, one thread, nothing stored per bar. Compiled and run by bench/limit/limit.ts
 * beside our own code. Arguments: workload, file of float64 columns, bars. Prints one line of JSON; times are the best of the rounds.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FEE 0.001
#define SLIPPAGE 0.0005

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static void sma(const double *close, long n, int window, double *out) {
  double sum = 0;
  for (long i = 0; i < n; i++) {
    sum += close[i];
    if (i >= window) sum -= close[i - window];
    out[i] = i >= window - 1 ? sum / window : NAN;
  }
}

struct figures { double total, sharpe, drawdown; long trades; };

/* Fills at the close of the signal's bar, all in, nothing closed at the end; returns per bar. */
static struct figures cross(const double *restrict close, const double *restrict fast, const double *restrict slow, long n) {
  double cash = 100, quantity = 0, before = 100, sum = 0, squares = 0, peak = 100, deepest = 0;
  long trades = 0;
  int below = 0, above = 0, held = 0;
  for (long t = 0; t < n; t++) {
    const double f = fast[t], s = slow[t];
    if (f > s) {
      if (below && !held) { quantity = cash / (1 + FEE) / close[t]; cash = 0; held = 1; trades++; }
      above = 1; below = 0;
    } else if (f < s) {
      if (above && held) { cash = quantity * close[t] * (1 - FEE); quantity = 0; held = 0; }
      below = 1; above = 0;
    }
    const double value = cash + quantity * close[t];
    const double change = value / before - 1;
    sum += change;
    squares += change * change;
    before = value;
    if (value > peak) peak = value;
    const double fallen = 1 - value / peak;
    if (fallen > deepest) deepest = fallen;
  }
  const double mean = sum / n, variance = (squares - n * mean * mean) / (n - 1);
  return (struct figures){ before / 100 - 1, mean / sqrt(variance) * sqrt(8760), deepest, trades };
}

static void workload1(const double *close, long n) {
  const int low = 2, high = 101, windows = high - low + 1;
  double *means = malloc(sizeof(double) * windows * n);
  double best = INFINITY, checksum = 0;
  for (int round = 0; round < 5; round++) {
    const double start = now_ms();
    checksum = 0;
    for (int w = 0; w < windows; w++) sma(close, n, low + w, means + w * n);
    for (int a = 0; a < windows; a++)
      for (int b = a + 1; b < windows; b++) {
        struct figures f = cross(close, means + a * n, means + b * n, n);
        checksum += f.total + f.sharpe + f.drawdown + f.trades;
      }
    const double took = now_ms() - start;
    if (took < best) best = took;
  }
  printf("{\"ms\": %.4f, \"checksum\": %.10g}\n", best, checksum);
}

/* Decided at the close, filled at the next open; stop 2 %, target 4 %; the stop comes first; returns per bar. Long only. */
static struct figures stops(const double *restrict open, const double *restrict high, const double *restrict low,
                            const double *restrict close, const double *restrict entry, const double *restrict exit_, long n) {
  double cash = 10000, quantity = 0, before = 10000, sum = 0, squares = 0, peak = 10000, deepest = 0, stop = 0, target = 0;
  long trades = 0;
  int held = 0, pending = 0;
  for (long t = 0; t < n; t++) {
    if (pending) {
      if (held) { cash = quantity * open[t] * (1 - SLIPPAGE) * (1 - FEE); held = 0; }
      else {
        const double price = open[t] * (1 + SLIPPAGE);
        quantity = cash / (1 + FEE) / price; cash = 0; held = 1; trades++;
        stop = price * 0.98; target = price * 1.04;
      }
      pending = 0;
    }
    if (held) {
      if (open[t] < target && low[t] <= stop) { cash = quantity * (open[t] < stop ? open[t] : stop) * (1 - SLIPPAGE) * (1 - FEE); held = 0; }
      else if (high[t] >= target) { cash = quantity * target * (1 - FEE); held = 0; }
      else if (t == n - 1) { cash = quantity * close[t] * (1 - SLIPPAGE) * (1 - FEE); held = 0; }
    }
    const double value = held ? quantity * close[t] : cash;
    const double change = value / before - 1;
    sum += change;
    squares += change * change;
    before = value;
    if (value > peak) peak = value;
    const double fallen = 1 - value / peak;
    if (fallen > deepest) deepest = fallen;
    pending = t < n - 1 && (held ? exit_[t] > 0 : entry[t] > 0);
  }
  const double mean = sum / n, variance = (squares - n * mean * mean) / (n - 1);
  return (struct figures){ before / 10000 - 1, mean / sqrt(variance) * sqrt(525600), deepest, trades };
}

static void workload2(const double *c, long n) {
  double best = INFINITY, checksum = 0;
  for (int round = 0; round < 15; round++) {
    const double start = now_ms();
    struct figures f = stops(c, c + n, c + 2 * n, c + 3 * n, c + 4 * n, c + 5 * n, n);
    const double took = now_ms() - start;
    checksum = f.total + f.sharpe + f.drawdown + f.trades;
    if (took < best) best = took;
  }
  printf("{\"ms\": %.4f, \"checksum\": %.10g}\n", best, checksum);
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  const long n = atol(arguments[3]);
  const int two = strcmp(arguments[1], "W2") == 0;
  const size_t values = (size_t)n * (two ? 6 : 1);
  double *columns = malloc(sizeof(double) * values);
  FILE *file = fopen(arguments[2], "rb");
  if (!file || fread(columns, sizeof(double), values, file) != values) return 3;
  if (two) workload2(columns, n); else workload1(columns, n);
  return 0;
}
