import { randomUUID } from 'node:crypto'
import { openIdOf } from '../../bot/emulator/feishu/ids'
import type { Card, ChatPlatform, Press, PressAnswer } from '../../bot/port'
import { AuditEntry, InboxEvent, OutboxMessage, Person, PlatformAccount, Visit } from '../../entities'
import { createInbound, type Inbound } from '../../server/chat/inbound'
import type { OnceKey } from '../../server/domain/cardKeys'
import type { PressHandlers } from '../../server/features/call'
import { answerText } from '../../server/features/tasks/answerText'
import { contactsOf } from '../../server/features/visit/records'
import { visitInCard } from '../../server/features/visit/visitInCard'
import { formInvalid } from '../../server/refusals'
import { type House, openHouse, persona } from '../server/organisation/house'
import { describeEachDatabase } from '../support/perDatabase'
import { keepingLog } from './product'

const done: PressAnswer = { toast: { kind: 'done', text: '好' } }
const openCard: Card = { title: '请办理', tone: 'plain', summary: '请办理', lines: ['请办理'], facts: [], buttons: [] }

interface Bench {
  house: House
  inbound: Inbound
  /** How often each handler was called, retries included. */
  calls: string[]
  updates: unknown[][]
  platform(cardInAnswer: boolean): ChatPlatform
  press(who: string, action: string, changes?: Partial<Press>): Press
  /** A card that was sent to somebody. */
  sentCard(personId: string, messageId: string): Promise<string>
  rows<Row extends object>(entity: new () => Row, where?: object): Promise<Row[]>
}

async function openBench(url: string, own: PressHandlers = {}): Promise<Bench> {
  const house = await openHouse(url)
  const calls: string[] = []
  const updates: unknown[][] = []
  const handlers: PressHandlers = {
    visit: visitInCard,
    note: async (work, _press, argument) => {
      calls.push(argument)
      await work.audit({ action: 'test.note', subjectKind: 'test', subjectId: argument })
      return done
    },
    finish: async () => ({ ...done, card: { ...openCard, tone: 'done' } }),
    refuse: async () => {
      throw formInvalid({ count: 1 }, [{ field: 'day', code: 'visit.future', sentence: '日期在今天之后' }])
    },
    ...own,
  }
  const inbound = createInbound(house.database, { press: handlers, text: answerText }, keepingLog())
  const abilities = { textInCards: true, cardLifeDays: 14, pacePerSecond: 15 }
  return {
    house,
    inbound,
    calls,
    updates,
    platform: (cardInAnswer) =>
      ({
        name: 'feishu',
        abilities: { ...abilities, cardInAnswer },
        update: async (...facts: unknown[]) => {
          updates.push(facts)
          return { kind: 'updated' }
        },
      }) as unknown as ChatPlatform,
    press: (who, action, changes = {}) => ({
      kind: 'press',
      eventId: randomUUID(),
      identity: { tenant: 'cli_sample', userId: openIdOf('cli_sample', persona(who).feishuUserId) },
      action,
      values: {},
      messageId: 'om_1',
      ...changes,
    }),
    sentCard: async (personId, messageId) => {
      const notice = { dedupeKey: messageId as OnceKey, personId, kind: 'test', subjectKeys: [], card: openCard }
      await house.as(null, (work) => work.notify(notice))
      const sent = { messageId, messageRef: { messageId, sentAt: 1, updateCode: 'old' } as object, sentAt: 1 }
      await house.as(null, (work) => work.change(OutboxMessage, { dedupeKey: messageId }, { state: 'SENT', ...sent }))
      return messageId
    },
    rows: (entity, where = {}) => house.database.read(null, 'job', (work) => work.manager.findBy(entity, where)),
  }
}

describeEachDatabase('what a platform delivers twice', (db) => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench(db.url)
  }, 60_000)
  afterAll(() => bench.house.close())

  test('is done once, one after the other or five at the same instant, and hears the same each time', async () => {
    const platform = bench.platform(true)
    const [slow, fast] = [randomUUID(), randomUUID()]
    const one = bench.press('member', `note:${slow}`)
    const two = bench.press('member', `note:${fast}`)
    const answers = [await bench.inbound(platform, one), await bench.inbound(platform, one)]
    answers.push(...(await Promise.all([1, 2, 3, 4, 5].map(() => bench.inbound(platform, two)))))
    expect(answers).toEqual(answers.map(() => done))
    const lines = await bench.rows(AuditEntry, { action: 'test.note' })
    expect(lines.map((line) => line.subjectId).sort()).toEqual([slow, fast].sort())
    expect(await bench.rows(InboxEvent)).toHaveLength(2)
  })

  test('a visit card pressed five times at once writes one visit, and every press is thanked', async () => {
    const { personId } = persona('member')
    const [contact] = await bench.house.as(personId, (work) => contactsOf(work, personId))
    const visitId = randomUUID()
    const values = { contactId: contact?.personId ?? '', way: 'FACE', situation: 'FINE' }
    const presses = [1, 2, 3, 4, 5].map(() => bench.press('member', `visit:${visitId}`, { values }))
    const answers = await Promise.all(presses.map((press) => bench.inbound(bench.platform(true), press)))
    expect(answers.map((answer) => answer?.toast)).toEqual(
      answers.map(() => ({ kind: 'done', text: '已登记，谢谢。' })),
    )
    expect((await bench.rows(Visit)).map((visit) => [visit.id, visit.authorId])).toEqual([[visitId, personId]])
  })
})

describe('what comes in from a chat', () => {
  let bench: Bench
  let failures = 0
  beforeAll(async () => {
    bench = await openBench(':memory:', {
      deadlock: async (work, _press, argument) => {
        await work.audit({ action: 'test.deadlock', subjectKind: 'test', subjectId: argument })
        failures += 1
        if (failures < 3) throw Object.assign(new Error('Deadlock found'), { errno: 1213 })
        return done
      },
      broken: async () => {
        throw new TypeError('a fault of ours')
      },
    })
  })
  afterAll(() => bench.house.close())

  const send = (who: string, action: string, changes: Partial<Press> = {}, cardInAnswer = true) =>
    bench.inbound(bench.platform(cardInAnswer), bench.press(who, action, changes))
  const toast = async (...facts: Parameters<typeof send>) => (await send(...facts))?.toast
  const refused = (text: string) => ({ kind: 'refused', text })

  test.each(['nothing:1', 'constructor', '__proto__:x', '', ':'])('a button “%s” nobody knows', async (action) => {
    expect(await toast('member', action)).toEqual(refused('这个按钮已经不能用了，请打开页面办理。'))
  })

  test('a refusal is a short message with the sentence of the first problem, and may be tried again', async () => {
    const press = bench.press('member', 'refuse')
    for (let tries = 0; tries < 2; tries += 1)
      expect((await bench.inbound(bench.platform(true), press))?.toast).toEqual(refused('日期在今天之后'))
    expect(await bench.rows(InboxEvent, { id: `feishu:${press.eventId}` })).toEqual([])
  })

  test('after a deadlock the whole is done again, and done once', async () => {
    const subject = randomUUID()
    expect(await toast('member', `deadlock:${subject}`)).toEqual(done.toast)
    expect(failures).toBe(3)
    expect(await bench.rows(AuditEntry, { action: 'test.deadlock' })).toHaveLength(1)
  })

  test('a fault of ours is not told to the person, and is not taken for done', async () => {
    const press = bench.press('member', 'broken')
    await expect(bench.inbound(bench.platform(true), press)).rejects.toThrow(TypeError)
    expect(await bench.rows(InboxEvent, { id: `feishu:${press.eventId}` })).toEqual([])
  })

  test('a stranger and somebody who left press in vain', async () => {
    const nobody = { identity: { tenant: 'cli_sample', userId: 'ou_nobody' } }
    const elsewhere = {
      identity: { tenant: 'cli_other', userId: openIdOf('cli_sample', persona('member').feishuUserId) },
    }
    const out = refused('您还不在名册中，请联系机关党办登记。')
    expect([await toast('member', 'note:1', nobody), await toast('member', 'note:1', elsewhere)]).toEqual([out, out])
    const { personId } = persona('leader')
    await bench.house.as(null, (work) => work.change(Person, { id: personId }, { dutyStatus: 'LEFT' }))
    expect(await toast('leader', 'note:1')).toEqual(out)
    expect(bench.calls).toEqual([])
  })

  test('a card that was sent to somebody else is refused and stays as it is', async () => {
    const messageId = await bench.sentCard(persona('member').personId, 'om_member')
    expect(await toast('scrutineer', 'note:1', { messageId }, false)).toEqual(refused('这张卡片不是发给您的。'))
    expect(await toast('member', 'note:1', { messageId })).toEqual(done.toast)
    expect(bench.updates).toEqual([])
  })

  test('where an answer cannot change the card, the outbox does it with the code of the press', async () => {
    const messageId = await bench.sentCard(persona('member').personId, 'om_done')
    const answer = await send('member', 'finish', { messageId, updateCode: 'new' }, false)
    const [row] = await bench.rows(OutboxMessage, { messageId })
    expect(row).toMatchObject({ doneState: 'WANTED', doneCard: answer?.card, messageRef: { updateCode: 'new' } })
    const inline = await bench.sentCard(persona('member').personId, 'om_inline')
    await send('member', 'finish', { messageId: inline, updateCode: 'new' })
    expect((await bench.rows(OutboxMessage, { messageId: inline }))[0]?.doneState).toBe('NONE')
  })

  test('and a refusal is written into the card, which can be pressed again', async () => {
    const messageId = await bench.sentCard(persona('member').personId, 'om_refused')
    await send('member', 'refuse', { messageId, updateCode: 'fresh' }, false)
    expect(bench.updates).toEqual([])
    await new Promise((resume) => setTimeout(resume, 400))
    const [[, ref, card] = []] = bench.updates
    expect(ref).toMatchObject({ messageId, updateCode: 'fresh' })
    expect(card).toMatchObject({ title: '请办理', tone: 'attention', lines: ['日期在今天之后'] })
    expect((await bench.rows(OutboxMessage, { messageId }))[0]?.doneState).toBe('NONE')
  })

  describe('a visit card', () => {
    const { personId } = persona('member')
    const pressVisit = async (values: Record<string, string>, who = 'member') => {
      const [contact] = await bench.house.as(personId, (work) => contactsOf(work, personId))
      const filled = { contactId: contact?.personId ?? '', way: 'FACE', situation: 'FINE', ...values }
      return toast(who, `visit:${randomUUID()}`, { values: filled })
    }
    test.each([
      ['nobody chosen', { contactId: '' }, '请选择走访对象，或写明姓名。'],
      ['a contact that is no number of ours', { contactId: "' or 1=1" }, '这张卡片已经过期，请打开页面办理。'],
      [
        'a colleague who is not one’s contact',
        { contactId: persona('massesSecond').personId },
        '这张卡片已经过期，请打开页面办理。',
      ],
      ['no way chosen', { way: '' }, '请选择走访方式'],
      ['nothing said', { situation: '' }, '请选择走访情况'],
      ['a situation that is no choice of ours', { situation: 'constructor' }, '请选择走访情况'],
      ['a future day', { visitedDay: '2026-09-02' }, '走访日期2026年9月2日在今天之后，请改成已经走访的日期。'],
      ['a day that is none', { visitedDay: 'tomorrow' }, '“走访日期”不是有效日期'],
      ['a text too long', { content: '长'.repeat(500) }, '走访情况最多500字'],
    ])('with %s is refused', async (_what, values, sentence) => {
      expect(await pressVisit(values)).toEqual(refused(sentence))
      expect(await bench.rows(Visit)).toEqual([])
    })

    test('pressed by a 群众 is refused', async () => {
      expect((await pressVisit({}, 'masses'))?.kind).toBe('refused')
      expect(await bench.rows(Visit)).toEqual([])
    })

    test('with a number that is none is refused', async () => {
      const [contact] = await bench.house.as(personId, (work) => contactsOf(work, personId))
      const values = { contactId: contact?.personId ?? '', way: 'FACE', situation: 'FINE' }
      expect(await toast('member', 'visit:1', { values })).toEqual(refused('“走访记录”填写得不对'))
    })
  })

  describe('a text', () => {
    const say = (eventId: string, userId = openIdOf('cli_sample', persona('member').feishuUserId)) =>
      bench.inbound(bench.platform(true), {
        kind: 'text',
        eventId,
        identity: { tenant: 'cli_sample', userId },
        text: '我要做什么',
      })
    const answers = () => bench.rows(OutboxMessage, { kind: 'answer' })

    test('is answered once with the list of what there is to do; a stranger hears nothing', async () => {
      expect([await say('m1'), await say('m1'), await say('m2', 'ou_nobody')]).toEqual([null, null, null])
      const cards = await answers()
      expect(cards.map((card) => card.personId)).toEqual([persona('member').personId])
      expect(JSON.stringify(cards)).not.toContain('我要做什么')
    })
  })

  describe('somebody who could not be reached', () => {
    const identity = { tenant: 'cli_sample', userId: openIdOf('cli_sample', persona('member').feishuUserId) }
    const { personId } = persona('member')
    const account = { personId, platform: 'feishu' as const }
    let dedupeKey = '' as OnceKey
    beforeEach(async () => {
      dedupeKey = randomUUID() as string as OnceKey
      const notice = { dedupeKey, personId, kind: 'filing', subjectKeys: [], card: openCard }
      await bench.house.as(null, async (work) => {
        await work.notify(notice)
        await work.change(OutboxMessage, { dedupeKey }, { waitsOn: 'person', nextAt: work.now + 86_400_000 })
        await work.change(PlatformAccount, account, {
          unreachable: 'out of range',
          unreachableAt: work.now,
          lastUsedAt: 1,
        })
      })
    })
    const facts = async () => {
      const [row] = await bench.rows(PlatformAccount, account)
      const [message] = await bench.rows(OutboxMessage, { dedupeKey })
      return [
        row?.unreachable,
        message?.waitsOn,
        (message?.nextAt ?? 0) <= bench.house.database.clock.now(),
        row?.lastUsedAt === 1,
      ]
    }

    test.each([
      ['opens the chat, or is let in', { kind: 'opened' as const }, true],
      ['writes', { kind: 'text' as const, text: '在吗' }, false],
      ['presses', { kind: 'press' as const, action: 'note:1', values: {}, messageId: 'none' }, false],
    ])('%s: what waited comes, and whoever writes is answered where he wrote', async (_what, event, isOldPlace) => {
      expect(await facts()).toEqual(['out of range', 'person', false, true])
      await bench.inbound(bench.platform(true), { ...event, eventId: randomUUID(), identity })
      expect(await facts()).toEqual([null, null, true, isOldPlace])
    })

    test('does something nobody understands: nothing changes', async () => {
      await bench.inbound(bench.platform(true), { kind: 'other', eventId: randomUUID(), name: 'x' })
      expect(await facts()).toEqual(['out of range', 'person', false, true])
    })
  })
})
