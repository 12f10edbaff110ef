"""PyTorch in double precision, as its tutorials write it: modules, a loss, an optimiser."""
import sys

import torch

from data import LOTTERY, PLANE, START, now

torch.set_default_dtype(torch.float64)
torch.set_num_threads(int(sys.argv[2]))


def small():
    net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 1))
    with torch.no_grad():
        for p, numbers in zip(net.parameters(), START):
            p.copy_(torch.tensor(numbers))
    return net


def train(net, optimizer, loss, x, y, batch, epochs):
    begun = now()
    for _ in range(epochs):
        for i in range(0, len(x), batch):
            optimizer.zero_grad()
            loss(net(x[i:i + batch]), y[i:i + batch]).backward()
            optimizer.step()
    return (now() - begun) / epochs


def lottery():
    net, rows = small(), torch.tensor(LOTTERY)
    return train(net, torch.optim.SGD(net.parameters(), 1e-6), torch.nn.MSELoss(), rows[:, :2],
                 rows[:, 2:], 1, 500) / 3


def plane():
    net, rows = small(), torch.tensor(PLANE)
    return train(net, torch.optim.Adam(net.parameters(), 1e-5), torch.nn.MSELoss(), rows[:, :2],
                 rows[:, 2:], 19, 1000)


def digits():
    torch.manual_seed(1)
    x, y = torch.rand(1280, 784), torch.randint(0, 10, (1280,))
    net = torch.nn.Sequential(torch.nn.Linear(784, 256), torch.nn.ReLU(),
                              torch.nn.Linear(256, 128), torch.nn.ReLU(),
                              torch.nn.Linear(128, 10))
    optimizer = torch.optim.SGD(net.parameters(), 0.01)
    train(net, optimizer, torch.nn.CrossEntropyLoss(), x, y, 128, 1)
    return train(net, optimizer, torch.nn.CrossEntropyLoss(), x, y, 128, 5) / 1280


print("%.3f" % (1e9 * {"lottery": lottery, "plane": plane, "digits": digits}[sys.argv[1]]()))
