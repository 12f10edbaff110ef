noinst_LTLIBRARIES += libgri_math.la
libgri_math_la_SOURCES = \
	src/math/matrix.h \
	src/math/product.c \
	src/math/product.h \
	src/math/scalar.c \
	src/math/scalar.h
