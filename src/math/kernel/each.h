/* The kernels that are compiled for this architecture, the best first. */
#ifndef GRI_MATH_KERNEL_EACH_H
#define GRI_MATH_KERNEL_EACH_H

#include "math/kernel/kernel.h"

#ifdef HAVE_CBLAS
#define GRI_BLAS_KERNEL(X) X(blas)
#else
#define GRI_BLAS_KERNEL(X)
#endif
#ifdef __x86_64__
#define GRI_EACH_KERNEL(X) GRI_BLAS_KERNEL(X) X(avx512) X(avx2) X(portable)
#else
#define GRI_EACH_KERNEL(X) GRI_BLAS_KERNEL(X) X(portable)
#endif

#define GRI_DECLARE_KERNEL(name) extern const struct gri_kernel gri_kernel_##name;
GRI_EACH_KERNEL(GRI_DECLARE_KERNEL)
#undef GRI_DECLARE_KERNEL

#endif
