import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { type Bundle, bundleGroup, bundleText, makeBundle, readBundle } from '../../server/domain/bundle/bundle'
import { recount } from '../../server/domain/bundle/recount'
import { verdictText, verifyBundle } from '../../server/domain/bundle/verifyBundle'
import { withholdSmall } from '../../server/domain/bundle/withhold'
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import { parseAnswers } from '../../server/domain/evaluation/parseAnswers'
import { tallyRound } from '../../server/domain/evaluation/tally'
import type { EvaluationTemplate } from '../../server/domain/evaluation/template'
import { formatHundredths } from '../../server/domain/scoring/hundredths'
import { gradeLabels, type RaterGroup, raterGroups, type SubjectKind } from '../../server/domain/scoring/terms'
import { shortHash } from '../../server/domain/sealing/shortHash'
import vectors from './scoringVectors.json'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const points: EvaluationTemplate = { ...defaultTemplate, version: 'POINTS-TEST', inputMode: 'POINTS' }

interface Given {
  kind: SubjectKind
  name: string
  issued: Partial<Record<RaterGroup, number>>
  ballots: Partial<Record<RaterGroup, readonly (string | readonly number[])[]>>
}

/** A round as the house bundles it at the count. */
function bundleOf(given: readonly Given[], template = defaultTemplate): Bundle {
  const subjects = given.map(({ kind, name }, at) => ({
    key: `${kind}:${at}`,
    kind,
    personId: kind === 'ORG' ? null : `p${at}`,
    graded: true,
    name,
  }))
  const groups = given.flatMap(({ issued, ballots }, at) =>
    raterGroups.flatMap((group) => {
      const due = issued[group]
      if (due === undefined) return []
      const texts = (ballots[group] ?? []).map((one) => (typeof one === 'string' ? one : one.join(',')))
      return [{ subjectKey: subjects[at]?.key ?? '', group, due, struck: 0, unopened: 0, ballots: texts }]
    }),
  )
  const input = {
    template,
    subjects: subjects.map(({ name: _name, ...subject }) => subject),
    ballots: subjects.map(({ key: subjectKey }) => ({
      subjectKey,
      groups: groups
        .filter((one) => one.subjectKey === subjectKey)
        .map(({ group, due, struck, ballots }) => ({
          group,
          due,
          struck,
          ballots: ballots.map((text) => parseAnswers(template.inputMode, text)),
        })),
    })),
    vetoes: [],
  }
  const { results, statistics } = tallyRound(input)
  const bundled = groups.map((one) => bundleGroup(hash, 'seed', one))
  const opened = bundled.reduce((sum, one) => sum + one.opened, 0)
  const receipts = Array.from({ length: opened }, (_none, at) => hash(String(at))).sort()
  return makeBundle(hash, {
    round: { id: 'r', half: '2026H2', branch: '信息支部', attempt: 1 },
    list: { envelopes: opened, hash: hash(receipts.map((one) => `${one}\n`).join('')), receipts },
    opening: { passed: opened, invalid: 0 },
    template,
    subjects,
    vetoes: [],
    groups: bundled,
    results,
    statistics,
  })
}

const golden = (name: 'G1' | 'G2' | 'G3a' | 'G3b' | 'G3c') => {
  const { kind, issued, ballots, mode } = vectors[name]
  return bundleOf(
    [{ kind: kind as SubjectKind, name: '江予安', issued, ballots } as Given],
    mode === 'POINTS' ? points : defaultTemplate,
  )
}
const verify = (bundle: Bundle, anchors = {}) =>
  verifyBundle(bundle, hash, anchors).faults.map(({ sentence }) => sentence)
/** With one thing set or done. */
const altered = (bundle: Bundle, change: (copy: Bundle) => unknown): Bundle => {
  const copy = structuredClone(bundle)
  change(copy)
  return copy
}
const groupIn = (bundle: Bundle, at: number) => bundle.groups[at] as Bundle['groups'][number]

/** Two members and the branch, all groups with ballots. */
const letters = (count: number, from = 'ABBAA') =>
  Array.from({ length: count }, (_none, at) => [...from].map((one, item) => (item === at % 5 ? 'C' : one)).join(''))
const ordinary = bundleOf([
  {
    kind: 'MEMBER',
    name: '江予安',
    issued: { SELF: 1, PEER: 8, MASSES: 9, ORG: 1 },
    ballots: { SELF: ['AAAAA'], PEER: letters(7), MASSES: letters(6), ORG: ['AABAA'] },
  },
  {
    kind: 'MEMBER',
    name: '林知夏',
    issued: { SELF: 1, PEER: 8, MASSES: 9, ORG: 1 },
    ballots: { SELF: ['BBBBB'], PEER: letters(8), MASSES: letters(4), ORG: ['BABAA'] },
  },
  {
    kind: 'ORG',
    name: '信息支部',
    issued: { PEER: 9, MASSES: 9, SUPERIOR: 1 },
    ballots: { PEER: letters(9), MASSES: letters(9), SUPERIOR: ['AAAAA'] },
  },
])

test.each(['G1', 'G2', 'G3a', 'G3b', 'G3c'] as const)(
  'R51: the bundle of %s of rules §4.5 is whole and counts to the hundredth',
  (name) => {
    const bundle = golden(name)
    expect(verify(bundle)).toEqual([])
    const [result] = recount(bundle).results
    const { total, grade } = vectors[name].expect
    expect(formatHundredths(result?.total ?? 0)).toBe(total)
    expect(gradeLabels[(result?.limitedByQuota ? 'EXCELLENT' : result?.suggestion) ?? 'POOR']).toBe(grade)
  },
)

test('the same facts give the same file, in whatever order they were read; nothing else is read as one', () => {
  const shuffled = altered(ordinary, (copy) => {
    copy.groups.reverse()
    for (const group of copy.groups) group.ballots?.reverse()
  })
  expect(shuffled.checksum).toBe(makeBundle(hash, shuffled).checksum)
  expect(
    bundleText(
      makeBundle(hash, {
        ...shuffled,
        groups: shuffled.groups.map((one) => bundleGroup(hash, 'seed', { ...one, ballots: one.ballots ?? [] })),
      }),
    ),
  ).toBe(bundleText(ordinary))
  const read = readBundle(bundleText(ordinary))
  expect(read).toEqual(JSON.parse(JSON.stringify(ordinary)))
  expect(verify(read as Bundle)).toEqual([])
  for (const text of ['', '{', 'null', '[]', '{"format":"lianxinqiao count 1"}', '{"format":"other"}'])
    expect(readBundle(text)).toBeNull()
})

describe('what was changed is found and named', () => {
  const places = fc.record({ group: fc.nat(ordinary.groups.length - 1), ballot: fc.nat(100) })
  const nameOf = (at: number) => {
    const { subjectKey } = groupIn(ordinary, at)
    return ordinary.subjects.find(({ key }) => key === subjectKey)?.name ?? ''
  }
  const runs = { numRuns: 200 }

  test('one ballot changed', () => {
    fc.assert(
      fc.property(places, fc.nat(4), fc.constantFrom('A', 'B', 'C', 'D', 'U'), ({ group, ballot }, item, letter) => {
        const { ballots } = groupIn(ordinary, group)
        const at = ballot % (ballots?.length ?? 1)
        fc.pre(ballots?.[at]?.[item] !== letter)
        const faults = verify(
          altered(ordinary, (copy) => {
            const given = groupIn(copy, group).ballots as string[]
            given[at] = [...(given[at] ?? '')].map((one, place) => (place === item ? letter : one)).join('')
          }),
        )
        expect(faults[0]).toMatch(new RegExp(`^${nameOf(group)}.*有选票被改过。$`))
      }),
      runs,
    )
  })

  test('one ballot removed, added, or moved', () => {
    fc.assert(
      fc.property(places, fc.nat(ordinary.groups.length - 1), ({ group, ballot }, other) => {
        const at = ballot % (groupIn(ordinary, group).ballots?.length ?? 1)
        const removed = verify(altered(ordinary, (copy) => void groupIn(copy, group).ballots?.splice(at, 1)))
        expect(removed[0]).toMatch(new RegExp(`^${nameOf(group)}.*少了1张选票`))
        const added = verify(altered(ordinary, (copy) => void groupIn(copy, group).ballots?.push('AAAAA')))
        expect(added[0]).toMatch(new RegExp(`^${nameOf(group)}.*多了1张选票`))
        fc.pre(other !== group)
        const moved = verify(
          altered(ordinary, (copy) => {
            const [ballotMoved = ''] = groupIn(copy, group).ballots?.splice(at, 1) ?? []
            groupIn(copy, other).ballots?.push(ballotMoved)
          }),
        )
        expect(moved[0]).toMatch(new RegExp(`^有1张选票从${nameOf(group)}.*移到了${nameOf(other)}`))
      }),
      runs,
    )
  })

  test('one weight, one point of an item, one line of a grade, one rule', () => {
    const set = (change: (template: EvaluationTemplate) => void) =>
      verify(altered(ordinary, (copy) => change(copy.template)))
    // biome-ignore lint/suspicious/noExplicitAny: what somebody changes by hand knows no types.
    type Loose = any
    expect(set((template: Loose) => Object.assign(template.subjects.MEMBER.weights, { PEER: 31 }))[0]).toBe(
      '评价党员的各组权重被改过。',
    )
    expect(set((template: Loose) => Object.assign(template.subjects.ORG.items[0], { points: 21 }))[0]).toBe(
      '评价党组织的评价项目和分值被改过。',
    )
    expect(set((template: Loose) => Object.assign(template.subjects.SECRETARY.bands[0], { from: 1 }))[0]).toBe(
      '评价党组织书记的等次的分数线被改过。',
    )
    expect(set((template: Loose) => Object.assign(template.coefficients, { B: 90 }))[0]).toBe(
      '好、较好、一般、差各折合的分被改过。',
    )
    expect(set((template: Loose) => Object.assign(template.minRaters, { PEER: 1 }))[0]).toMatch(/^计票规则/)
  })

  test('one grade, one score, one receipt, one more than is on the list', () => {
    const result = (copy: Bundle) => copy.results[0] as Bundle['results'][number]
    const grade = verify(altered(ordinary, (copy) => Object.assign(result(copy), { suggestion: 'UNQUALIFIED' })))
    expect(grade).toContainEqual(expect.stringMatching(/^江予安的建议等次：档案里是不合格，重新计算是/))
    const total = verify(altered(ordinary, (copy) => Object.assign(result(copy), { total: 9999 })))
    expect(total).toContainEqual(expect.stringMatching(/^江予安的总分：档案里是99\.99，重新计算是\d\d\.\d\d。$/))
    const mean = verify(altered(ordinary, (copy) => Object.assign(result(copy).groups[1] ?? {}, { mean: 1 })))
    expect(mean).toContainEqual(expect.stringMatching(/^江予安的互评得分：档案里是0\.01/))
    expect(verify(altered(ordinary, (copy) => void copy.list?.receipts.pop()))[0]).toMatch(
      /^信封清单里有\d+个回执，.*有人删过回执。$/,
    )
    expect(verify(altered(ordinary, (copy) => void copy.list?.receipts.splice(0, 1, hash('x'))))[0]).toMatch(
      /^信封清单里有回执被改过/,
    )
    const entitled = verify(altered(ordinary, (copy) => Object.assign(groupIn(copy, 0), { due: 1 })))
    expect(entitled.some((sentence) => /收回\d+张，多于名单上的1人/.test(sentence))).toBe(true)
    expect(verify(altered(ordinary, (copy) => void copy.subjects.pop())).length).toBeGreaterThan(0)
  })

  test('whoever makes all of it fit anew is told by what was said outside', () => {
    const forged = bundleOf([
      {
        kind: 'MEMBER',
        name: '江予安',
        issued: { SELF: 1, PEER: 8, MASSES: 9, ORG: 1 },
        ballots: { PEER: letters(7, 'DDDDD') },
      },
    ])
    expect(verify(forged)).toEqual([])
    expect(verify(forged, { checksum: shortHash(ordinary.checksum) })[0]).toMatch(/^计票校验码和计票时公布的不一样/)
    expect(verify(forged, { listHash: ordinary.list?.hash ?? '' })[0]).toMatch(/^清单校验码和截止时公布的不一样/)
    expect(
      verify(ordinary, { checksum: shortHash(ordinary.checksum), listHash: shortHash(ordinary.list?.hash ?? '') }),
    ).toEqual([])
  })
})

describe('what leaves the house', () => {
  const open = withholdSmall(ordinary)

  test('has no ballot of one person or meeting by name, nor of fewer than five, and no salt to find them out by trying', () => {
    for (const { group, ballots, salt, opened } of open.groups) {
      const given = (group === 'PEER' || group === 'MASSES') && opened >= 5
      expect([ballots !== null, salt !== null]).toEqual([given, given])
    }
    // 林知夏's four of the masses.
    expect(open.groups.filter(({ group, ballots }) => group === 'MASSES' && !ballots)).toHaveLength(1)
    // Whoever tries every ballot of a sheet of one does not meet its mark without the salt.
    const self = open.groups.find(({ group }) => group === 'SELF')
    expect(self?.mark).not.toBe(hash(['', `${self?.subjectKey} SELF`, 'AAAAA'].join('\n')))
  })

  test('is verified and counted again all the same, and is found out where it was changed', () => {
    const verdict = verifyBundle(open, hash, { checksum: ordinary.checksum })
    expect(verdict.faults).toEqual([])
    expect(verdict.withheld).toBeGreaterThan(0)
    expect(verdictText(verdict)).toMatch(/^核验通过：\d+张选票重新计算，另有\d+张/)
    const mean = altered(open, (copy) => Object.assign(copy.results[1]?.groups[2] ?? {}, { mean: 10000 }))
    expect(verify(mean).length).toBeGreaterThan(0)
    const few = altered(open, (copy) =>
      Object.assign(copy.groups.find(({ group, ballots }) => group === 'MASSES' && !ballots) ?? {}, { opened: 5 }),
    )
    expect(verify(few).length).toBeGreaterThan(0)
  })

  test('a group whose mean nobody may read is not readable in it either, however many ballots it gave', () => {
    const abstained = bundleOf([
      {
        kind: 'MEMBER',
        name: '江予安',
        issued: { SELF: 1, PEER: 8, MASSES: 9, ORG: 1 },
        ballots: { PEER: letters(7), MASSES: ['DDDDD', 'DDDDD', ...Array(5).fill('UUUUU')] },
      },
    ])
    const text = bundleText(withholdSmall(abstained))
    expect(text).not.toMatch(/DDDDD/)
    expect(withholdSmall(abstained).results[0]?.groups.find(({ group }) => group === 'MASSES')?.mean).toBeNull()
  })
})
