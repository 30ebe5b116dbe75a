import { Holiday } from '../../../entities'
import { inventedNotice2027, notice2026 } from '../../domain/calendar/notices'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'

describeByTurn('holidays: the law where the notice is missing, then the notice as a whole (D14)', (db) => {
  let product: TestProduct
  let office: Caller
  beforeAll(async () => {
    product = await startTestProduct(db.url)
    office = await product.login('office')
  })
  afterAll(() => product.stop())

  const yearOf = async (year: number) => (await office.call('calendar.days', { year })).body
  const dayOf = async (day: string) =>
    (await yearOf(Number(day.slice(0, 4)))).days.find((each) => each.day === day) ?? null
  const paste = (notice: string, who = office) => who.call('calendar.setNotice', { notice })

  test('2027 has no notice yet: its holidays by law are there, by name, and the year is not whole', async () => {
    const { covered, days } = await yearOf(2027)
    expect(covered).toBe(false)
    expect(days).toHaveLength(13)
    expect(days[1]).toEqual({
      day: '2027-02-05',
      kind: 'OFF',
      name: '春节',
      added: false,
      byLaw: true,
      ofNotice: false,
    })
    expect((await yearOf(2026)).days.some(({ byLaw }) => byLaw)).toBe(false)
  })

  test('what cannot be used is refused with what is wrong in it, and nothing is kept', async () => {
    expect((await paste('请大家注意假期安全。')).body.code).toBe('calendar.noticeUnread')
    const wrong = await paste(inventedNotice2027.replace('6月9日（周三）', '6月9日（周四）'))
    expect([wrong.status, wrong.body.sentence]).toEqual([
      422,
      '通知有对不上的地方，没有保存：2027年6月9日是星期三，通知里写的是星期四。请核对原文后再粘贴。',
    ])
    expect((await paste(notice2026.replaceAll('2026年', '2025年'))).status).toBe(422)
    expect((await paste(inventedNotice2027, await product.login('leader'))).status).toBe(403)
    expect((await yearOf(2027)).covered).toBe(false)
  })

  test('pasted at once the year is whole; a single day of the office’s own wins over it', async () => {
    await office.call('calendar.setDay', { day: '2027-02-12', kind: 'OFF', name: '厂休' })
    expect((await paste(inventedNotice2027)).body).toEqual({ year: 2027, days: 33 })
    const { covered, days } = await yearOf(2027)
    expect(covered).toBe(true)
    expect(days.some(({ byLaw }) => byLaw)).toBe(false)
    expect(await dayOf('2027-01-30')).toMatchObject({ kind: 'WORK', name: '春节', ofNotice: true })
    expect(await dayOf('2027-02-12')).toMatchObject({ kind: 'OFF', name: '厂休', ofNotice: false })
  })

  test('a corrected notice takes its place: what it no longer names is as its weekday says', async () => {
    const corrected = inventedNotice2027.replace('1月30日（周六）、2月20日（周六）上班', '2月21日（周日）上班')
    expect((await paste(corrected)).status).toBe(200)
    expect(await dayOf('2027-01-30')).toBeNull()
    expect(await dayOf('2027-02-21')).toMatchObject({ kind: 'WORK' })
    expect((await paste(corrected)).status).toBe(200)
    const kept = await product.database.read(null, 'job', (work) => work.manager.findBy(Holiday, { noticeYear: 2027 }))
    expect(kept).toHaveLength(34)
  })
})
