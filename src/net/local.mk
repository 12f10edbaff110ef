noinst_LTLIBRARIES += libgri_net.la
libgri_net_la_SOURCES = \
	src/net/check/gradcheck.c \
	src/net/check/gradcheck.h \
	src/net/check/hessian.c \
	src/net/check/hessian.h \
	src/net/data.c \
	src/net/data.h \
	src/net/data_read.c \
	src/net/kind/activation.c \
	src/net/kind/activation.h \
	src/net/kind/initializer.c \
	src/net/kind/initializer.h \
	src/net/kind/loss.c \
	src/net/kind/loss.h \
	src/net/kind/optimizer.c \
	src/net/kind/optimizer.h \
	src/net/kind/rule.c \
	src/net/kind/rule.h \
	src/net/net.c \
	src/net/net.h \
	src/net/run.c \
	src/net/run.h \
	src/net/step.c \
	src/net/step.h \
	src/net/torch.c \
	src/net/torch.h \
	src/net/work.c \
	src/net/work.h
