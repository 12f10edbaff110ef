noinst_LTLIBRARIES += libgri_trace.la
libgri_trace_la_SOURCES = \
	src/trace/branch.c \
	src/trace/branch.h \
	src/trace/cursor.c \
	src/trace/cursor.h \
	src/trace/line.c \
	src/trace/line.h \
	src/trace/past/replay.c \
	src/trace/past/segment.c \
	src/trace/past/segment.h \
	src/trace/past/store.c \
	src/trace/past/store.h \
	src/trace/past/tree.h \
	src/trace/quantity.h \
	src/trace/record.c \
	src/trace/record.h \
	src/trace/stop.c \
	src/trace/stop.h \
	src/trace/timeline.c \
	src/trace/timeline.h
