noinst_LTLIBRARIES += libgri_base.la
libgri_base_la_SOURCES = \
	src/base/arena.c \
	src/base/arena.h \
	src/base/child/child.c \
	src/base/child/child.h \
	src/base/decimal.c \
	src/base/decimal.h \
	src/base/error.c \
	src/base/error.h \
	src/base/file.c \
	src/base/file.h \
	src/base/random.c \
	src/base/random.h \
	src/base/stream/archive.c \
	src/base/stream/archive.h \
	src/base/stream/no_archive.c \
	src/base/stream/stream.c \
	src/base/stream/stream.h \
	src/base/text.c \
	src/base/text.h \
	src/base/utf8.c \
	src/base/utf8.h
