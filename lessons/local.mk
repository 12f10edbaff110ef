lessondir = $(pkgdatadir)/lessons
dist_lesson_DATA =
