import { randomBytes } from 'node:crypto'
import { type GivenHouse, readHouse } from '../../server/domain/setUp/firstHouse'
import { drawCode, readCode } from '../../server/domain/setUp/oneTimeCode'

describe('a one-time code', () => {
  it('is four groups of five signs that nobody takes for one another, each as likely as the others', () => {
    const codes = Array.from({ length: 2000 }, () => drawCode((count) => randomBytes(count)))
    expect(new Set(codes).size).toBe(2000)
    expect(codes.filter((code) => !/^[2-9A-HJKMNP-Z]{5}(-[2-9A-HJKMNP-Z]{5}){3}$/.test(code))).toEqual([])
    const counts = new Map<string, number>()
    for (const sign of codes.join('').replaceAll('-', '')) counts.set(sign, (counts.get(sign) ?? 0) + 1)
    expect(counts.size).toBe(31)
    // 40,000 signs, 1290 of each on average: six standard deviations to either side.
    expect([...counts.values()].filter((count) => count < 1080 || count > 1500)).toEqual([])
  })

  it('leaves out the bytes that would make some signs likelier', () => {
    const given = [255, 248, 0, 1, 2]
    let at = 0
    const code = drawCode((count) => Uint8Array.from({ length: count }, () => given[at++ % given.length] ?? 0))
    expect(code).toBe('23423-42342-34234-23423')
  })

  it.each([
    ['7k2mx-2345a-bcdef-ghjkm', '7K2MX2345ABCDEFGHJKM'],
    [' 7K2MX 2345A BCDEF GHJKM\n', '7K2MX2345ABCDEFGHJKM'],
    ['７Ｋ２ＭＸ－２３４５Ａ－ＢＣＤＥＦ－ＧＨＪＫＭ', '7K2MX2345ABCDEFGHJKM'],
    ['7K2MX-2345A-BCDEF-GHJK', null],
    ['7K2MX-2345A-BCDEF-GHJK0', null],
    ['7K2MX-2345A-BCDEF-GHJKMM', null],
    ['', null],
  ])('%j is read as %j', (typed, read) => {
    expect(readCode(typed)).toBe(read)
  })
})

describe('what is said of a house on its first day', () => {
  const person = {
    politicalStatus: '中共党员',
    departmentCode: 'D01',
    departmentName: '机关党办',
    branchName: '党办支部',
  }
  const one = { ...person, staffNumber: 'A001', name: '甲一鸣' }
  const two = { ...person, staffNumber: 'A002', name: '乙小舟' }
  const house: GivenHouse = {
    houseName: '江城水务机关',
    committeeName: '机关党委',
    groupName: '',
    branchNames: ['党办支部', '财务支部'],
    people: [one, two],
  }
  const faults = (given: Partial<GivenHouse>) =>
    readHouse({ ...house, ...given }).faults.map(({ field, sentence }) => `${field}: ${sentence}`)

  it('is read as a roster row is', () => {
    const {
      faults: none,
      departments,
      people,
    } = readHouse({ ...house, people: [{ ...one, name: '甲 一鸣', staffNumber: 'Ａ001' }, two] })
    expect(none).toEqual([])
    expect(people.map(({ staffNumber, name }) => [staffNumber, name])).toEqual([
      ['A001', '甲一鸣'],
      ['A002', '乙小舟'],
    ])
    expect(departments).toEqual([{ code: 'D01', name: '机关党办', branchName: '党办支部' }])
  })

  it.each<[string, Partial<GivenHouse>, string[]]>([
    [
      'no branch',
      { branchNames: [' '] },
      [
        'branchNames: 至少写一个支部，每行一个。',
        'people.0.branchName: 上面的支部里没有“党办支部”，请加上或改成其中一个。',
        'people.1.branchName: 上面的支部里没有“党办支部”，请加上或改成其中一个。',
      ],
    ],
    [
      'a branch called as the committee',
      { branchNames: ['党办支部', '机关 党委'] },
      ['branchNames: “机关 党委”写了两次，名称不能重复。'],
    ],
    [
      'one number for two',
      { people: [one, { ...two, staffNumber: 'a001' }] },
      ['people.1.staffNumber: 两个人的工号一样，请核对。'],
    ],
    [
      'one department with two names',
      { people: [one, { ...two, departmentName: '党办' }] },
      ['people.1.departmentName: 编号“D01”上面写的是“机关党办”，请改成一样的。'],
    ],
    [
      'one department in two branches',
      { people: [one, { ...two, branchName: '财务支部' }] },
      ['people.1.branchName: 部门“机关党办”上面写在“党办支部”，一个部门只属于一个支部。'],
    ],
    [
      'an unnamed department',
      { people: [one, { ...two, departmentCode: '' }] },
      ['people.1.departmentCode: 部门编号没有填。'],
    ],
  ])('%s', (_what, given, expected) => {
    expect(faults(given)).toEqual(expected)
  })
})
