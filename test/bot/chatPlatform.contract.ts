import { createHash, randomBytes } from 'node:crypto'
import type { Fault } from '../../bot/emulator/faults'
import type { Card, ChatPlatform, MessageRef, PlatformIdentity, SendOutcome } from '../../bot/port'
import type { Product } from './product'

/** A platform with its emulator: what the suite needs of both, in neutral words. */
export interface ChatStage {
  platform: ChatPlatform
  /** The same app with other settings. */
  withSettings(change: { secret?: string; timeoutMilliseconds?: number }): ChatPlatform
  product: Product
  /** Everything the adapter logged, and what must never be in it. */
  printed(): string
  secrets: string[]
  person: PlatformIdentity
  /** Not visible to the app, or resigned. */
  unreachable: PlatformIdentity
  /** Cards in the person's chat as the client shows them now, as JSON without entities. */
  shown(): string[]
  /** The person presses a button of the newest card; true when the client is content. */
  press(
    button: { label: string; action: string },
    values?: Record<string, string | boolean>,
  ): Promise<{ ok: boolean; toast?: string }>
  say(text: string): Promise<void>
  openChat(): Promise<void>
  checkAddress(): Promise<boolean>
  /** Events that are forged; the status the product answered. */
  forgePress(kind: 'wrongSignature' | 'foreignTenant' | 'stale', action: string): Promise<number>
  /** The last event once more, byte for byte; the status. */
  replay(): Promise<number>
  deliverTwice(): void
  /** The platform ends all tokens before their time. */
  revokeTokens(): void
  tokensAsked(): number
  fault(fault: Omit<Fault, 'path'>): void
  advance(milliseconds: number): void
  /** Goes through the platform's login page; the address it leads back to. */
  visitLogin(address: string, who: 'person' | 'outsider'): Promise<URL>
  stop(): Promise<void>
}

export const readButton = { label: '已读', action: 'read:7' }
const day = 24 * 3600_000
const secretLine = '只给收件人看的一行字'

export function sampleCard(change: Partial<Card> = {}): Card {
  return {
    title: '走访提醒',
    tone: 'attention',
    summary: '本月还有 1 次走访未登记',
    lines: ['本月还有 1 次走访未登记', secretLine],
    facts: [{ label: '截止', value: '2026-11-30' }],
    buttons: [
      { kind: 'press', primary: true, ...readButton },
      { kind: 'open', label: '去登记', path: '/visits/new' },
    ],
    ...change,
  }
}

const doneCard = sampleCard({ title: '已登记', tone: 'done', lines: ['谢谢'], buttons: [] })

const choiceForm: NonNullable<Card['form']> = {
  fields: [
    {
      kind: 'choice',
      name: 'reason',
      label: '原因',
      required: true,
      options: [
        { value: 'leave', label: '请假' },
        { value: 'travel', label: '出差' },
      ],
    },
  ],
  submit: { label: '提交', action: 'explain:7' },
}

const answers: NonNullable<Card['answers']> = {
  comment: { label: '退回原因', limit: 200 },
  choices: [
    { label: '退回', action: 'decide:7:return', look: 'danger', wordsPath: '/posts/7?answer=return' },
    { label: '同意', action: 'decide:7:agree', look: 'primary' },
  ],
}

/** Two records, one answer for both. */
const listing: NonNullable<Card['answers']> = {
  listed: [{ label: '演示甲 示范岗' }, { label: '演示乙 责任区' }],
  choices: [
    {
      label: '全部同意',
      tickedLabel: '勾选的都同意',
      action: 'decide:7,8:agree',
      look: 'primary',
      confirm: { title: '同意？', text: '点了不能撤回。' },
    },
  ],
}

function sentRef(outcome: SendOutcome): MessageRef {
  if (outcome.kind !== 'sent') throw new Error(`not sent: ${outcome.reason}`)
  return outcome.ref
}

/** What every chat platform has to do for the product, whichever it is. `open` gives a fresh platform for each test. */
export function describeChatPlatform(name: string, open: () => Promise<ChatStage>): void {
  describe(`the chat platform ${name}`, () => {
    let stage: ChatStage
    beforeEach(async () => {
      stage = await open()
    })
    afterEach(() => stage.stop())
    const send = (card = sampleCard(), key = 'outbox-1') => stage.platform.send(stage.person, card, key)

    describe('sending', () => {
      test('a card reaches the person with its title, line, fact and link', async () => {
        sentRef(await send())
        expect(stage.shown()).toHaveLength(1)
        for (const text of ['走访提醒', secretLine, '截止', '2026-11-30', '去登记'])
          expect(stage.shown()[0]).toContain(text)
        expect(stage.shown()[0]).toMatch(/visits(\/|%2F)new/)
      })

      test('a card sent twice under one key arrives once, and both times counts as sent', async () => {
        const first = sentRef(await send())
        const second = sentRef(await send())
        expect(second.messageId).toBe(first.messageId)
        expect(stage.shown()).toHaveLength(1)
      })

      test('a card whose answer got lost is tried again later and arrives once', async () => {
        stage.fault({ kind: 'lostResponse' })
        const lost = await send()
        expect(lost.kind).toBe('later')
        expect((await send()).kind).toBe('sent')
        expect(stage.shown()).toHaveLength(1)
      })

      test('a revoked token is replaced and the card still arrives', async () => {
        sentRef(await send())
        stage.revokeTokens()
        sentRef(await send(sampleCard(), 'outbox-2'))
        expect(stage.shown()).toHaveLength(2)
      })

      test('cards sent at the same moment share one question for a token', async () => {
        const outcomes = await Promise.all(['a', 'b', 'c'].map((key) => send(sampleCard({ title: `提醒${key}` }), key)))
        expect(outcomes.map((one) => one.kind)).toEqual(['sent', 'sent', 'sent'])
        expect(stage.tokensAsked()).toBe(1)
      })

      test('a person the app cannot see or who resigned is reported as unreachable', async () => {
        const outcome = await stage.platform.send(stage.unreachable, sampleCard(), 'outbox-1')
        expect(outcome.kind).toBe('unreachable')
      })

      test('a person of another company is not reached, and the platform not asked', async () => {
        const foreign = { ...stage.person, tenant: 'another-company' }
        expect((await stage.platform.send(foreign, sampleCard(), 'outbox-1')).kind).toBe('unreachable')
        expect(stage.tokensAsked()).toBe(0)
      })

      test.each<[string, Omit<Fault, 'path'>]>([
        ['a broken gateway', { kind: 'html502' }],
        ['an error of the server', { kind: 'status', status: 500 }],
        ['a connection that was cut', { kind: 'reset' }],
        ['half an answer', { kind: 'truncatedJson' }],
      ])('%s means later, with a pause', async (_what, fault) => {
        stage.fault(fault)
        const outcome = await send()
        expect(outcome).toMatchObject({ kind: 'later', afterMilliseconds: expect.any(Number) })
        expect((await send()).kind).toBe('sent')
        expect(stage.shown()).toHaveLength(1)
      })

      test('an answer that takes too long means later', async () => {
        stage.fault({ kind: 'delay', delayMs: 500 })
        const hasty = stage.withSettings({ timeoutMilliseconds: 100 })
        expect((await hasty.send(stage.person, sampleCard(), 'outbox-1')).kind).toBe('later')
      })

      test('a wrong secret waits for whoever mends it, and surely nothing was sent', async () => {
        const misconfigured = stage.withSettings({ secret: 'not-the-secret' })
        const outcomes = [1, 2, 3].map((key) => misconfigured.send(stage.person, sampleCard(), `outbox-${key}`))
        for (const outcome of await Promise.all(outcomes))
          expect(outcome).toMatchObject({ kind: 'later', cause: 'setting', unsure: false, words: expect.any(String) })
      })

      test.each<[string, Omit<Fault, 'path'>, object]>([
        ['a proxy that forbids', { kind: 'status', status: 403, body: '<html>' }, { cause: 'setting', unsure: false }],
        ['a proxy that finds nothing', { kind: 'status', status: 404 }, { cause: 'setting', unsure: false }],
        ['a page to log in to the network', { kind: 'status', status: 302 }, { cause: 'setting', unsure: false }],
        ['a broken gateway', { kind: 'html502' }, { cause: 'outage', unsure: true }],
        [
          'a page in place of an answer',
          { kind: 'status', status: 200, body: '<html>' },
          { cause: 'outage', unsure: true },
        ],
        ['an answer that got lost', { kind: 'lostResponse' }, { cause: 'outage', unsure: true }],
        ['a proxy in a hurry', { kind: 'status', status: 429 }, { cause: 'pace', unsure: false }],
      ])('%s never ends a message', async (_what, fault, outcome) => {
        stage.fault(fault)
        expect(await send()).toMatchObject({
          kind: 'later',
          ...outcome,
          words: expect.stringMatching(/[\u4e00-\u9fff]/),
        })
      })

      test('says whether it would take cards, without sending any', async () => {
        expect(await stage.platform.check()).toBeNull()
        const misconfigured = stage.withSettings({ secret: 'not-the-secret' })
        expect(await misconfigured.check()).toMatchObject({ cause: 'setting' })
        expect(stage.shown()).toEqual([])
      })

      test('neither log nor reason holds a secret, a token or the text of a card', async () => {
        const outcomes: SendOutcome[] = []
        for (const fault of [{ kind: 'html502' }, { kind: 'reset' }, { kind: 'status', status: 400 }] as const) {
          stage.fault(fault)
          outcomes.push(await send())
        }
        const misconfigured = stage.withSettings({ secret: 'not-the-secret' })
        outcomes.push(await misconfigured.send(stage.person, sampleCard(), 'outbox-2'))
        expect(outcomes.map((one) => one.kind)).toEqual(['later', 'later', 'later', 'later'])
        const told = `${stage.printed()} ${JSON.stringify(outcomes)}`
        expect(stage.printed().split('\n')).toHaveLength(4)
        for (const secret of [...stage.secrets, 'not-the-secret', secretLine, '走访'])
          expect(told).not.toContain(secret)
      })
    })

    describe('a press', () => {
      test('comes back with who, what and on which card', async () => {
        const ref = sentRef(await send())
        expect((await stage.press(readButton)).ok).toBe(true)
        const [event] = stage.product.events()
        expect(event).toMatchObject({ kind: 'press', action: 'read:7', messageId: ref.messageId, values: {} })
        expect(event).toMatchObject({ identity: { tenant: stage.person.tenant, userId: stage.person.userId } })
      })

      test('of a form brings what was chosen', async () => {
        sentRef(await send(sampleCard({ form: choiceForm, buttons: [] })))
        await stage.press(choiceForm.submit, { reason: 'travel' })
        expect(stage.product.events()).toMatchObject([
          { kind: 'press', action: 'explain:7', values: { reason: 'travel' } },
        ])
      })

      test('of an answer brings its action, and its words where the card takes any', async () => {
        sentRef(await send(sampleCard({ answers, buttons: [] })))
        await stage.press({ label: '同意', action: 'decide:7:agree' }, { comment: '好' })
        const words = stage.platform.abilities.textInCards ? { comment: '好' } : {}
        expect(stage.product.events()).toMatchObject([{ kind: 'press', action: 'decide:7:agree', values: words }])
      })

      test('of an answer that needs words brings them, or opens the page that asks', async () => {
        sentRef(await send(sampleCard({ answers, buttons: [] })))
        if (!stage.platform.abilities.textInCards) {
          expect(stage.shown()[0]).toContain('/posts/7?answer=return')
          expect(stage.shown()[0]).not.toContain('decide:7:return')
          return
        }
        await stage.press({ label: '退回', action: 'decide:7:return' }, { comment: '目标不清楚' })
        expect(stage.product.events()).toMatchObject([{ action: 'decide:7:return', values: { comment: '目标不清楚' } }])
      })

      test('of an answer about several records says which stayed ticked, where the card holds ticks', async () => {
        sentRef(await send(sampleCard({ answers: listing, buttons: [], facts: [] })))
        for (const { label } of listing.listed ?? []) expect(stage.shown()[0]).toContain(label)
        const ticks = stage.platform.abilities.textInCards
        const button = { label: ticks ? '勾选的都同意' : '全部同意', action: 'decide:7,8:agree' }
        await stage.press(button, ticks ? { tick0: false, tick1: true } : {})
        await stage.press(button, ticks ? { tick0: false, tick1: false } : {})
        const told = stage.product.events().map((event) => (event.kind === 'press' ? event.values.ticked : 'no press'))
        expect(told).toEqual(ticks ? ['1', ''] : [undefined, undefined])
        expect(stage.product.events()).toMatchObject([{ action: button.action }, { action: button.action }])
      })

      test('turns the card into the finished one, in the answer or by an update afterwards', async () => {
        sentRef(await send())
        stage.product.pressAnswer = { toast: { kind: 'done', text: '已登记' }, card: doneCard }
        const result = await stage.press(readButton)
        const [event] = stage.product.events()
        if (event?.kind !== 'press') throw new Error('no press')
        if (!stage.platform.abilities.cardInAnswer) {
          const { messageId, updateCode } = event
          const ref = { messageId, sentAt: 0, ...(updateCode !== undefined && { updateCode }) }
          expect(await stage.platform.update(event.identity, ref, doneCard)).toEqual({ kind: 'updated' })
        } else expect(result.toast).toBe('已登记')
        expect(stage.shown()[0]).toContain('已登记')
        expect(stage.shown()[0]).not.toContain('read:7')
      })

      test('that is refused tells the person and leaves the card as it was', async () => {
        sentRef(await send())
        stage.product.pressAnswer = { toast: { kind: 'refused', text: '本期已经结束' } }
        expect((await stage.press(readButton)).ok).toBe(true)
        expect(stage.shown()[0]).toContain('read:7')
      })

      test('made twice is two events with different ids', async () => {
        sentRef(await send())
        await stage.press(readButton)
        await stage.press(readButton)
        const ids = stage.product.events().map((one) => one.eventId)
        expect(new Set(ids).size).toBe(2)
      })
    })

    describe('updating', () => {
      test('changes a card nobody pressed', async () => {
        const ref = sentRef(await send())
        expect(await stage.platform.update(stage.person, ref, doneCard)).toEqual({ kind: 'updated' })
        expect(stage.shown()).toEqual([expect.stringContaining('已登记')])
      })

      test('changes a card that only opens a page, once the matter is done there', async () => {
        const ref = sentRef(await send(sampleCard({ buttons: [{ kind: 'open', label: '去登记', path: '/visits' }] })))
        expect(await stage.platform.update(stage.person, ref, doneCard)).toEqual({ kind: 'updated' })
        expect(stage.shown()).toEqual([expect.stringContaining('已登记')])
      })

      test('leaves a card alone that is older than the platform allows', async () => {
        const ref = sentRef(await send())
        stage.advance(stage.platform.abilities.cardLifeDays * day + 3600_000)
        expect((await stage.platform.update(stage.person, ref, doneCard)).kind).toBe('gone')
        expect(stage.shown()[0]).not.toContain('已登记')
      })

      test('is tried later when the platform is down', async () => {
        const ref = sentRef(await send())
        stage.fault({ kind: 'html502' })
        expect((await stage.platform.update(stage.person, ref, doneCard)).kind).toBe('later')
        expect((await stage.platform.update(stage.person, ref, doneCard)).kind).toBe('updated')
      })
    })

    describe('events', () => {
      test('the console accepts our address', async () => {
        expect(await stage.checkAddress()).toBe(true)
      })

      test('a text and the opening of the chat are understood', async () => {
        await stage.say('附近有 <b>什么</b> & 活动？')
        await stage.openChat()
        expect(stage.product.events()).toMatchObject([
          { kind: 'text', text: '附近有 <b>什么</b> & 活动？', identity: { userId: stage.person.userId } },
          { kind: 'opened', identity: { userId: stage.person.userId } },
        ])
      })

      test('delivered twice carry the same id', async () => {
        stage.deliverTwice()
        await stage.say('你好')
        const [first, second] = stage.product.events()
        expect(stage.product.events()).toHaveLength(2)
        expect(second?.eventId).toBe(first?.eventId)
      })

      test.each(['wrongSignature', 'foreignTenant', 'stale'] as const)('forged (%s) are refused', async (kind) => {
        sentRef(await send())
        expect(await stage.forgePress(kind, readButton.action)).toBe(401)
        expect(stage.product.events()).toEqual([])
        expect(stage.product.outcomes.map((one) => one.kind)).toEqual(['refused'])
      })

      test('replayed at once have the id of the first, replayed later are refused', async () => {
        sentRef(await send())
        await stage.press(readButton)
        expect(await stage.replay()).toBe(200)
        const [first, second] = stage.product.events()
        expect(second?.eventId).toBe(first?.eventId)
        stage.advance(20 * 60_000)
        expect(await stage.replay()).toBe(401)
        expect(stage.product.events()).toHaveLength(2)
      })

      test('far too large or senseless are refused', async () => {
        expect(await stage.product.post(Buffer.alloc(2 * 1024 * 1024, 'A'))).toBe(413)
        for (const body of [
          '',
          '{',
          'null',
          '<xml>',
          '[]',
          '{"encrypt":"AA=="}',
          '<xml><Encrypt>AA==</Encrypt></xml>',
        ]) {
          expect(await stage.product.post(Buffer.from(body))).toBeGreaterThanOrEqual(400)
        }
        expect(stage.product.events()).toEqual([])
      })
    })

    describe('logging in', () => {
      const state = randomBytes(16).toString('hex')
      const codeVerifier = randomBytes(32).toString('base64url')
      const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
      const redirectUri = () => `${stage.product.url}/login/${stage.platform.name}/callback`
      const visit = async (inClient: boolean, who: 'person' | 'outsider' = 'person') => {
        const request = { redirectUri: redirectUri(), state, codeChallenge, inClient }
        const back = await stage.visitLogin(stage.platform.authorizeUrl(request), who)
        expect(back.searchParams.get('state')).toBe(state)
        return { code: back.searchParams.get('code') ?? '', redirectUri: redirectUri(), codeVerifier }
      }

      test.each([true, false])(
        'leads back with a code that names the person (inside the client: %s)',
        async (inClient) => {
          const identity = await stage.platform.identify(await visit(inClient))
          expect(identity).toMatchObject({ tenant: stage.person.tenant, userId: stage.person.userId })
        },
      )

      test('works once with each code, and not with an invented one', async () => {
        const login = await visit(true)
        expect(await stage.platform.identify(login)).not.toBeNull()
        expect(await stage.platform.identify(login)).toBeNull()
        expect(await stage.platform.identify({ ...login, code: 'invented' })).toBeNull()
      })

      test('fails with a code that is too old', async () => {
        const login = await visit(true)
        stage.advance(6 * 60_000)
        expect(await stage.platform.identify(login)).toBeNull()
      })

      test('is refused to people of another company', async () => {
        expect(await stage.platform.identify(await visit(true, 'outsider'))).toBeNull()
      })

      test('says so when the platform cannot be asked, without giving away the code', async () => {
        const misconfigured = stage.withSettings({ secret: 'not-the-secret' })
        const failed = misconfigured.identify(await visit(true))
        await expect(failed).rejects.toThrow(stage.platform.name)
        await expect(failed).rejects.not.toThrow(/not-the-secret/)
      })
    })
  })
}
