import { largestFitting, type Slide, sameSlide, slidesOf, stepped } from '../../../miniapp/pages/wall/slides'
import { departmentsOf, isFiltered, readChoice, toFilter, toQuery } from '../../../miniapp/pages/wall/wallQuery'

const department = '00000000-0000-4000-8000-000000000001'
const branch = '00000000-0000-4000-8000-000000000002'
const nothing = { tab: 'pledges', branchId: '', departmentId: '', search: '', page: 1 } as const

describe('what the reader of the wall has chosen stands in the address', () => {
  test('the QR code at a door opens its department at once', () => {
    const choice = readChoice({ department })
    expect(choice).toEqual({ ...nothing, departmentId: department })
    expect(toFilter(choice)).toEqual({ search: '', page: 1, departmentId: department })
    expect(isFiltered(choice)).toBe(true)
  })

  test('all of it goes there and comes back, for a way back and a reload', () => {
    const choice = { tab: 'posts', branchId: branch, departmentId: department, search: '报销', page: 3 } as const
    expect(readChoice(toQuery(choice))).toEqual(choice)
    expect(toQuery(nothing)).toEqual({})
  })

  test.each([
    ['a torn code', { department: '0000-' }],
    ['a word for a department', { department: "' or 1=1" }],
    ['a department twice', { department: [department, department] }],
    ['page zero', { page: '0' }],
    ['a page that is no number', { page: 'x' }],
    ['a part of the house that is not there', { tab: 'else' }],
  ])('%s shows the whole wall instead of a refusal', (_what, query) => {
    expect(readChoice(query)).toEqual(nothing)
  })

  test('a very long search is cut to what the server takes', () => {
    expect(readChoice({ search: '查'.repeat(99) }).search).toHaveLength(40)
  })

  test('departments are those of the branch chosen, or all', () => {
    const departments = [{ branchId: branch }, { branchId: department }]
    expect(departmentsOf(departments, branch)).toEqual([{ branchId: branch }])
    expect(departmentsOf(departments, '')).toHaveLength(2)
  })
})

describe('the slides of the office screen', () => {
  const slide = (key: string): Slide => ({ key, name: key, place: [], picture: null, pictureAlt: '', facts: [] })
  const three = ['甲', '乙', '丙'].map(slide)

  test('go around in both directions', () => {
    expect([stepped(0, 1, 3), stepped(2, 1, 3), stepped(0, -1, 3), stepped(0, 1, 0)]).toEqual([1, 0, 2, 0])
  })

  test('after reading anew the same slide is shown, wherever it stands now', () => {
    expect(sameSlide(three, 2, [slide('新'), ...three])).toBe(3)
  })

  test('one that has left the wall makes room for the next, the last one for the one before', () => {
    expect(sameSlide(three, 1, [slide('甲'), slide('丙')])).toBe(1)
    expect(sameSlide(three, 2, [slide('甲'), slide('乙')])).toBe(1)
    expect(sameSlide(three, 2, [])).toBe(0)
    expect(sameSlide([], 0, three)).toBe(0)
  })

  const words = { dutyText: '负责报销', studyPledge: '学习2次', dutyPledge: '当日毕', integrityPledge: '零违规' }
  const place = { branchName: '财投支部', departmentName: '财务部' }

  test('a member without consent to the photo has no picture; a 岗 shows its plate', () => {
    const member = { ...place, ...words, pledgeId: department, name: '林知夏', positionTitle: '会计', photoId: null }
    const post = {
      ...place,
      postAreaId: branch,
      kind: 'POST' as const,
      title: '报销服务示范岗',
      nomineeName: '林知夏',
      memberNames: [],
      goal: '3个工作日内办结',
      content: '首问负责',
      scope: '',
      plateDay: null,
      platePlace: null,
      platePictureId: department,
    }
    const [first, second] = slidesOf([post], [member])
    expect(first?.picture).toBe(`/api/pictures/${department}`)
    expect(first?.facts.map(([title]) => title)).toEqual(['示范岗党员', '结合生产经营的目标', '示范内容'])
    expect([second?.picture, second?.facts.length]).toEqual([null, 4])
  })

  test('letters are as large as fit: over 20 mm high on a 55-inch screen of 1920 × 1080, never under 14 pixels', () => {
    const millimetresAPixel = 1218 / 1920
    const largest = largestFitting(1920, 1080, () => true)
    expect(largest * millimetresAPixel).toBeGreaterThan(20)
    const long = largestFitting(1920, 1080, (pixels) => pixels <= 40)
    expect(long).toBeLessThanOrEqual(40)
    expect(long * millimetresAPixel).toBeGreaterThan(20)
    expect(largestFitting(390, 844, () => false)).toBe(18)
  })
})
