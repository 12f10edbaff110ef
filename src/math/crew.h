/* Several threads at one piece of work. */
#ifndef GRI_MATH_CREW_H
#define GRI_MATH_CREW_H

#include <stddef.h>

/* part(work, n) for every n below `count`, each on a thread of its own if it can be; when it
 * returns all are done. The threads are made at the first call and kept. */
void gri_crew_work(size_t count, void (*part)(const void *work, size_t n), const void *work);

#endif
