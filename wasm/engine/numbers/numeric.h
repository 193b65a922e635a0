// Elementary functions that give the same bits on every machine: built from + - * / floor and sqrt on IEEE
// doubles and from bit patterns. The libraries of two platforms, and of two CPUs, differ in the last bits;
// these do not. The build must keep -ffp-contract=off and no fast-math.
// Accuracy: 4 ulp, pow 32 (measured: exp 0.9, log 0.9, pow 1.2, cos_two_pi 1.7, normal_quantile 3.6).
// Nothing here raises or sets errno; NaN in gives NaN out.

#pragma once

namespace picker::numeric {

// e^x. Above 709.78 +infinity; subnormal results below -708.4 and 0 below -745.2.
double exp(double x);

// Natural logarithm. log(0) is -infinity, log of a negative number NaN, log(+infinity) +infinity.
double log(double x);

// base^exponent for a finite base above 0; overflow gives +infinity, underflow 0, exponent 0 gives 1.
// base 0 gives 0, or +infinity for a negative exponent; a negative base NaN; infinities their limit.
double pow(double base, double exponent);

// cos(2 pi t): t in turns, exact at quarters of a turn. NaN for an infinite t.
double cos_two_pi(double turns);

// The z with P(Z <= z) = p for a standard normal Z. 4 ulp down to p = 1e-100, 8 ulp below.
// p = 0 gives -infinity, p = 1 +infinity, p outside [0, 1] NaN.
// Source: Wichura, Algorithm AS 241, Applied Statistics 37 (1988).
double normal_quantile(double p);

}  // namespace picker::numeric
