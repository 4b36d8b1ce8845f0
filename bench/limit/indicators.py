"""TA-Lib in C over columns of a file (open, high, low, close, volume as float64): best milliseconds of each indicator, as JSON."""

import json
import sys
import time

import numpy as np
import talib

path, bars = sys.argv[1], int(sys.argv[2])
columns = np.fromfile(path, dtype=np.float64).reshape(5, bars)
_, high, low, close, volume = (np.ascontiguousarray(column) for column in columns)
work = {
    "rsi": lambda: talib.RSI(close, 14),
    "macd": lambda: talib.MACD(close, 12, 26, 9),
    "bollinger": lambda: talib.BBANDS(close, 20, 2, 2, 0),
    "atr": lambda: talib.ATR(high, low, close, 14),
    "adx": lambda: (talib.ADX(high, low, close, 14)),
    "obv": lambda: talib.OBV(close, volume),
    "stochastic": lambda: talib.STOCH(high, low, close, 14, 3, 0, 3, 0),
    "sma": lambda: talib.SMA(close, 20),
    "ema": lambda: talib.EMA(close, 20),
}


def best(run, rounds=15):
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


print(json.dumps({"version": talib.__version__, "best": {name: best(run) for name, run in work.items()}}))
