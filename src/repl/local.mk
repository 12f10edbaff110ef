# -static: the program holds the library, so it runs from anywhere, without ldconfig.
bin_PROGRAMS += gradus
gradus_LDFLAGS = $(AM_LDFLAGS) -static
gradus_LDADD = libgradus.la $(READLINE_LIBS)
gradus_SOURCES = \
	src/repl/history.c \
	src/repl/host.c \
	src/repl/lesson.c \
	src/repl/line.h \
	src/repl/main.c \
	src/repl/options.c \
	src/repl/options.h \
	src/repl/program.h \
	src/repl/prompt.c \
	src/repl/report.c \
	src/repl/terminal.c \
	src/repl/terminal.h
if HAVE_READLINE
gradus_SOURCES += src/repl/line_readline.c
else
gradus_SOURCES += src/repl/line_plain.c
endif
