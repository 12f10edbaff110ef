"""numpy: the plane (Adam, full batch) and the digits, as one writes them by hand."""
import sys

import numpy as np

from data import LOTTERY, PLANE, START, now

LOTTERY, PLANE = np.array(LOTTERY), np.array(PLANE)
START = [np.array(numbers).T for numbers in START]


def gradients(w, rows):
    x, y = rows[:, :2], rows[:, 2:]
    h = x @ w[0] + w[1]
    slope = -2 / len(rows) * (y - (h @ w[2] + w[3]))
    back = slope @ w[2].T
    return [x.T @ back, back.sum(0), h.T @ slope, slope.sum(0)]


def lottery(steps=3000):
    w = [p.copy() for p in START]
    begun = now()
    for t in range(steps):
        for p, g in zip(w, gradients(w, LOTTERY[t % 3:t % 3 + 1])):
            p -= 1e-6 * g
    return (now() - begun) / steps


def plane(epochs=2000):
    w = [p.copy() for p in START]
    m, v = [0 * p for p in w], [0 * p for p in w]
    begun = now()
    for t in range(1, epochs + 1):
        for n, g in enumerate(gradients(w, PLANE)):
            m[n] = 0.9 * m[n] + 0.1 * g
            v[n] = 0.999 * v[n] + 0.001 * g * g
            w[n] -= 1e-5 * m[n] / (1 - 0.9**t) / (np.sqrt(v[n] / (1 - 0.999**t)) + 1e-7)
    return (now() - begun) / epochs


def digits(epochs=5, rows=1280, batch=128):
    random = np.random.default_rng(1)
    x, label = random.random((rows, 784)), random.integers(0, 10, rows)
    y = np.eye(10)[label]
    sizes = [784, 256, 128, 10]
    w = [random.uniform(-0.05, 0.05, s) for s in zip(sizes, sizes[1:])]
    b = [np.zeros(s) for s in sizes[1:]]
    for epoch in range(-1, epochs):
        begun = now() if epoch == 0 else 0 if epoch < 0 else begun
        for i in range(0, rows, batch):
            h = [x[i:i + batch]]
            for l in range(3):
                z = h[l] @ w[l] + b[l]
                h.append(np.maximum(z, 0) if l < 2 else z)
            p = np.exp(h[3] - h[3].max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            delta = (p - y[i:i + batch]) / batch
            for l in (2, 1, 0):
                gw, gb = h[l].T @ delta, delta.sum(0)
                if l > 0:
                    delta = (delta @ w[l].T) * (h[l] > 0)
                w[l] -= 0.01 * gw
                b[l] -= 0.01 * gb
    return (now() - begun) / epochs / rows


print("%.3f" % (1e9 * {"lottery": lottery, "plane": plane, "digits": digits}[sys.argv[1]]()))
