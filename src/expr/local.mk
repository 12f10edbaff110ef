noinst_LTLIBRARIES += libgri_expr.la
libgri_expr_la_SOURCES = \
	src/expr/derive.h \
	src/expr/derive/compare.c \
	src/expr/derive/derive.c \
	src/expr/derive/exact.c \
	src/expr/derive/exact.h \
	src/expr/derive/product.c \
	src/expr/derive/product.h \
	src/expr/derive/simplify.c \
	src/expr/evaluate.c \
	src/expr/expr.c \
	src/expr/expr.h \
	src/expr/parser.h \
	src/expr/print.h \
	src/expr/print/dialect.c \
	src/expr/print/level.c \
	src/expr/print/print.c \
	src/expr/print/printer.h \
	src/expr/print/stacked.c \
	src/expr/read/comparison.c \
	src/expr/read/lexer.c \
	src/expr/read/lexer.h \
	src/expr/read/operand.c \
	src/expr/read/parser.c \
	src/expr/read/reader.c \
	src/expr/read/reader.h \
	src/expr/scope.h \
	src/expr/template.c \
	src/expr/template.h \
	src/expr/value.c \
	src/expr/value.h
