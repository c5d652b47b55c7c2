# SPDX-License-Identifier: MIT
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def deriv_sigmoid(x):
    fx = sigmoid(x)
    return fx * (1 - fx)


class Network:
    def __init__(self):
        self.w1 = np.random.normal()
        self.w2 = np.random.normal()
        self.w3 = np.random.normal()
        self.b1 = np.random.normal()
        self.b2 = np.random.normal()

    def train(self, x, t):
        learn_rate = 0.1
        sum_h = self.w1 * x[0] + self.w2 * x[1] + self.b1
        h = sigmoid(sum_h)
        sum_y = self.w3 * h + self.b2
        y = sigmoid(sum_y)
        L = (t - y) ** 2

        d_L_d_y = -2 * (t - y)
        d_y_d_h = self.w3 * deriv_sigmoid(sum_y)
        d_h_d_w1 = x[0] * deriv_sigmoid(h)

        self.w1 -= learn_rate * d_L_d_y * d_y_d_h * d_h_d_w1
