// rules §4.4: laws that hold for every round, and a second implementation with exact fractions that must agree.
import fc from 'fast-check'
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import type { SubjectResult } from '../../server/domain/evaluation/results'
import { tallyRound } from '../../server/domain/evaluation/tally'
import type { EvaluationTemplate } from '../../server/domain/evaluation/template'
import { applyExcellentCap } from '../../server/domain/scoring/excellentCap'
import { formatHundredths, parseHundredths } from '../../server/domain/scoring/hundredths'
import type { Answers, Grade, RaterGroup, SubjectKind } from '../../server/domain/scoring/terms'
import { totalScore } from '../../server/domain/scoring/totalScore'

/** Exact fraction; deliberately another arithmetic than divideHalfUp: round = floor(2x + 1) halved. */
interface Fraction {
  top: bigint
  bottom: bigint
}
const fraction = (top: bigint, bottom = 1n): Fraction => ({ top, bottom })
const plus = (a: Fraction, b: Fraction) => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
const times = (a: Fraction, b: Fraction) => fraction(a.top * b.top, a.bottom * b.bottom)
const over = (a: Fraction, b: Fraction) => fraction(a.top * b.bottom, a.bottom * b.top)
const sumOf = (list: Fraction[]) => list.reduce(plus, fraction(0n))
/** Nearest hundredth of a score in points, halves up, by comparing the remainder with one half. */
function toHundredths(score: Fraction): bigint {
  const cents = times(score, fraction(100n))
  const whole = cents.top / cents.bottom
  const remainder = cents.top - whole * cents.bottom
  return remainder * 2n >= cents.bottom ? whole + 1n : whole
}
const cents = (score: bigint) => fraction(score, 100n)

interface Round {
  kind: SubjectKind
  trim: boolean
  groups: { group: RaterGroup; due: number; ballots: Answers[] }[]
}

/** The whole of rules §4.4.1–4 once more, in points and exact fractions. */
function secondOpinion({ kind, trim, groups }: Round): { means: Record<string, bigint | null>; total: bigint | null } {
  const { items, weights } = defaultTemplate.subjects[kind]
  const letters: Record<string, Fraction> = {
    A: fraction(1n),
    B: fraction(17n, 20n),
    C: fraction(7n, 10n),
    D: fraction(1n, 2n),
  }
  const means: Record<string, bigint | null> = {}
  for (const { group, due, ballots } of groups) {
    const totals = ballots.flatMap((ballot) => {
      const answered = [...ballot].flatMap((given, index) => {
        const full = fraction(BigInt(items[index]?.points ?? 0))
        if (given === 'U' || given === null) return []
        const got = typeof given === 'number' ? fraction(BigInt(given)) : times(full, letters[given] ?? fraction(0n))
        return [{ full, got }]
      })
      const reached = sumOf(answered.map((one) => one.full))
      if (reached.top < 60n * reached.bottom) return []
      return [toHundredths(over(times(sumOf(answered.map((one) => one.got)), fraction(100n)), reached))]
    })
    const secret = group === 'PEER' || group === 'MASSES'
    const counts = totals.length >= (secret ? 3 : 1) && ballots.length > due - ballots.length && ballots.length <= due
    const inOrder = totals.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    const kept = trim && secret && inOrder.length > 6 ? inOrder.slice(1, inOrder.length - 1) : inOrder
    means[group] = counts ? toHundredths(over(sumOf(kept.map(cents)), fraction(BigInt(kept.length)))) : null
  }
  const heard = groups.filter(({ group }) => means[group] !== null)
  if (!heard.some(({ group }) => group === 'PEER' || group === 'MASSES')) return { means, total: null }
  const weightOf = (group: RaterGroup) => fraction(BigInt(weights[group] ?? 0))
  const weighted = sumOf(heard.map(({ group }) => times(weightOf(group), cents(means[group] ?? 0n))))
  return { means, total: toHundredths(over(weighted, sumOf(heard.map(({ group }) => weightOf(group))))) }
}

function tallyOne({ kind, trim, groups }: Round): SubjectResult {
  const template: EvaluationTemplate = { ...defaultTemplate, trim: { enabled: trim, minBallots: 7 } }
  const key = `${kind}:one`
  const subjects = [{ key, kind, personId: kind === 'ORG' ? null : 'one', graded: true }]
  const given = groups.map((one) => ({ ...one, struck: 0 }))
  const { results } = tallyRound({ template, subjects, ballots: [{ subjectKey: key, groups: given }], vetoes: [] })
  return results[0] as SubjectResult
}

const ballotOn = (kind: SubjectKind): fc.Arbitrary<Answers> => {
  const full = defaultTemplate.subjects[kind].items.map((item) => item.points)
  const letters = fc.array(fc.constantFrom('A', 'A', 'B', 'B', 'C', 'D', 'U'), { minLength: 5, maxLength: 5 })
  const points = fc.tuple(...full.map((max) => fc.option(fc.integer({ min: 0, max }), { freq: 8 })))
  return fc.oneof(
    letters.map((list) => list.join('')),
    points,
  )
}
const roundOf = (kind: SubjectKind): fc.Arbitrary<Round> => {
  const groups = Object.keys(defaultTemplate.subjects[kind].weights) as RaterGroup[]
  const group = (name: RaterGroup) => {
    const most = name === 'PEER' || name === 'MASSES' ? 12 : 1
    return fc
      .tuple(fc.array(ballotOn(kind), { maxLength: most }), fc.integer({ min: -1, max: 8 }))
      .map(([ballots, absent]) => ({ group: name, due: Math.max(0, ballots.length + absent), ballots }))
  }
  return fc.tuple(fc.boolean(), ...groups.map(group)).map(([trim, ...rest]) => ({ kind, trim, groups: rest }))
}
const anyRound = fc.oneof(roundOf('MEMBER'), roundOf('SECRETARY'), roundOf('ORG'))

describe('every round', () => {
  it('agrees with a second implementation in exact fractions', () => {
    let produced = 0
    fc.assert(
      fc.property(anyRound, (round) => {
        const result = tallyOne(round)
        const wanted = secondOpinion(round)
        if (wanted.total !== null) produced += 1
        expect(result.groups.map((one) => [one.group, one.mean])).toEqual(
          result.groups.map(({ group }) => [group, wanted.means[group] == null ? null : Number(wanted.means[group])]),
        )
        expect(result.total).toBe(wanted.total === null ? null : Number(wanted.total))
      }),
      { numRuns: 800 },
    )
    expect(produced).toBeGreaterThan(200)
  })

  it('gives a total between the lowest and the highest mean that counts', () => {
    fc.assert(
      fc.property(anyRound, (round) => {
        const { total, groups } = tallyOne(round)
        const means = groups.flatMap((one) => (one.mean === null ? [] : [one.mean]))
        if (total === null) return
        expect(total).toBeGreaterThanOrEqual(Math.min(...means))
        expect(total).toBeLessThanOrEqual(Math.max(...means))
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order in which ballots are read', () => {
    fc.assert(
      fc.property(anyRound, fc.infiniteStream(fc.nat(1000)), (round, keys) => {
        const shuffle = <T>(list: T[]) =>
          list
            .map((one) => ({ one, place: keys.next().value ?? 0 }))
            .sort((left, right) => left.place - right.place)
            .map(({ one }) => one)
        const mixed = { ...round, groups: round.groups.map((one) => ({ ...one, ballots: shuffle(one.ballots) })) }
        expect(tallyOne(mixed)).toEqual(tallyOne(round))
      }),
      { numRuns: 200 },
    )
  })

  it('can be recomputed from the printed group means alone', () => {
    fc.assert(
      fc.property(anyRound, (round) => {
        const { total, groups } = tallyOne(round)
        if (total === null) return
        const reread = groups.map(({ weight, mean }) => ({
          weight,
          mean: parseHundredths(mean === null ? '—' : formatHundredths(mean)),
        }))
        expect(totalScore(reread)).toBe(total)
      }),
      { numRuns: 200 },
    )
  })

  it('counts every returned ballot as exactly one of valid, abstained and void', () => {
    fc.assert(
      fc.property(anyRound, (round) => {
        for (const { returned, valid, abstained, voided } of tallyOne(round).groups) {
          expect(valid + abstained + voided).toBe(returned)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('the cap', () => {
  const score = fc.integer({ min: 9000, max: 9004 })
  const candidate = fc.record({
    total: score,
    massesMean: fc.option(score, { freq: 6 }),
    orgMean: score,
    suggestion: fc.constantFrom<Grade>('EXCELLENT', 'EXCELLENT', 'QUALIFIED'),
  })
  const list = fc.array(candidate, { maxLength: 14 }).map((all) => all.map((one, n) => ({ ...one, key: `k${n}` })))

  it('never lets more 优秀 through than the cap, and treats equals alike', () => {
    fc.assert(
      fc.property(list, fc.nat(5), (candidates, cap) => {
        const verdicts = applyExcellentCap(candidates, cap)
        expect(verdicts.filter((one) => one.suggestion === 'EXCELLENT').length).toBeLessThanOrEqual(cap)
        const byScores = new Map<string, string>()
        candidates.forEach((one, index) => {
          const scores = JSON.stringify([one.total, one.massesMean, one.orgMean, one.suggestion])
          const verdict = verdicts[index]?.suggestion ?? ''
          expect(byScores.get(scores) ?? verdict).toBe(verdict)
          byScores.set(scores, verdict)
        })
      }),
      { numRuns: 400 },
    )
  })

  it('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(list, fc.nat(5), (candidates, cap) => {
        const key = (one: { key: string }) => one.key
        const backwards = applyExcellentCap(candidates.toReversed(), cap).toReversed()
        expect(backwards.map(key)).toEqual(candidates.map(key))
        expect(backwards).toEqual(applyExcellentCap(candidates, cap))
      }),
      { numRuns: 200 },
    )
  })
})
