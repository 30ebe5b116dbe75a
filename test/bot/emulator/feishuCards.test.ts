import { APP, type Bench, OTHER_APP, reminderCard, startBench, text } from './feishuBench'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
  bench.control.set({ limits: { enabled: false } })
})
afterAll(() => bench.stop())

const card2 = (elements: unknown[], more: object = {}) => ({ schema: '2.0', ...more, body: { elements } })
const submit = { tag: 'button', name: 'go', form_action_type: 'submit', text: text('提交') }
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'f', elements })

async function refusal(card: unknown): Promise<string> {
  const reply = await bench.sendCard(card)
  return reply.body.code === 0 ? 'accepted' : `${reply.status} ${reply.body.code} ${reply.body.msg}`
}

describe('cards of version 2.0 are checked strictly (row 14)', () => {
  it('takes a right card', async () => {
    expect(await refusal(reminderCard())).toBe('accepted')
  })

  const broken: [string, unknown, RegExp][] = [
    [
      'elements at the top',
      { schema: '2.0', elements: [] },
      /ErrCode: 200621; .*unknown property: elements, path: \[\]/,
    ],
    ['a property of version 1.0', card2([], { config: { wide_screen_mode: true } }), /200621.*wide_screen_mode/],
    ['an unknown property of a button', card2([{ tag: 'button', text: text('x'), colour: 'red' }]), /200621.*colour/],
    ['an unknown component', card2([{ tag: 'uploader' }]), /200621.*uploader/],
    ['a note', card2([{ tag: 'note', elements: [] }]), /200861.*unsupported tag note/],
    ['an action row', card2([{ tag: 'action', actions: [] }]), /200861.*unsupported tag action/],
    [
      'a subtitle that is not an object',
      card2([], { header: { title: text('x'), subtitle: 'y' } }),
      /200621.*subtitle/,
    ],
    ['200 elements', card2(Array.from({ length: 200 }, () => ({ tag: 'hr' }))), /11310.*element exceeds the limit/],
    ['six tables', card2(Array.from({ length: 6 }, () => ({ tag: 'table' }))), /11310.*card table number over limit/],
    [
      'a form inside a column',
      card2([{ tag: 'column_set', columns: [{ tag: 'column', elements: [form(submit)] }] }]),
      /200621.*root/,
    ],
    ['a form in a form', card2([form(submit, form(submit))]), /200621/],
    ['a form without submit button', card2([form({ tag: 'input', name: 'a' })]), /200621.*submit/],
    ['a field without a name', card2([form({ tag: 'input' }, submit)]), /200621.*name is empty/],
    ['two fields of one name', card2([form({ tag: 'input', name: 'go' }, submit)]), /200621.*name is repeated/],
    ['an input longer than 1000', card2([{ tag: 'input', name: 'a', max_length: 1001 }]), /200621.*max_length/],
    ['an unknown picture', card2([{ tag: 'img', img_key: 'img_v3_none', alt: text('') }]), /200570/],
    ['an unknown person', card2([{ tag: 'markdown', content: '<at id=ou_nobody></at>' }]), /100290/],
  ]
  it.each(broken)('refuses %s', async (_name, card, expected) => {
    expect(await refusal(card)).toMatch(expected)
    expect(await refusal(card)).toMatch(/^400 230099 Failed to create card content, ext=/)
  })

  it('counts 199 elements and five tables as allowed', async () => {
    expect(await refusal(card2(Array.from({ length: 199 }, () => ({ tag: 'hr' }))))).toBe('accepted')
    expect(await refusal(card2(Array.from({ length: 5 }, () => ({ tag: 'table' }))))).toBe('accepted')
  })
})

describe('cards of version 1.0 (row 15)', () => {
  it('may hold unknown properties', async () => {
    const card = { config: { wide_screen_mode: true }, elements: [{ tag: 'note', strange: 1, elements: [] }] }
    expect(await refusal(card)).toBe('accepted')
  })
})

describe('pictures (row 36)', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')

  it('go up through the SDK and serve only cards of the same app', async () => {
    const uploaded = await bench.client().im.v1.image.create({ data: { image_type: 'message', image: png } })
    const key = uploaded?.image_key ?? ''
    expect(key).toMatch(/^img_v3_/)
    const card = card2([{ tag: 'img', img_key: key, alt: text('照片') }])
    expect(await refusal(card)).toBe('accepted')
    const other = await bench.tenantToken(OTHER_APP, 'other-secret')
    const body = {
      receive_id: bench.openId('member', OTHER_APP),
      msg_type: 'interactive',
      content: JSON.stringify(card),
    }
    const foreign = await bench.call('POST', '/im/v1/messages?receive_id_type=open_id', body, other)
    expect(foreign.body.msg).toContain('200570')
  })

  it('are refused when empty, too big or not a picture', async () => {
    const upload = async (bytes: Buffer) => {
      const body = new FormData()
      body.set('image_type', 'message')
      body.set('image', new Blob([new Uint8Array(bytes)]), 'a.png')
      const headers = { authorization: `Bearer ${await bench.tenantToken()}` }
      const reply = await fetch(`${bench.domain}/open-apis/im/v1/images`, { method: 'POST', headers, body })
      return [reply.status, ((await reply.json()) as { code: number }).code]
    }
    expect(await upload(Buffer.alloc(0))).toEqual([400, 234010])
    expect(await upload(Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]))).toEqual([400, 234006])
    expect(await upload(Buffer.from('hello'))).toEqual([400, 234011])
  })

  it('sent by a person are fetched through their message', async () => {
    const message = await bench.control.sayImage({ appId: APP, userId: 'member', base64: png.toString('base64') })
    const key = (JSON.parse(message.content) as { image_key: string }).image_key
    const path = { message_id: message.messageId, file_key: key }
    const file = await bench.client().im.v1.messageResource.get({ path, params: { type: 'image' } })
    const parts: Buffer[] = []
    for await (const part of file.getReadableStream()) parts.push(part as Buffer)
    expect(Buffer.concat(parts)).toEqual(png)
    const wrong = await bench.call('GET', `/im/v1/messages/${message.messageId}/resources/img_v3_x?type=image`)
    expect(wrong.body.code).toBe(234003)
    const other = await bench.tenantToken(OTHER_APP, 'other-secret')
    bench.control.seedApps([{ appId: OTHER_APP, appSecret: 'other-secret' }])
    const stranger = await bench.call(
      'GET',
      `/im/v1/messages/${message.messageId}/resources/${key}?type=image`,
      undefined,
      other,
    )
    expect(stranger.body.code).toBe(234004)
  })
})
