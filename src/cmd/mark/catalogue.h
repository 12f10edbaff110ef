/* Help on marking: verdicts, codes and the catalogue of mistakes, from their tables. */
#ifndef GRI_CMD_MARK_CATALOGUE_H
#define GRI_CMD_MARK_CATALOGUE_H

#include "cmd/command.h"
#include "mark/mistake.h"

/* The topics: "marking", the codes, the mistakes by their ids; NULL behind the last. */
const char *gri_catalogue_topic(size_t n);

/* Say what there is on a topic; false: it is none of them. */
bool gri_catalogue_say(struct gri_page *page, const char *topic);

/* A problem and a page about it, as they are typed. */
void gri_example_type(struct gri_text *out, const struct gri_example *example);

#endif
