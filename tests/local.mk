# A unit test links every object of its room and the rooms that room may use, nothing else: a call
# to a room above does not link. Each prints TAP, as do the scripts.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
# Its points say what failed; a program that dies has not printed them all.
AM_LOG_DRIVER_FLAGS = --ignore-exit
AM_SH_LOG_DRIVER_FLAGS = --ignore-exit
AM_TESTS_ENVIRONMENT = \
	GRADUS='$(abs_top_builddir)/gradus$(EXEEXT)'; export GRADUS; \
	CC='$(CC)'; export CC; \
	NM='$(NM_TOOL)'; export NM; \
	OBJDUMP='$(OBJDUMP_TOOL)'; export OBJDUMP; \
	CPPFLAGS='$(CMARK_CFLAGS) $(CPPFLAGS)'; export CPPFLAGS;

under_test = $(CHECK_LIBS) $(outside_libs)
base_test = $(libgri_base_la_OBJECTS) $(under_test)
math_test = $(libgri_math_la_OBJECTS) libgri_base.la $(under_test)
net_test = $(libgri_net_la_OBJECTS) libgri_math.la libgri_base.la $(under_test)
trace_test = $(libgri_trace_la_OBJECTS) libgri_net.la libgri_math.la libgri_base.la $(under_test)
expr_test = $(libgri_expr_la_OBJECTS) libgri_math.la libgri_base.la $(under_test)
page_test = $(libgri_page_la_OBJECTS) libgri_expr.la libgri_math.la libgri_base.la $(under_test)
explain_test = $(libgri_explain_la_OBJECTS) libgri_page.la libgri_expr.la libgri_trace.la \
	libgri_net.la libgri_math.la libgri_base.la $(under_test)
mark_test = $(libgri_mark_la_OBJECTS) libgri_explain.la libgri_page.la libgri_expr.la \
	libgri_trace.la libgri_net.la libgri_math.la libgri_base.la $(under_test)
cmd_test = $(libgri_cmd_la_OBJECTS) libgri_mark.la libgri_explain.la libgri_page.la libgri_expr.la \
	libgri_trace.la libgri_net.la libgri_math.la libgri_base.la $(under_test)

EXTRA_DIST += \
	tests/unit/base/same.h \
	tests/unit/cmd/capture.h \
	tests/unit/cmd/scratch.h \
	tests/unit/cmd/straight.h \
	tests/unit/cmd/walk.h \
	tests/unit/explain/scene.h \
	tests/unit/expr/names.h \
	tests/unit/fixture.h \
	tests/unit/net/naive.h \
	tests/unit/net/problem.h \
	tests/unit/page/sample.h \
	tests/unit/suite.h \
	tests/unit/trace/moments.h \
	tests/unit/trace/run.h \
	tests/unit/mark/reading.h \
	tests/unit/missing.sh \
	tests/tap.sh
unit_tests =
wrap_steps = -Wl,--wrap=gri_run_step,--wrap=gri_run_steps
unit_tests += tests/unit/base/test_arena
tests_unit_base_test_arena_LDADD = $(base_test)
unit_tests += tests/unit/base/test_child
tests_unit_base_test_child_LDADD = $(base_test)
unit_tests += tests/unit/base/test_decimal
tests_unit_base_test_decimal_LDADD = $(base_test)
unit_tests += tests/unit/base/test_error
tests_unit_base_test_error_LDADD = $(base_test)
unit_tests += tests/unit/base/test_file
tests_unit_base_test_file_LDADD = $(base_test)
unit_tests += tests/unit/base/test_number
tests_unit_base_test_number_LDADD = $(base_test)
unit_tests += tests/unit/base/test_random
tests_unit_base_test_random_LDADD = $(base_test)
unit_tests += tests/unit/base/test_text
tests_unit_base_test_text_LDADD = $(base_test)
unit_tests += tests/unit/base/test_utf8
tests_unit_base_test_utf8_LDADD = $(base_test)
unit_tests += tests/unit/math/test_crew
tests_unit_math_test_crew_LDADD = $(math_test)
unit_tests += tests/unit/math/test_curve
tests_unit_math_test_curve_LDADD = $(math_test)
unit_tests += tests/unit/math/test_kernel
tests_unit_math_test_kernel_LDADD = $(math_test)
unit_tests += tests/unit/math/test_matrix
tests_unit_math_test_matrix_LDADD = $(math_test)
unit_tests += tests/unit/math/test_product
tests_unit_math_test_product_LDADD = $(math_test)
unit_tests += tests/unit/math/test_scalar
tests_unit_math_test_scalar_LDADD = $(math_test)
unit_tests += tests/unit/net/test_activation
tests_unit_net_test_activation_LDADD = $(net_test)
unit_tests += tests/unit/net/test_allocation
tests_unit_net_test_allocation_LDADD = $(net_test)
# Its own come first.
tests_unit_net_test_allocation_LDFLAGS = $(AM_LDFLAGS) \
	-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=aligned_alloc
unit_tests += tests/unit/net/test_data
tests_unit_net_test_data_LDADD = $(net_test)
unit_tests += tests/unit/net/test_gradcheck
tests_unit_net_test_gradcheck_LDADD = $(net_test)
unit_tests += tests/unit/net/test_health
tests_unit_net_test_health_LDADD = $(net_test)
unit_tests += tests/unit/net/test_hessian
tests_unit_net_test_hessian_LDADD = $(net_test)
unit_tests += tests/unit/net/test_initializer
tests_unit_net_test_initializer_LDADD = $(net_test)
unit_tests += tests/unit/net/test_loss
tests_unit_net_test_loss_LDADD = $(net_test)
unit_tests += tests/unit/net/test_lottery
tests_unit_net_test_lottery_LDADD = $(net_test)
unit_tests += tests/unit/net/test_net
tests_unit_net_test_net_LDADD = $(net_test)
unit_tests += tests/unit/net/test_npy
tests_unit_net_test_npy_LDADD = $(net_test)
unit_tests += tests/unit/net/test_npz
tests_unit_net_test_npz_LDADD = $(net_test)
unit_tests += tests/unit/net/test_optimizer
tests_unit_net_test_optimizer_LDADD = $(net_test)
unit_tests += tests/unit/net/test_rule
tests_unit_net_test_rule_LDADD = $(net_test)
unit_tests += tests/unit/net/test_run
tests_unit_net_test_run_LDADD = $(net_test)
unit_tests += tests/unit/net/test_small
tests_unit_net_test_small_LDADD = $(net_test)
unit_tests += tests/unit/net/test_step
tests_unit_net_test_step_LDADD = $(net_test)
unit_tests += tests/unit/net/test_torch
tests_unit_net_test_torch_LDADD = $(net_test)
unit_tests += tests/unit/net/test_work
tests_unit_net_test_work_LDADD = $(net_test)
unit_tests += tests/unit/trace/test_bounds
tests_unit_trace_test_bounds_LDADD = $(trace_test)
# Allocations, and what moves a run, come to it first.
tests_unit_trace_test_bounds_LDFLAGS = $(AM_LDFLAGS) \
	-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free $(wrap_steps)
unit_tests += tests/unit/trace/test_store
tests_unit_trace_test_store_LDADD = $(trace_test)
unit_tests += tests/unit/trace/test_cursor
tests_unit_trace_test_cursor_LDADD = $(trace_test)
unit_tests += tests/unit/trace/test_line
tests_unit_trace_test_line_LDADD = $(trace_test)
unit_tests += tests/unit/trace/test_record
tests_unit_trace_test_record_LDADD = $(trace_test)
unit_tests += tests/unit/trace/test_segment
tests_unit_trace_test_segment_LDADD = $(trace_test)
unit_tests += tests/unit/trace/test_stop
tests_unit_trace_test_stop_LDADD = $(trace_test)
unit_tests += tests/unit/trace/test_walk
tests_unit_trace_test_walk_LDADD = $(trace_test)
unit_tests += tests/unit/trace/test_timeline
tests_unit_trace_test_timeline_LDADD = $(trace_test)
unit_tests += tests/unit/expr/test_comparison
tests_unit_expr_test_comparison_LDADD = $(expr_test)
unit_tests += tests/unit/expr/test_derive
tests_unit_expr_test_derive_LDADD = $(expr_test)
unit_tests += tests/unit/expr/test_evaluate
tests_unit_expr_test_evaluate_LDADD = $(expr_test)
unit_tests += tests/unit/expr/test_expr
tests_unit_expr_test_expr_LDADD = $(expr_test)
unit_tests += tests/unit/expr/test_parser
tests_unit_expr_test_parser_LDADD = $(expr_test)
unit_tests += tests/unit/expr/test_parser_errors
tests_unit_expr_test_parser_errors_LDADD = $(expr_test)
unit_tests += tests/unit/expr/test_print
tests_unit_expr_test_print_LDADD = $(expr_test)
unit_tests += tests/unit/expr/test_simplify
tests_unit_expr_test_simplify_LDADD = $(expr_test)
unit_tests += tests/unit/page/test_csv
tests_unit_page_test_csv_LDADD = $(page_test)
unit_tests += tests/unit/page/screen/test_grid
tests_unit_page_screen_test_grid_LDADD = $(page_test)
unit_tests += tests/unit/page/test_html
tests_unit_page_test_html_LDADD = $(page_test)
unit_tests += tests/unit/page/test_json
tests_unit_page_test_json_LDADD = $(page_test)
unit_tests += tests/unit/page/test_latex
tests_unit_page_test_latex_LDADD = $(page_test)
unit_tests += tests/unit/page/test_marked_line
tests_unit_page_test_marked_line_LDADD = $(page_test)
unit_tests += tests/unit/page/test_marks
tests_unit_page_test_marks_LDADD = $(page_test)
unit_tests += tests/unit/page/test_nearly
tests_unit_page_test_nearly_LDADD = $(page_test)
unit_tests += tests/unit/page/test_page
tests_unit_page_test_page_LDADD = $(page_test)
unit_tests += tests/unit/page/plot/test_drawing
tests_unit_page_plot_test_drawing_LDADD = $(page_test)
unit_tests += tests/unit/page/plot/test_scale
tests_unit_page_plot_test_scale_LDADD = $(page_test)
unit_tests += tests/unit/page/screen/test_text
tests_unit_page_screen_test_text_LDADD = $(page_test)
unit_tests += tests/unit/page/test_words
tests_unit_page_test_words_LDADD = $(page_test)
unit_tests += tests/unit/page/screen/test_worked
tests_unit_page_screen_test_worked_LDADD = $(page_test)
unit_tests += tests/unit/page/test_writer
tests_unit_page_test_writer_LDADD = $(page_test)
unit_tests += tests/unit/explain/test_diff
tests_unit_explain_test_diff_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_neuron
tests_unit_explain_test_neuron_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_worked
tests_unit_explain_test_worked_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_marks
tests_unit_explain_test_marks_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_why
tests_unit_explain_test_why_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_tree
tests_unit_explain_test_tree_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_value
tests_unit_explain_test_value_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_table
tests_unit_explain_test_table_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_name
tests_unit_explain_test_name_LDADD = $(explain_test)
unit_tests += tests/unit/explain/test_formula
tests_unit_explain_test_formula_LDADD = $(explain_test)
unit_tests += tests/unit/mark/test_mistake
tests_unit_mark_test_mistake_LDADD = $(mark_test)
unit_tests += tests/unit/mark/test_reason
tests_unit_mark_test_reason_LDADD = $(mark_test)
unit_tests += tests/unit/mark/test_sheet
tests_unit_mark_test_sheet_LDADD = $(mark_test)
unit_tests += tests/unit/mark/test_say
tests_unit_mark_test_say_LDADD = $(mark_test)
unit_tests += tests/unit/mark/test_task
tests_unit_mark_test_task_LDADD = $(mark_test)
unit_tests += tests/unit/cmd/test_about
tests_unit_cmd_test_about_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_arguments
tests_unit_cmd_test_arguments_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_back
tests_unit_cmd_test_back_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_catalogue
tests_unit_cmd_test_catalogue_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_commands
tests_unit_cmd_test_commands_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_interrupt
tests_unit_cmd_test_interrupt_LDADD = $(cmd_test)
tests_unit_cmd_test_interrupt_LDFLAGS = $(AM_LDFLAGS) $(wrap_steps)
unit_tests += tests/unit/cmd/test_journey
tests_unit_cmd_test_journey_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_lesson_agree
tests_unit_cmd_test_lesson_agree_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_lesson_check
tests_unit_cmd_test_lesson_check_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_lesson_play
tests_unit_cmd_test_lesson_play_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_lesson_read
tests_unit_cmd_test_lesson_read_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_plot
tests_unit_cmd_test_plot_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_quiz
tests_unit_cmd_test_quiz_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_worksheet
tests_unit_cmd_test_worksheet_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_lottery_torch
tests_unit_cmd_test_lottery_torch_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_session
tests_unit_cmd_test_session_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_settings
tests_unit_cmd_test_settings_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_complete
tests_unit_cmd_test_complete_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_memory
tests_unit_cmd_test_memory_LDADD = $(cmd_test)
# Its own malloc, calloc and realloc come first.
tests_unit_cmd_test_memory_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
unit_tests += tests/unit/cmd/test_moment
tests_unit_cmd_test_moment_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_nearest
tests_unit_cmd_test_nearest_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_rate_limit
tests_unit_cmd_test_rate_limit_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_rubric
tests_unit_cmd_test_rubric_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_save
tests_unit_cmd_test_save_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_display
tests_unit_cmd_test_display_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_record
tests_unit_cmd_test_record_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_script
tests_unit_cmd_test_script_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_step
tests_unit_cmd_test_step_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_stack
tests_unit_cmd_test_stack_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_stops
tests_unit_cmd_test_stops_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_tally
tests_unit_cmd_test_tally_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_train
tests_unit_cmd_test_train_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_undo
tests_unit_cmd_test_undo_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_units
tests_unit_cmd_test_units_LDADD = $(cmd_test)
unit_tests += tests/unit/net/test_data_read
tests_unit_net_test_data_read_LDADD = $(net_test)
unit_tests += tests/unit/net/test_data_prepare
tests_unit_net_test_data_prepare_LDADD = $(net_test)
unit_tests += tests/unit/net/test_score
tests_unit_net_test_score_LDADD = $(net_test)
unit_tests += tests/unit/cmd/test_data
tests_unit_cmd_test_data_LDADD = $(cmd_test)
unit_tests += tests/unit/cmd/test_z_run
tests_unit_cmd_test_z_run_LDADD = $(cmd_test)

if HAVE_CHECK
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
else
TESTS += tests/unit/missing.sh
endif

lint_tests = \
	tests/lint/commands.sh \
	tests/lint/format.sh \
	tests/lint/headers.sh \
	tests/lint/manual.sh \
	tests/lint/rooms.sh \
	tests/lint/sizes.sh \
	tests/lint/sources.sh \
	tests/lint/symbols.sh
system_tests = \
	tests/system/bad_input.sh \
	tests/system/cli.sh \
	tests/system/decks.sh \
	tests/system/docs.sh \
	tests/system/lessons.sh \
	tests/system/lottery_deck.sh \
	tests/system/mark.sh \
	tests/system/pages.sh \
	tests/system/pictures.sh \
	tests/system/quiz.sh \
	tests/system/transcripts.sh
TESTS += $(lint_tests) $(system_tests)

# Fuzz targets, here as programs that replay their corpus.
check_PROGRAMS += tests/fuzz/fuzz_line
tests_fuzz_fuzz_line_LDADD = $(cmd_test)
check_PROGRAMS += tests/fuzz/fuzz_page
tests_fuzz_fuzz_page_LDADD = $(cmd_test)
system_tests += tests/fuzz/replay.sh tests/fuzz/replay_page.sh
EXTRA_DIST += tests/fuzz/corpus tests/fuzz/replay.h

# Generated pages of hand work, marked: a sample in `check`, all of them in `check-long`.
check_PROGRAMS += tests/mark/generated
tests_mark_generated_SOURCES = \
	tests/mark/generated.c \
	tests/mark/hand/hand.c \
	tests/mark/hand/hand.h \
	tests/mark/hand/problem.c \
	tests/mark/hand/problem.h \
	tests/mark/hand/rules.c \
	tests/mark/hand/tree.c \
	tests/mark/hand/tree.h \
	tests/mark/hand/update.c \
	tests/mark/hand/written.c \
	tests/mark/hand/written.h \
	tests/mark/measure/bench.c \
	tests/mark/measure/faults.c \
	tests/mark/measure/marking.c \
	tests/mark/measure/marking.h \
	tests/mark/measure/measure.c \
	tests/mark/measure/measure.h \
	tests/mark/measure/rubbish.c \
	tests/mark/typed/page.c \
	tests/mark/typed/page.h \
	tests/mark/typed/spell.c \
	tests/mark/typed/spell.h \
	tests/mark/wrong/backward.c \
	tests/mark/wrong/forward.c \
	tests/mark/wrong/loss.c \
	tests/mark/wrong/mistake.c \
	tests/mark/wrong/mistake.h \
	tests/mark/wrong/update.c
tests_mark_generated_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/mark
tests_mark_generated_LDADD = $(mark_test)
TESTS += tests/mark/generated

# A person at a pseudo-terminal.
check_PROGRAMS += tests/system/terminal
TESTS += tests/system/terminal
EXTRA_DIST += $(lint_tests) $(system_tests)
EXTRA_DIST += tests/fixtures
EXTRA_DIST += tests/pages tests/system/pages.awk tests/system/try.sh
EXTRA_DIST += tests/transcripts

# libgomp and a forked child do not agree under valgrind: neither forks nor threads.
VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect
check-valgrind: all
	CK_FORK=no OMP_NUM_THREADS=1 $(MAKE) check TESTS='$(unit_tests)' \
	    LOG_COMPILER='$(VALGRIND)' AM_LOG_DRIVER_FLAGS=
	@lesson=$(srcdir)/lessons/lottery.md; test ! -f $$lesson || { \
	    echo "  VALGRIND gradus $$lesson"; \
	    OMP_NUM_THREADS=1 $(VALGRIND) ./gradus $$lesson </dev/null >/dev/null; }

# Tests that take minutes: with GRADUS_LONG they go through all of it, in `check` through a sample.
long_tests = \
	tests/unit/cmd/test_journey \
	tests/unit/trace/test_bounds \
	tests/mark/generated \
	tests/unit/trace/test_walk
check-long: all
	GRADUS_LONG=1 CK_TIMEOUT_MULTIPLIER=60 $(MAKE) check TESTS='$(long_tests)'
	@sed -n 's/^# \(true mistake\|[A-Z][0-9]\|all \)/\1/p' tests/mark/generated.log

# The difference that version control then shows is the review.
update-transcripts: all
	./gradus --check --update $(srcdir)/README.md $(srcdir)/lessons/*.md
	cd $(srcdir)/tests/transcripts && $(abs_top_builddir)/gradus --check --update *.md

.PHONY: check-valgrind check-long update-transcripts
