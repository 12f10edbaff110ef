/* Arguments: what is wrong with them is said with its place and how the command is used. */
#include "cmd/command.h"

#include "cmd/capture.h"
#include "suite.h"

static const struct {
    const char *line;
    enum gr_status status;
    size_t column;
    const char *words;
} wrong[] = {
    /* missing */
    {"set", GR_E_SYNTAX, 4, "KEY is missing; it is used as: set KEY VALUE"},
    {"set rate", GR_E_SYNTAX, 9, "VALUE is missing; it is used as: set KEY VALUE"},
    {"why", GR_E_SYNTAX, 4, "NAME is missing; it is used as: why NAME [depth N]"},
    {"why w1 depth", GR_E_SYNTAX, 13, "value is missing; it is used as: why NAME [depth N]"},
    {"predict", GR_E_SYNTAX, 8, "predict X..."},
    {"print", GR_E_SYNTAX, 6, "print EXPR"},
    {"goto", GR_E_SYNTAX, 0, "`goto epoch 2 iteration 3`"},
    {"goto @2 line 3", GR_E_SYNTAX, 0, "`goto @2.3`"},
    {"goto epoch", GR_E_SYNTAX, 11, "goto [@E] [epoch E]"},
    {"train 5 until", GR_E_SYNTAX, 14, "train [N] [until CONDITION] [every K]"},
    {"train 5 every", GR_E_SYNTAX, 14, "train [N] [until CONDITION] [every K]"},
    {"train 5 until every 2", GR_E_NAME, 15, "every"},
    {"save", GR_E_SYNTAX, 5, "save FILE"},
    {"source   ", GR_E_SYNTAX, 7, "source FILE"},
    {"data load", GR_E_SYNTAX, 10, "data load FILE"},
    /* too many */
    {"step 2 3", GR_E_SYNTAX, 8, "step [N]"},
    {"quit now", GR_E_SYNTAX, 6, "one word too many; it is used as: quit"},
    {"backward 2", GR_E_SYNTAX, 10, "one word too many; it is used as: backward"},
    {"init xavier 1 2", GR_E_SYNTAX, 15, "init METHOD [SEED]"},
    {"why w1 deep 2", GR_E_SYNTAX, 8, "why NAME [depth N]"},
    {"show rate loss", GR_E_SYNTAX, 11, "show [KEY]"},
    {"save a b", GR_E_SYNTAX, 8, "save FILE"},
    /* twice */
    {"why w1 depth 1 depth 2", GR_E_SYNTAX, 16, "why NAME [depth N]"},
    {"goto epoch 1 epoch 1", GR_E_SYNTAX, 14, "goto [@E] [epoch E]"},
    {"train 2 every 1 every 2", GR_E_SYNTAX, 17, "train [N]"},
    /* of the wrong kind */
    {"step two", GR_E_SYNTAX, 6, "N is a whole number from 1; \"two\" is none"},
    {"step -1", GR_E_SYNTAX, 6, "whole number"},
    {"step 1.5", GR_E_SYNTAX, 6, "whole number"},
    {"step 0", GR_E_RANGE, 6, "whole number from 1"},
    {"step 99999999999999999999", GR_E_SYNTAX, 6, "whole number"},
    {"goto epoch 0", GR_E_RANGE, 12, "from 1"},
    {"why 1 + 2", GR_E_SYNTAX, 5, "a name is wanted"},
    {"why h9", GR_E_NAME, 5, "h9"},
    {"forward 0", GR_E_RANGE, 9, "from 1"},
    {"network 2x2", GR_E_SYNTAX, 10, "as in 2-3-1"},
    {"network 2--1", GR_E_SYNTAX, 11, "as in 2-3-1"},
    {"network 2-2-", GR_E_SYNTAX, 13, "as in 2-3-1"},
    {"network 2", GR_E_RANGE, 9, "inputs and outputs"},
    {"network 2-0-1", GR_E_RANGE, 9, "a layer of 0 units cannot be"},
    {"network 1000000-1000000-1", GR_E_RANGE, 9, "1000000"},
    {"network 2-2-1 tanh tanh tanh", GR_E_SHAPE, 15, "3 activations for 2 layers"},
    {"expect 3", GR_E_SYNTAX, 9, ""},
    {"expect 3 = ", GR_E_SYNTAX, 0, ""},
    {"save \"a b", GR_E_SYNTAX, 6, "the quote is not closed"},
    {"predict 1", GR_E_SHAPE, 9, "2 inputs, here are 1"},
    {"predict 1 2 3", GR_E_SHAPE, 9, "2 inputs, here are 3"},
    /* unknown words */
    {"network 2-2-1 tahn", GR_E_NAME, 15, "did you mean tanh?"},
    {"init xaver", GR_E_NAME, 6, "did you mean xavier?"},
    {"use lotery", GR_E_NAME, 5, "did you mean lottery?"},
    {"set rat 1", GR_E_NAME, 5, "did you mean rate?"},
    {"help predcit", GR_E_NAME, 6, "did you mean predict?"},
};

START_TEST(each_mistake_has_its_place_and_its_words)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery");
    char *before = strdup(saved(&c));
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) {
        refuse(&c, wrong[n].line, wrong[n].status, wrong[n].words);
        ck_assert_msg(wrong[n].column == 0 || c.err.column == wrong[n].column, "%s: column %zu: %s",
                      wrong[n].line, c.err.column, c.err.message);
        ck_assert_str_eq(c.err.source, "test.gr");
        ck_assert_uint_eq(c.err.line, 1);
        ck_assert_msg(c.said.length == 0, "%s says %s", wrong[n].line, c.said.at);
        ck_assert_msg(strcmp(saved(&c), before) == 0, "%s changes something", wrong[n].line);
    }
    free(before);
    capture_end(&c);
}
END_TEST

/* The same for every command that the table has. */
START_TEST(every_command_refuses_one_word_too_many)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery");
    for (size_t n = 0; n < gri_command_count; n++) {
        const struct gri_param *param = gri_commands[n]->params;
        const struct gri_command *command = gri_commands[n];
        char line[64];
        snprintf(line, sizeof line, "%s", command->name);
        for (; (param->type == GRI_COUNT || param->type == GRI_WHOLE) && !param->keyword; param++)
            strcat(line, " 1");
        if (param->type != GRI_NOTHING && !param->keyword)
            continue;
        strcat(line, " surplus");
        refuse_at(&c, line, GR_E_SYNTAX, strlen(line) - 6, command->name);
    }
    capture_end(&c);
}
END_TEST

START_TEST(every_command_that_wants_something_says_what)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery");
    for (size_t n = 0; n < gri_command_count; n++) {
        const struct gri_command *command = gri_commands[n];
        const struct gri_param *first = &command->params[0];
        if (first->type == GRI_NOTHING || first->optional || first->type == GRI_BLOCK)
            continue;
        refuse_at(&c, command->name, GR_E_SYNTAX, strlen(command->name) + 1, first->name);
        ck_assert_ptr_nonnull(strstr(c.err.message, "it is used as: "));
    }
    capture_end(&c);
}
END_TEST

START_TEST(keywords_come_in_any_order)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset batch 1\nepoch 2\ngoto sample 2 iteration 2 epoch 2");
    ck_assert_uint_eq(c.session->view.cursor.t, 4);
    worth(&c, "h1", value_of(&c, "h1[2]"));
    play(&c, "train every 1 until loss < 1e9");
    capture_end(&c);
}
END_TEST

START_TEST(columns_count_characters)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery");
    refuse_at(&c, "print ŷ + ŷ + h9", GR_E_NAME, 15, "h9");
    ck_assert_str_eq(c.err.excerpt, "print ŷ + ŷ + h9");
    ck_assert_uint_eq(c.err.caret, 15);
    capture_end(&c);
}
END_TEST

START_TEST(a_long_line_is_shown_around_its_place)
{
    struct capture c;
    char line[3000] = "print 1";
    capture_begin(&c, NULL);
    for (size_t n = 7; n < 2000; n += 2)
        memcpy(line + n, "+1", 3);
    strcat(line, " + nonsense + 1+1+1");
    refuse(&c, line, GR_E_NAME, "nonsense");
    ck_assert_uint_eq(c.err.column, (size_t)(strstr(line, "nonsense") - line) + 1);
    ck_assert_uint_le(strlen(c.err.excerpt), 76);
    ck_assert_int_eq(strncmp(c.err.excerpt + c.err.caret - 1, "nonsense", 8), 0);
    capture_end(&c);
}
END_TEST

START_TEST(a_place_in_a_block_is_a_line_and_a_column)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-2-1");
    refuse_at(&c, "data\n16 4 98\n1  four 81 # row 2\nend", GR_E_SYNTAX, 4, "\"four\"");
    ck_assert_uint_eq(c.err.line, 3);
    ck_assert_str_eq(c.err.excerpt, "1  four 81 # row 2");
    refuse(&c, "data\n16 4 98\n1 4\nend", GR_E_SHAPE, "2 fields");
    ck_assert_uint_eq(c.err.line, 3);
    refuse(&c, "print (1 +\n2 +\n  h9)", GR_E_NAME, "h9");
    ck_assert_uint_eq(c.err.line, 3);
    ck_assert_uint_eq(c.err.column, 3);
    capture_end(&c);
}
END_TEST

SUITE("cmd/arguments", each_mistake_has_its_place_and_its_words,
      every_command_refuses_one_word_too_many, every_command_that_wants_something_says_what,
      keywords_come_in_any_order, columns_count_characters, a_long_line_is_shown_around_its_place,
      a_place_in_a_block_is_a_line_and_a_column)
