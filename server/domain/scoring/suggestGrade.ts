// rules §4.4.5, D9: the software suggests a grade, the 支委会 confirms it.
import type { Hundredths } from './hundredths'
import type { Grade } from './terms'

export interface Band {
  grade: Grade
  /** Lowest rounded total of the band, in hundredths. */
  from: Hundredths
}

export interface GradeRules {
  /** Best band first; the last one starts at 0. */
  bands: readonly Band[]
  /** With a MASSES mean below this, floorGrade is the best that may be suggested. */
  massesFloor: Hundredths
  floorGrade: Grade
  /** Best suggestion under 一票否决. */
  vetoGrade: Grade
}

export interface GradeSuggestion {
  /** What the total alone says. */
  band: Grade
  suggestion: Grade
  massesFloor: boolean
}

/** The band of a rounded total. @throws RangeError when the bands do not reach down to it. */
export function bandOf(total: Hundredths, bands: readonly Band[]): Grade {
  const band = bands.find((one) => total >= one.from)
  if (!band) throw new RangeError(`bandOf: no band for ${total}`)
  return band.grade
}

/** The worse of two grades of one scale (bands best first). */
export function lowerGrade(left: Grade, right: Grade, bands: readonly Band[]): Grade {
  const place = (grade: Grade) => bands.findIndex((band) => band.grade === grade)
  return place(left) >= place(right) ? left : right
}

/**
 * Band of the rounded total, then the MASSES floor, then 一票否决. The floor flag is raised whenever the masses' mean is
 * below the floor, even if the band is already that low. The 1/3 cap comes later, over the whole branch.
 */
export function suggestGrade(
  total: Hundredths,
  massesMean: Hundredths | null,
  vetoed: boolean,
  rules: GradeRules,
): GradeSuggestion {
  const band = bandOf(total, rules.bands)
  const massesFloor = massesMean !== null && massesMean < rules.massesFloor
  const afterFloor = massesFloor ? lowerGrade(band, rules.floorGrade, rules.bands) : band
  const suggestion = vetoed ? lowerGrade(afterFloor, rules.vetoGrade, rules.bands) : afterFloor
  return { band, suggestion, massesFloor }
}
