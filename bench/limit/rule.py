"""An RSI and SMA rule, asked bar by bar, over columns of a file (open, high, low, close, volume as float64): best milliseconds of backtesting.py and of vectorbt's compiled callback, as JSON."""

import json
import sys
import time
import warnings

import backtesting
import numpy as np
import pandas as pd
import vectorbt
from numba import njit
from vectorbt.portfolio import nb

warnings.filterwarnings("ignore")
backtesting.backtesting._tqdm = lambda bars, **_: bars
path, bars = sys.argv[1], int(sys.argv[2])
columns = np.fromfile(path, dtype=np.float64).reshape(5, bars)
stamps = pd.date_range("2015-01-01", periods=bars, freq="h")
frame = pd.DataFrame(dict(zip(["Open", "High", "Low", "Close", "Volume"], columns)), index=stamps)
FEE = 0.001


def rsi(close, period=14):
    change = pd.Series(close).diff()
    up = change.clip(lower=0).ewm(alpha=1 / period, adjust=False).mean()
    down = (-change).clip(lower=0).ewm(alpha=1 / period, adjust=False).mean()
    return (100 - 100 / (1 + up / down)).to_numpy()


def sma(close, period=200):
    return pd.Series(close).rolling(period).mean().to_numpy()


class Dip(backtesting.Strategy):
    def init(self):
        self.rsi = self.I(rsi, self.data.Close)
        self.sma = self.I(sma, self.data.Close)

    def next(self):
        if self.position:
            if self.rsi[-1] > 70:
                self.position.close()
        elif self.rsi[-1] < 30 and self.data.Close[-1] > self.sma[-1]:
            self.buy()


def with_backtesting():
    return backtesting.Backtest(frame, Dip, cash=1e9, commission=FEE, finalize_trades=True).run()["# Trades"]


@njit
def order(c, close, strength, mean):
    if c.position_now == 0:
        if strength[c.i] < 30 and close[c.i] > mean[c.i]:
            return nb.order_nb(size=np.inf, price=close[c.i], fees=FEE)
    elif strength[c.i] > 70:
        return nb.order_nb(size=-c.position_now, price=close[c.i], fees=FEE)
    return nb.NoOrder


def with_vectorbt():
    close = frame["Close"]
    prices = close.to_numpy()
    portfolio = vectorbt.Portfolio.from_order_func(close, order, prices, rsi(prices), sma(prices), init_cash=10_000)
    return portfolio.trades.count()


def best(run, rounds):
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        trades = run()
        times.append((time.perf_counter() - started) * 1000)
    return {"ms": min(times), "trades": int(trades)}


with_vectorbt()
print(
    json.dumps(
        {
            "backtesting": {"version": backtesting.__version__, **best(with_backtesting, 3)},
            "vectorbt": {"version": vectorbt.__version__, **best(with_vectorbt, 9)},
        }
    )
)
