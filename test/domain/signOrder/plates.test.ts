import { signKinds } from '../../../server/domain/signOrder/kinds'
import { dueByBranch, fieldsOf, inPrintOrder, type Plate, plateDiffers } from '../../../server/domain/signOrder/plates'

const plate = (changes: Partial<Plate> = {}): Plate => ({
  kind: 'WORK_PLATE',
  recordId: 'p1',
  branchId: 'b1',
  departmentId: 'd1',
  name: '林知夏',
  texts: { 部门: '财务部', 岗位: '会计', 职责: '审核报销', 承诺: '三日办结', 照片: '财投支部-财务部-林知夏.jpg' },
  photoId: 'f1',
  ...changes,
})

describe('what stands on a plate (R28, R29)', () => {
  test('goes to the agency in exactly these columns, and in no others', () => {
    expect(signKinds.map((kind) => [kind, fieldsOf(kind).join('、')])).toEqual([
      ['WORK_PLATE', '姓名、部门、岗位、职责、承诺、照片'],
      ['DESK_PLATE', '姓名、部门、岗位、职责、承诺、照片'],
      ['POST_PLATE', '名称、部门、责任人、内容'],
      ['AREA_PLATE', '名称、部门、责任人、内容'],
    ])
  })

  test('is compared with the roster and the accepted sheet of today, field by field', () => {
    expect(plateDiffers(plate(), plate())).toBeNull()
    expect(plateDiffers(plate(), null)).toBe('名册或已受理的材料里已经没有这一条')
    expect(plateDiffers(plate({ name: '林之夏' }), plate())).toBe('与今天的记录不一致：姓名现为“林知夏”')
    const moved = plate({ texts: { ...plate().texts, 部门: '信息中心', 职责: '运行维护' } })
    expect(plateDiffers(plate(), moved)).toBe('与今天的记录不一致：部门现为“信息中心”；职责已修改')
  })

  test('the photo counts by the picture, not by the name of its file', () => {
    const renamed = plate({ texts: { ...plate().texts, 照片: '财投支部-财务部-林知夏-2.jpg' } })
    expect(plateDiffers(plate(), renamed)).toBeNull()
    expect(plateDiffers(plate(), plate({ photoId: 'f2' }))).toContain('照片已更换')
    expect(plateDiffers(plate(), plate({ photoId: null }))).toContain('本人不再同意使用照片')
  })

  test('plates come in one order, however the database answered', () => {
    const plates = [
      plate({ kind: 'POST_PLATE', recordId: 'a', name: '示范岗' }),
      plate({ recordId: 'p3', name: '李明远', texts: { 部门: '研发部' } }),
      plate({ recordId: 'p2', name: '李明远', texts: { 部门: '研发部' } }),
      plate({ recordId: 'p1', name: '苏㛃', texts: { 部门: '财务部' } }),
    ]
    const order = ['p2', 'p3', 'p1', 'a']
    expect(inPrintOrder(plates).map(({ recordId }) => recordId)).toEqual(order)
    expect(inPrintOrder(plates.toReversed()).map(({ recordId }) => recordId)).toEqual(order)
  })

  test('each branch signs for as many as it has on the order', () => {
    const plates = [plate(), plate({ branchId: 'b2' }), plate({ recordId: 'p2' })]
    expect([...dueByBranch(plates)]).toEqual([
      ['b1', 2],
      ['b2', 1],
    ])
  })
})
