noinst_LTLIBRARIES += libgri_math.la
libgri_math_la_SOURCES = \
	src/math/crew.c \
	src/math/crew.h \
	src/math/inline.h \
	src/math/kernel/avx2.c \
	src/math/kernel/avx512.c \
	src/math/kernel/blas.c \
	src/math/kernel/blocks.h \
	src/math/kernel/copy.h \
	src/math/kernel/curve.h \
	src/math/kernel/each.h \
	src/math/kernel/kernel.c \
	src/math/kernel/kernel.h \
	src/math/kernel/portable.c \
	src/math/kernel/portable.h \
	src/math/kernel/tile.h \
	src/math/matrix.h \
	src/math/product.c \
	src/math/product.h \
	src/math/scalar.c \
	src/math/scalar.h
