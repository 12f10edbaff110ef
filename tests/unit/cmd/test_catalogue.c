/* Help on marking, and that what it shows is so. */
#include "cmd/mark/catalogue.h"

#include "cmd/capture.h"
#include "suite.h"

static struct capture c;

/* The judgements of an example's page. */
static const char *judged(const struct gri_example *example)
{
    static char page[1000];
    gr_session_free(c.session);
    struct gr_host host = capture_host(&c);
    ck_assert_int_eq(gr_session_new(&host, &c.session, &c.err), GR_OK);
    play(&c, example->problem->commands);
    play(&c, "set format json");
    snprintf(page, sizeof page, "mark\n%s\nend", example->page);
    gri_text_reset(&c.said);
    enum gr_status status = scripted(&c, page);
    ck_assert_msg(status == GR_E_EXPECT, "%s: %s", example->page, c.err.message);
    return c.said.at;
}

START_TEST(the_mistake_of_an_example_is_found)
{
    char rule[40];
    capture_begin(&c, NULL);
    for (size_t n = 1; n < GRI_MISTAKES; n++) {
        const char *said = judged(&gri_examples[n]);
        snprintf(rule, sizeof rule, "\"rule\":\"%s\"", gri_mistakes[n].id);
        ck_assert_msg(strstr(said, rule) != NULL, "%s in %s: %s", rule, gri_examples[n].page, said);
    }
    capture_end(&c);
}
END_TEST

START_TEST(so_is_the_code_of_one_without_a_mistake)
{
    char code[40];
    capture_begin(&c, NULL);
    for (size_t n = 0; n < gri_code_count; n++) {
        if (gri_codes[n].example.problem == NULL)
            continue;
        const char *said = judged(&gri_codes[n].example);
        snprintf(code, sizeof code, "\"code\":\"%s\"", gri_codes[n].name);
        ck_assert_msg(strstr(said, code) != NULL, "%s: %s", code, said);
    }
    capture_end(&c);
}
END_TEST

START_TEST(help_has_every_topic)
{
    char line[80];
    size_t topics = 0;
    capture_begin(&c, NULL);
    for (const char *topic; (topic = gri_catalogue_topic(topics)) != NULL; topics++) {
        snprintf(line, sizeof line, "help %s", topic);
        ck_assert_msg(strlen(answer(&c, line)) > 100, "%s: %s", line, c.said.at);
    }
    ck_assert_uint_eq(topics, 1 + gri_code_count + GRI_MISTAKES - 1);
    capture_end(&c);
}
END_TEST

START_TEST(help_on_marking_names_verdicts_and_codes)
{
    capture_begin(&c, NULL);
    const char *said = answer(&c, "help marking");
    for (size_t n = 0; n < GRI_VERDICTS; n++)
        ck_assert_ptr_nonnull(strstr(said, gri_verdicts[n].summary));
    for (size_t n = 0; n < gri_code_count; n++)
        ck_assert_ptr_nonnull(strstr(said, gri_codes[n].name));
    capture_end(&c);
}
END_TEST

SUITE("cmd/catalogue", the_mistake_of_an_example_is_found, so_is_the_code_of_one_without_a_mistake,
      help_has_every_topic, help_on_marking_names_verdicts_and_codes)
