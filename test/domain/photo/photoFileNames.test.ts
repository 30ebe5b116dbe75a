import fc from 'fast-check'
import { type PhotoOwner, photoFileNames } from '../../../server/domain/photo/photoFileNames'

const person = (personId: string, name: string, changes: Partial<PhotoOwner> = {}): PhotoOwner => ({
  personId,
  name,
  staffNumber: personId,
  branchName: '生技支部',
  departmentName: '生产管理部',
  ...changes,
})
const names = (people: PhotoOwner[]) => Object.fromEntries(photoFileNames(people))

describe('file names of photos (R26)', () => {
  test('are 支部-部门-姓名.jpg', () => {
    expect(names([person('a', '江予安')])).toEqual({ a: '生技支部-生产管理部-江予安.jpg' })
  })

  test('two 李明远 in one department are told apart in the order of their staff numbers, however the list is sorted', () => {
    const elder = person('x', '李明远', { staffNumber: 'E0007' })
    const younger = person('a', '李明远', { staffNumber: 'E0100' })
    const wanted = { x: '生技支部-生产管理部-李明远.jpg', a: '生技支部-生产管理部-李明远-2.jpg' }
    expect(names([younger, elder])).toEqual(wanted)
    expect(names([elder, younger])).toEqual(wanted)
  })

  test('two of one name in two departments need no number', () => {
    const other = person('b', '李明远', { departmentName: '技术研发部' })
    expect(Object.values(names([person('a', '李明远'), other]))).toEqual([
      '生技支部-生产管理部-李明远.jpg',
      '生技支部-技术研发部-李明远.jpg',
    ])
  })

  test('somebody really called so does not collide with a number', () => {
    const people = [person('a', '李明远'), person('b', '李明远-2'), person('c', '李明远')]
    expect(new Set(Object.values(names(people))).size).toBe(3)
  })

  test('a rare character stays whole, and what no file system takes becomes a line', () => {
    expect(names([person('a', '𠮷㛃')]).a).toBe('生技支部-生产管理部-𠮷㛃.jpg')
    const awkward = person('a', ' A/B:"C"\n', { departmentName: '销售\\管理部*?', branchName: '../营销<支部>|' })
    expect(names([awkward]).a).toBe('__营销_支部__-销售_管理部__-A_B__C_.jpg')
  })

  test('A and a are one file on Windows, so they get a number', () => {
    expect(Object.values(names([person('a', 'Li'), person('b', 'LI')]))).toEqual([
      '生技支部-生产管理部-Li.jpg',
      '生技支部-生产管理部-LI-2.jpg',
    ])
  })

  test('whatever people are called, every one of them has a name of his own that every system takes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 50 })
    const anyone = fc.record({ name: text, branchName: text, departmentName: text, staffNumber: text })
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 30 }), (people) => {
        const given = [...photoFileNames(people.map((one, index) => ({ personId: `p${index}`, ...one }))).values()]
        expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(people.length)
        for (const name of given) expect(name).toMatch(/^[^\\/:*?"<>|\p{Cc}]+\.jpg$/u)
        expect(Math.max(0, ...given.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(255)
      }),
    )
  })
})
