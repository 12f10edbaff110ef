"""The small jobs' data, as in job.h."""
import sys
import time

LOTTERY = [[16.0, 4, 98], [1, 4, 81], [16, 3, 26]]
PLANE = [[1.0, 1, 7], [2, 2, 12], [2, 2, 12], [3, 3, 17], [4, 4, 22], [5, 5, 27], [6, 21, 77],
         [7, 1, 19], [1, 2, 10], [1, 3, 13], [2, 4, 18], [3, 5, 23], [4, 6, 28], [5, 7, 33],
         [6, 2, 20], [7, 1, 19], [1, 2, 10], [2, 3, 15], [3, 4, 20]]
# W as PyTorch has it, outputs by inputs
START = [[[0.5, 0.1], [-0.3, 2]], [4.0, 2], [[2.0, 3]], [3.0]]

# Of one thread the time that it was given a processor, as in job.h.
now = time.process_time if sys.argv[2] == "1" else time.perf_counter
