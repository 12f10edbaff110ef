# Ratios against a peer run side by side, never a test.
EXTRA_DIST += bench/run bench/README.md bench/RESULTS.md bench/training/run bench/training/row.awk \
	bench/training/loops.c bench/training/blas.c bench/training/fann.c bench/training/arrays.py \
	bench/training/tensors.py bench/training/data.py
bench_programs = bench/measure bench/product bench/training/gradus bench/training/traced
EXTRA_PROGRAMS = $(bench_programs)
CLEANFILES += $(bench_programs)
bench_measure_SOURCES = bench/measure.c
bench_product_SOURCES = bench/product.c
bench_product_LDADD = libgri_math.la libgri_base.la -ldl
bench_training_gradus_SOURCES = bench/training/gradus.c bench/training/job.h
bench_training_gradus_LDFLAGS = $(AM_LDFLAGS) -static
bench_training_gradus_LDADD = libgradus.la
bench_training_traced_SOURCES = bench/training/traced.c bench/training/job.h
bench_training_traced_LDFLAGS = $(AM_LDFLAGS) -static
bench_training_traced_LDADD = libgri_trace.la libgri_net.la libgri_math.la libgri_base.la $(outside_libs)

bench: all $(bench_programs)
	@GRADUS='$(abs_top_builddir)/gradus' MEASURE='$(abs_top_builddir)/bench/measure' \
	    CC='$(CC)' $(SHELL) $(srcdir)/bench/run
	@bench/product$(EXEEXT)
	@BIN='$(abs_top_builddir)/bench/training' CC='$(CC)' bash $(srcdir)/bench/training/run

.PHONY: bench
