lessondir = $(pkgdatadir)/lessons
dist_lesson_DATA = \
	lessons/chain-rule.md \
	lessons/deep-nn-intro.md \
	lessons/lottery-marked.md \
	lessons/lottery.md \
	lessons/neuron-and-mlp.md \
	lessons/rehearsal.md \
	lessons/z-2x-3y-2.md
