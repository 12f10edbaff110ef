/* Several threads at one piece of work. */
#ifndef GRI_MATH_CREW_H
#define GRI_MATH_CREW_H

#include <stddef.h>

struct gri_crew;

/* One of a crew: the n-th `of` so many. */
struct gri_hand {
    size_t n, of;
    size_t met; /* how often, so far */
    struct gri_crew *crew;
};

/* task(hand, work) by at most `threads` threads at the same time, each a hand of its own; when it
 * returns all are done. The threads are made at the first call and kept. */
void gri_crew_work(size_t threads, void (*task)(struct gri_hand *hand, void *work), void *work);

/* Nobody goes on before all of the crew are here. */
void gri_crew_meet(struct gri_hand *hand);

/* This hand's share of `count` things in a row: from *first on, so many. */
size_t gri_crew_share(const struct gri_hand *hand, size_t count, size_t *first);

#endif
