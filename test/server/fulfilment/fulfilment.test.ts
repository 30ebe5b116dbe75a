import { randomUUID } from 'node:crypto'
import { AuditEntry, Fulfilment } from '../../../entities'
import type { Input } from '../../../server/contract'
import { dayOfInstant } from '../../../server/domain/calendar/calendarDay'
import { storeFile } from '../../../server/files/storedFiles'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage, redPhoto } from '../pledge/pledgeStage'

type Note = Input<'fulfilment.record'>

describeByTurn('a member records what was done for the pledge (践诺, R27)', (db) => {
  let stage: PledgeStage
  let masses: Caller
  beforeAll(async () => {
    stage = await openPledges(db.url)
    masses = await stage.product.login('masses')
    await stage.handIn(stage.member)
  })
  afterAll(() => stage.product.stop())

  const note = (changes: Partial<Note> = {}): Note => ({
    fulfilmentId: randomUUID(),
    item: 'DUTY',
    doneDay: '2026-09-10',
    content: '办结报销21笔，均在3个工作日内',
    ...changes,
  })
  const record = (changes: Partial<Note> = {}, who = stage.member) => who.call('fulfilment.record', note(changes))
  const mine = async (who = stage.member) => (await who.call('fulfilment.mine')).body
  const picture = async (ownerId: string) => {
    const content = await redPhoto()
    return stage.product.database.unitOfWork(null, 'job', (work) =>
      storeFile(work, { ownerId, purpose: 'PICTURE', mediaType: 'image/jpeg', width: 413, height: 579, content }),
    )
  }

  test('only when it is public', async () => {
    expect(await mine()).toEqual({ pledgeId: null, texts: null, fulfilments: [], fromDay: null, may: false })
    expect((await record({ doneDay: '2026-09-07' })).body.sentence).toBe('承诺书公开以后才能记录践诺。')
    expect((await record({}, masses)).status).toBe(403)
    await stage.putUp(stage.member)
    await stage.moveQuietly('2026-09-11')
    expect(await mine()).toMatchObject({
      fromDay: '2026-09-07',
      may: true,
      texts: { dutyPledge: '3个工作日内办结报销。' },
    })
    const second = await stage.product.login('memberSecond')
    expect((await record({}, second)).body.code).toBe('fulfilment.unpublished')
  })

  test('the first note puts the sheet into 践诺中, the second leaves it there', async () => {
    const before = (await stage.mine()).revision
    expect((await record()).status).toBe(200)
    expect(await stage.mine()).toMatchObject({ state: 'FULFILLING', revision: before + 1 })
    expect((await record({ item: 'INTEGRITY', content: '自查1次，没有问题' })).status).toBe(200)
    expect((await stage.mine()).revision).toBe(before + 1)
  })

  test('sent twice it is one note; an id under which another stands is refused', async () => {
    const input = note({ item: 'STUDY_SKILL', content: '学习2次' })
    const replies = [
      await stage.member.call('fulfilment.record', input),
      await stage.member.call('fulfilment.record', input),
    ]
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect(await stage.rows(Fulfilment, { content: '学习2次' })).toHaveLength(1)
    await stage.handIn(stage.secretary)
    await stage.putUp(stage.secretary)
    const stolen = await stage.secretary.call('fulfilment.record', input)
    expect([stolen.status, stolen.body.code]).toEqual([409, 'record.changed'])
  })

  test.each([
    ['on the day of publication', { doneDay: '2026-09-07' }, []],
    ['today', { doneDay: '2026-09-11' }, []],
    ['the day before publication', { doneDay: '2026-09-06' }, ['doneDay']],
    ['tomorrow', { doneDay: '2026-09-12' }, ['doneDay']],
    ['with 200 字', { content: `${'做'.repeat(200)}\n` }, []],
    ['with 200 字 and a blank between each two', { content: [...'做'.repeat(200)].join(' ') }, []],
    ['with 201 字', { content: '做'.repeat(201) }, ['content']],
    ['with marks only', { content: '。。。' }, ['content']],
    ['with a picture that is not there', { pictureId: randomUUID() }, ['pictureId']],
    [
      'with nothing right',
      { content: '', doneDay: '2026-12-31', pictureId: randomUUID() },
      ['content', 'doneDay', 'pictureId'],
    ],
  ])('a note %s', async (_what, changes, fields) => {
    const { status, body } = await record(changes)
    expect([status, (body.problems ?? []).map((one) => one.field)]).toEqual([fields.length ? 422 : 200, fields])
  })

  test('with a picture of one’s own, which everybody of the house can then see', async () => {
    const foreign = await record({ pictureId: await picture(stage.secretary.personId) })
    expect(foreign.body.problems?.[0]?.sentence).toBe('这张照片不是您本人上传的，请重新上传。')
    const photo = await record({ pictureId: (await stage.mine()).photoId })
    expect(photo.body.problems?.map((one) => one.field)).toEqual(['pictureId'])
    const pictureId = await picture(stage.member.personId)
    expect((await record({ pictureId, content: '整理档案3盒' })).status).toBe(200)
    const { pledgeId } = await stage.mine()
    const { body } = await masses.call('wall.pledge', { pledgeId })
    expect(body.fulfilments.find((one) => one.content === '整理档案3盒')?.pictureId).toBe(pictureId)
  })

  test('while a new version waits the note counts all the same, and the sheet keeps its place', async () => {
    const { revision } = await stage.mine()
    expect((await stage.member.call('pledge.amend', { revision })).status).toBe(200)
    expect((await record({ content: '修改期间也在做' })).status).toBe(200)
    expect((await stage.mine()).state).toBe('AMENDED')
    expect((await mine()).texts?.dutyPledge).toBe('3个工作日内办结报销。')
  })

  test('not while its member does not agree to be shown', async () => {
    const consent = async (publishConsent: boolean) =>
      stage.member.call('pledge.setConsent', {
        publishConsent,
        photoConsent: false,
        revision: (await stage.mine()).revision,
      })
    await consent(false)
    expect((await record()).body.code).toBe('fulfilment.unpublished')
    expect((await mine()).may).toBe(false)
    await consent(true)
    expect((await record()).status).toBe(200)
  })

  test('a note is taken back with a reason by its writer alone; it stays in the records and is shown nowhere', async () => {
    const kept = (await mine()).fulfilments.length
    const { fulfilmentId } = (await mine()).fulfilments[0] ?? { fulfilmentId: '' }
    const voiding = (who: Caller, reason: string) => who.call('fulfilment.void', { fulfilmentId, reason })
    expect((await voiding(stage.secretary, '不是我写的记录')).status).toBe(403)
    expect((await voiding(stage.member, '写错')).status).toBe(422)
    expect([
      (await voiding(stage.member, '日期写错了重记')).status,
      (await voiding(stage.member, '日期写错了重记')).status,
    ]).toEqual([200, 200])
    expect((await mine()).fulfilments).toHaveLength(kept - 1)
    const [stored] = await stage.rows(Fulfilment, { id: fulfilmentId })
    expect(stored?.voidReason).toBe('日期写错了重记')
    expect(dayOfInstant(stored?.enteredAt ?? 0)).toBe('2026-09-11')
    expect(await stage.rows(AuditEntry, { action: 'fulfilment.void' })).toHaveLength(1)
  })
})
