const SQRT_2PI = Math.sqrt(2 * Math.PI)

/** Density of the standard normal. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / SQRT_2PI
}

/** From here on the continued fraction is used: it keeps the relative precision of a small tail, which the series loses. */
const TAIL = 3

/** Φ(x) − ½ by its everywhere convergent series x + x³/3 + x⁵/(3·5) + … (Marsaglia 2004, J. Stat. Soft. 11(4)). */
function centralArea(x: number): number {
  let term = x
  let sum = x
  for (let k = 3; sum + term !== sum; k += 2) {
    term *= (x * x) / k
    sum += term
  }
  return sum * normalDensity(x)
}

/** P(X > x) for x ≥ 3, by Laplace's continued fraction φ(x) / (x + 1/(x + 2/(x + 3/…))), from the inside out. */
function upperTail(x: number): number {
  let denominator = x
  for (let k = 120; k >= 1; k--) denominator = x + k / denominator
  return normalDensity(x) / denominator
}

/** Distribution function of the standard normal, to about 1e-15; relative precision holds in the lower tail. */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return NaN
  if (x <= -TAIL) return upperTail(-x)
  if (x >= TAIL) return 1 - upperTail(x)
  return 0.5 + centralArea(x)
}

// Coefficients of the rational approximations, highest power first (Wichura 1988, algorithm AS 241, PPND16).
const CENTRE_ABOVE = [
  2509.080928730122, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
  3.3871328727963665,
]
const CENTRE_BELOW = [
  5226.495278852855, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1,
]
const MIDDLE_ABOVE = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
]
const MIDDLE_BELOW = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
]
const FAR_ABOVE = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
  5.463784911164114, 6.657904643501103,
]
const FAR_BELOW = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
  0.599832206555888, 1,
]

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

/** Inverse of normalCdf: ∓Infinity at 0 and 1, NaN outside [0, 1]. To about 1e-16 (Wichura 1988, AS 241). */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return NaN
  const fromCentre = probability - 0.5
  if (Math.abs(fromCentre) <= 0.425) {
    const r = 0.180625 - fromCentre * fromCentre
    return (fromCentre * polynomial(CENTRE_ABOVE, r)) / polynomial(CENTRE_BELOW, r)
  }
  const tail = Math.min(probability, 1 - probability)
  if (tail === 0) return fromCentre < 0 ? -Infinity : Infinity
  const r = Math.sqrt(-Math.log(tail))
  const size =
    r <= 5
      ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
      : polynomial(FAR_ABOVE, r - 5) / polynomial(FAR_BELOW, r - 5)
  return fromCentre < 0 ? -size : size
}
