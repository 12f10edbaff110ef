lessondir = $(pkgdatadir)/lessons
dist_lesson_DATA = \
	lessons/lottery.md
