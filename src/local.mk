# A room is a library of its own; what it may use stands behind it in tests/local.mk.
include src/base/local.mk
include src/math/local.mk
include src/net/local.mk
include src/trace/local.mk
include src/expr/local.mk
include src/page/local.mk
include src/explain/local.mk
include src/mark/local.mk
include src/cmd/local.mk
include src/repl/local.mk

pkginclude_HEADERS = \
	include/gradus/error.h \
	include/gradus/lesson.h \
	include/gradus/session.h

lib_LTLIBRARIES += libgradus.la
libgradus_la_SOURCES =
libgradus_la_LIBTOOLFLAGS = --tag=CC
libgradus_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined \
	-export-symbols-regex '^gr_'
libgradus_la_LIBADD = libgri_cmd.la libgri_mark.la libgri_explain.la libgri_page.la libgri_expr.la \
	libgri_trace.la libgri_net.la libgri_math.la libgri_base.la $(outside_libs)
outside_libs = $(CMARK_LIBS) $(CSV_LIBS) $(MINIZIP_LIBS) $(BLAS_LIBS)
