/* FANN in double precision: the lottery, one sample at a time. */
#include "job.h"

#include <doublefann.h>

static double job(const char *name, int threads)
{
    (void)threads;
    if (strcmp(name, "lottery") != 0)
        return 0;
    struct fann *net = fann_create_standard(3, 2u, 2u, 1u);
    fann_set_activation_function_hidden(net, FANN_LINEAR);
    fann_set_activation_function_output(net, FANN_LINEAR);
    fann_set_training_algorithm(net, FANN_TRAIN_INCREMENTAL);
    fann_set_learning_rate(net, (float)lottery_rate);
    fann_set_learning_momentum(net, 0);
    double begun = now(1);
    for (size_t t = 0; t < LOTTERY_STEPS; t++) {
        fann_type row[3] = {lottery[t % LOTTERY_ROWS][0], lottery[t % LOTTERY_ROWS][1],
                            lottery[t % LOTTERY_ROWS][2]};
        fann_train(net, row, row + 2);
    }
    double took = (now(1) - begun) / LOTTERY_STEPS;
    fann_destroy(net);
    return took;
}

CONTESTANT(job)
