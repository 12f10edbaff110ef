/* The catalogue: every row is complete, and every code has a row. */
#include "mark/mistake.h"

#include "suite.h"

#include <string.h>

static const struct gri_code_row *code_of(const char *name)
{
    for (size_t n = 0; n < gri_code_count; n++)
        if (strcmp(gri_codes[n].name, name) == 0)
            return &gri_codes[n];
    return NULL;
}

/* Words that a sentence goes on with: they do not end. */
static void check_words(const char *id, const char *words)
{
    ck_assert_msg(words != NULL && words[0] != '\0', "%s", id);
    ck_assert_msg(strlen(words) <= 72 && strchr(words, '\n') == NULL, "%s: %s", id, words);
    ck_assert_msg(strchr(".!?,;: ", words[strlen(words) - 1]) == NULL, "%s: %s", id, words);
}

START_TEST(a_mistake_has_a_code_words_and_an_example)
{
    for (size_t n = 1; n < GRI_MISTAKES; n++) {
        const struct gri_mistake_row *row = &gri_mistakes[n];
        ck_assert_ptr_nonnull(row->id);
        ck_assert_msg(code_of(row->code) != NULL, "%s: there is no code %s", row->id, row->code);
        check_words(row->id, row->words);
        check_words(row->id, row->summary);
        if (row->hidden != NULL)
            check_words(row->id, row->hidden);
        ck_assert_msg(gri_examples[n].problem != NULL && gri_examples[n].page != NULL, "%s",
                      row->id);
        for (size_t k = 1; k < n; k++)
            ck_assert_msg(strcmp(gri_mistakes[k].id, row->id) != 0 &&
                              strcmp(gri_mistakes[k].words, row->words) != 0,
                          "%s: %s", row->id, row->words);
    }
}
END_TEST

START_TEST(a_code_has_mistakes_or_an_example_of_its_own)
{
    for (size_t n = 0; n < gri_code_count; n++) {
        const struct gri_code_row *code = &gri_codes[n];
        bool used = false;
        ck_assert_ptr_eq(code_of(code->name), code); /* no other has its name */
        check_words(code->name, code->summary);
        for (size_t k = 1; k < GRI_MISTAKES; k++)
            used = used || strcmp(gri_mistakes[k].code, code->name) == 0;
        ck_assert_msg(used == (code->example.page == NULL), "%s", code->name);
    }
}
END_TEST

START_TEST(every_problem_is_one_of_an_example)
{
    for (size_t n = 0; n < gri_example_problem_count; n++) {
        bool used = false;
        for (size_t k = 1; k < GRI_MISTAKES; k++)
            used = used || gri_examples[k].problem == &gri_example_problems[n];
        ck_assert_msg(used, "%s", gri_example_problems[n].name);
    }
}
END_TEST

SUITE("mark/mistake", a_mistake_has_a_code_words_and_an_example,
      a_code_has_mistakes_or_an_example_of_its_own, every_problem_is_one_of_an_example)
