/* Completion: what may stand at the cursor. */
#include "cmd/command.h"
#include "cmd/setting.h"

#include "cmd/capture.h"
#include "suite.h"

static struct capture c;
static struct gri_text words; /* " step set show " */
static bool files;

static void take(void *user, const char *word)
{
    gri_text_add(user, word);
    gri_text_add(user, " ");
}

/* What is offered at the end of `line`; the byte where it begins. */
static size_t offered(const char *line)
{
    gri_text_reset(&words);
    gri_text_add(&words, " ");
    return gr_session_complete(c.session, line, strlen(line), take, &words, &files);
}

static bool offers(const char *word)
{
    char spaced[80];
    snprintf(spaced, sizeof spaced, " %s ", word);
    return strstr(words.at, spaced) != NULL;
}

static void begin(const char *script)
{
    gri_text_init(&words);
    capture_begin(&c, NULL);
    play(&c, script);
}

static void end(void)
{
    gri_text_clear(&words);
    capture_end(&c);
}

START_TEST(an_empty_line_offers_every_command_and_name)
{
    begin("use lottery");
    ck_assert_uint_eq(offered(""), 0);
    for (size_t n = 0; n < gri_command_count; n++)
        ck_assert_msg(offers(gri_commands[n]->name), "%s", gri_commands[n]->name);
    ck_assert(offers("h1") && offers("w5") && offers("yhat") && offers("sum"));
    ck_assert(!files);
    end();
}
END_TEST

START_TEST(a_beginning_offers_what_begins_so)
{
    begin("use lottery");
    ck_assert_uint_eq(offered("st"), 0);
    ck_assert_str_eq(words.at, " step ");
    ck_assert_uint_eq(offered("  gr"), 2);
    ck_assert_str_eq(words.at, " gradients gradcheck ");
    offered("xyz");
    ck_assert_str_eq(words.at, " ");
    end();
}
END_TEST

START_TEST(every_command_completes_from_its_first_letter)
{
    begin("");
    for (size_t n = 0; n < gri_command_count; n++) {
        char first[2] = {gri_commands[n]->name[0], '\0'};
        offered(first);
        ck_assert(offers(gri_commands[n]->name));
    }
    end();
}
END_TEST

START_TEST(set_offers_the_settings_then_their_words)
{
    begin("use lottery");
    ck_assert_uint_eq(offered("set "), 4);
    for (size_t n = 0; n < gri_setting_count; n++)
        ck_assert(offers(gri_settings[n].name));
    ck_assert(!offers("h1"));
    for (size_t n = 0; n < gri_setting_count; n++) {
        const struct gri_setting *setting = &gri_settings[n];
        char line[64];
        snprintf(line, sizeof line, "set %s ", setting->name);
        ck_assert_uint_eq(offered(line), strlen(line));
        for (size_t k = 0; setting->words != NULL && setting->words(k) != NULL; k++)
            ck_assert_msg(offers(setting->words(k)), "%s%s", line, setting->words(k));
    }
    offered("set loss m");
    ck_assert(offers("mse") && offers("mae") && !offers("sse"));
    offered("show ra");
    ck_assert_str_eq(words.at, " rate ");
    end();
}
END_TEST

START_TEST(words_of_a_command_are_offered_in_their_place)
{
    begin("use lottery");
    offered("init ");
    ck_assert(offers("xavier") && offers("zeros") && !offers("h1"));
    offered("use l");
    ck_assert(offers("lottery"));
    offered("network 2-2-1 ta");
    ck_assert_str_eq(words.at, " tanh ");
    offered("network 2-2-1 tanh nob");
    ck_assert_str_eq(words.at, " nobias ");
    offered("help ste");
    ck_assert_str_eq(words.at, " step stepping ");
    offered("data l");
    ck_assert_str_eq(words.at, " load ");
    end();
}
END_TEST

START_TEST(quantities_are_offered_where_an_expression_stands)
{
    begin("use lottery");
    offered("why h");
    ck_assert(offers("h1") && offers("h2"));
    ck_assert_uint_eq(offered("print 2*(h"), 9);
    ck_assert(offers("h1"));
    ck_assert_uint_eq(offered("w5 = w"), 5);
    ck_assert(offers("w6"));
    offered("partials w");
    ck_assert(offers("w1"));
    offered("expect h1 = M");
    ck_assert(offers("MSE"));
    end();
}
END_TEST

START_TEST(names_are_those_of_this_network_and_its_renames)
{
    begin("");
    offered("print w");
    ck_assert(!offers("w1"));
    play(&c, "network 1-1\nset names w1 slope");
    offered("print w");
    ck_assert(!offers("w2"));
    offered("print sl");
    ck_assert(offers("slope"));
    end();
}
END_TEST

START_TEST(keywords_are_offered)
{
    begin("use lottery");
    offered("goto ");
    ck_assert(offers("epoch") && offers("iteration") && offers("sample"));
    offered("train 100 u");
    ck_assert_str_eq(words.at, " until ");
    offered("train 100 until l");
    ck_assert(offers("ln") && !offers("until"));
    offered("why h1 d");
    ck_assert(offers("depth"));
    end();
}
END_TEST

START_TEST(files_are_left_to_the_caller)
{
    static const char *const lines[] = {"source ", "source le", "save ", "data load x"};
    begin("");
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        offered(lines[n]);
        ck_assert_msg(files, "%s", lines[n]);
    }
    offered("step ");
    ck_assert(!files);
    end();
}
END_TEST

START_TEST(any_line_and_any_cursor_is_safe)
{
    static const char *const lines[] = {
        "set  names\tw1 ",         "   ", "(((", "= =", "\xc3\xb7\xff h", "data load \"a b",
        "train until until every", "[;"};
    begin("use lottery");
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++)
        for (size_t cursor = 0; cursor <= strlen(lines[n]); cursor++)
            ck_assert_uint_le(
                gr_session_complete(c.session, lines[n], cursor, take, &words, &files), cursor);
    end();
}
END_TEST

SUITE("cmd/complete", an_empty_line_offers_every_command_and_name,
      a_beginning_offers_what_begins_so, every_command_completes_from_its_first_letter,
      set_offers_the_settings_then_their_words, words_of_a_command_are_offered_in_their_place,
      quantities_are_offered_where_an_expression_stands,
      names_are_those_of_this_network_and_its_renames, keywords_are_offered,
      files_are_left_to_the_caller, any_line_and_any_cursor_is_safe)
