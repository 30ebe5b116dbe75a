import { type CitingFile, deadCitations, roomFiles } from './check/citations'

const rooms: CitingFile[] = Object.values(roomFiles).map((name) => ({
  name,
  text:
    name === roomFiles.rules
      ? '**R12** and **D5**\n\n### §4.4 Arithmetic\n\n- **§4.4.1** one\n- **§4.4.2** two\n'
      : '## §1 One\n',
}))
const isThere = (path: string): boolean => path === 'server/main.ts'
const deadIn = (text: string, name = 'server/some.ts'): string[] => deadCitations([...rooms, { name, text }], isThere)

describe('citations', () => {
  test.each([
    '// (rules §4.4.1, D5): as R12 asks, wecom §1 and feishu §1',
    '// rules §4.4.1–2, database §1; RFC 9110 §14 is no room of ours',
    "const code = 'D77' // D04 is a department",
    '// see README.md',
  ])('%s resolve', (text) => expect(deadIn(text)).toEqual([]))

  test.each([
    ['// rules §4.5', 'server/some.ts:1 rules §4.5 is defined nowhere'],
    ['\n/** As (rules §4.4.1–3). */', 'server/some.ts:2 rules §4.4.3 is defined nowhere'],
    ['// database §1, §2', 'server/some.ts:1 database §2 is defined nowhere'],
    ['// (§4.4)', 'server/some.ts:1 no room §4.4 is defined nowhere'],
    ['// stack §1', 'server/some.ts:1 no room §1 is defined nowhere'],
    ['/**\n * Why: D9.\n */', 'server/some.ts:2 D9 is defined nowhere'],
    ['call() // U7', 'server/some.ts:1 U7 is defined nowhere'],
    ['// (rules 4.4)', 'server/some.ts:1 rules 4.4 is a section without its §'],
    ['// as domain.md says', 'server/some.ts:1 domain.md is not in the repository'],
  ])('%j leads nowhere', (text, fault) => expect(deadIn(text)).toEqual([fault]))

  test('of a test stand in its title too', () => {
    const text = "test('the branch collects (R13)', async () => {})"
    expect(deadIn(text, 'test/some.test.ts')).toEqual(['test/some.test.ts:1 R13 is defined nowhere'])
  })

  test('of a README are its text, and a number is defined once', () => {
    expect(deadIn('Late is stamped (R14).', 'jobs/README.md')).toEqual(['jobs/README.md:1 R14 is defined nowhere'])
    const [rules, ...others] = rooms as [CitingFile, ...CitingFile[]]
    expect(deadCitations([{ ...rules, text: `${rules.text}**R12**` }, ...others], isThere)).toEqual([
      'server/domain/README.md defines R12 twice',
    ])
  })

  test('of a README are its links too', () => {
    const text =
      '[here](../server/main.ts), [gone](gone.ts), [the net](https://example.invalid/gone.ts), [below](#below)'
    expect(deadIn(text, 'jobs/README.md')).toEqual(['jobs/README.md:1 gone.ts is not in the repository'])
  })

  test('a room without its README is a fault', () => {
    expect(deadCitations(rooms.slice(1), isThere)).toEqual(['server/domain/README.md is missing'])
  })
})
