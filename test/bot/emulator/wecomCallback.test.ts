import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import {
  type Body,
  buttonCard,
  cardTo,
  corpId,
  encodingAesKey,
  openCallback,
  raiseStage,
  type Stage,
  token,
} from './wecomStage'

let stage: Stage

beforeEach(async () => {
  stage = await raiseStage()
})
afterEach(() => stage.stop())

const received = () => stage.product.received.map((one) => one.fields)
const write = (text = '你好') => stage.controls.sendText({ userid: 'lisi', text })

async function sentCard(card: Body = buttonCard('b1')): Promise<string> {
  return String((await stage.api('message/send', cardTo('LiSi', card))).msgid)
}

/** A passive reply as the product would send it, encrypted with code the emulator does not have. */
function reply(inner: string, change: { stamp?: string; signature?: string } = {}): string {
  const encrypted = encrypt(encodingAesKey, inner, corpId)
  const signature = change.signature ?? getSignature(token, '1795345698', '42', encrypted)
  const stamp = change.stamp ?? 'TimeStamp'
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature>${signature}</MsgSignature><${stamp}>1795345698</${stamp}><Nonce>42</Nonce></xml>`
}

describe('回调地址的校验', () => {
  const settings = () => ({ url: `${stage.product.url}/check?own=1`, token, encodingAesKey })
  let seen: URL | undefined
  const echo = (change: (plain: string) => string) => {
    stage.product.answer = (request) => {
      seen = new URL(request.url ?? '', stage.product.url)
      const read = (name: string) => seen?.searchParams.get(name) ?? ''
      const encrypted = read('echostr')
      expect(getSignature(token, read('timestamp'), read('nonce'), encrypted)).toBe(read('msg_signature'))
      const signed = `<xml><Encrypt>${encrypted}</Encrypt></xml>`
      const address = new URL(seen.href)
      return { status: 200, body: change(openEcho(address, signed)) }
    }
  }
  const openEcho = (address: URL, signed: string) => openCallback(address, signed).xml

  test('原样答出明文就保存；密文含加号和斜杠，自带的参数保留', async () => {
    echo((plain) => plain)
    expect(await stage.controls.configureCallback(settings())).toEqual({ saved: true })
    expect(seen?.search).toMatch(/^\?own=1&/)
    expect(seen?.search).toMatch(/echostr=[^&]*%2B/)
    expect(seen?.search).toMatch(/echostr=[^&]*%2F/)
  })

  test.each([
    ['多一个换行', (plain: string) => `${plain}\n`],
    ['加了引号', (plain: string) => `"${plain}"`],
    ['前面有 BOM', (plain: string) => `\uFEFF${plain}`],
  ])('%s就不通过，应用也不再有回调', async (_name, change) => {
    echo(change)
    expect(await stage.controls.configureCallback(settings())).toMatchObject({ saved: false })
    expect(await stage.api('message/send', cardTo('LiSi', buttonCard('b1')))).toMatchObject({ errcode: 43012 })
  })

  test('地址、Token、密钥的写法不对，不发请求就不通过', async () => {
    const wrong = [{ url: 'h5.example.com/x' }, { token: '有汉字' }, { encodingAesKey: 'short' }]
    for (const change of wrong) {
      expect(await stage.controls.configureCallback({ ...settings(), ...change })).toEqual({
        saved: false,
        reason: 'format',
      })
    }
  })

  test('一秒内不答不通过', async () => {
    stage.controls.flags({ urlCheckLimitMs: 50 })
    stage.product.answer = () => ({ status: 200, waitMs: 200 })
    expect(await stage.controls.configureCallback(settings())).toEqual({ saved: false, reason: 'timeout' })
  })
})

describe('送达', () => {
  test('签名、企业编号、自带参数都对；消息编号超过 2 的 53 次方', async () => {
    expect(await write('文字 <a&b> ]]> 结束')).toMatchObject({ outcome: 'acked' })
    const [one] = stage.product.received
    expect(one?.receiveId).toBe(corpId)
    expect(one?.url.searchParams.get('tenant')).toBe('a+b')
    expect(one?.fields).toMatchObject({
      MsgType: 'text',
      Content: '文字 <a&b> ]]> 结束',
      FromUserName: 'LiSi',
      ToUserName: corpId,
    })
    expect(BigInt(String(one?.fields.MsgId)) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true)
    expect(one?.fields.CreateTime).toBe(String(Math.floor(stage.emulator.frame.clock.now() / 1000)))
  })

  test('补位有一半大于 16，外层元素次序和 CDATA 都会变', async () => {
    for (let count = 0; count < 12; count += 1) await write(`第${count}条`)
    const pads = stage.product.received.map((one) => one.padBytes)
    expect(pads.filter((one) => one > 16)).toHaveLength(6)
    expect(Math.max(...pads)).toBeLessThanOrEqual(32)
    const firstElements = new Set(stage.product.received.map((one) => /^<xml>\s*<(\w+)>/.exec(one.raw)?.[1]))
    expect(firstElements).toEqual(new Set(['ToUserName', 'AgentID', 'Encrypt']))
    const contents = stage.product.received.map((one) => one.xml.includes('<Content><![CDATA['))
    expect(new Set(contents)).toEqual(new Set([true, false]))
  })

  test('不是 200 就重送，一共四次，编号和时间不变而密文不同', async () => {
    stage.product.answer = () => ({ status: 500 })
    expect(await write()).toMatchObject({ outcome: 'failed' })
    expect(stage.product.received).toHaveLength(4)
    expect(new Set(received().map((one) => `${one.MsgId}/${one.CreateTime}`)).size).toBe(1)
    expect(new Set(stage.product.received.map((one) => one.raw)).size).toBe(4)
    expect(new Set(stage.product.received.map((one) => one.url.searchParams.get('nonce'))).size).toBe(4)
  })

  test('超时算失败并记下；答 success 或空都算收到', async () => {
    stage.controls.flags({ callbackLimitMs: 60, callbackRetries: 0 })
    stage.product.answer = () => ({ status: 200, waitMs: 250 })
    expect(await write()).toMatchObject({ outcome: 'failed', attempts: [{ result: 'timeout' }] })
    expect(stage.controls.remarks().map((one) => one.kind)).toContain('slowAck')
    stage.controls.flags({ callbackLimitMs: 5000 })
    stage.product.answer = () => ({ status: 200, body: 'success' })
    expect(await write()).toMatchObject({ outcome: 'acked' })
  })

  test('可以送两遍、丢失、推迟、颠倒次序', async () => {
    stage.controls.flags({ delivery: 'twice' })
    await write('两遍')
    expect(received().map((one) => one.Content)).toEqual(['两遍', '两遍'])
    expect(received()[0]?.MsgId).toBe(received()[1]?.MsgId)
    stage.controls.flags({ delivery: 'lost' })
    expect(await write('丢失')).toMatchObject({ outcome: 'lost' })
    stage.controls.flags({ delivery: 'outOfOrder' })
    await write('先说')
    await write('后说')
    stage.controls.flags({ delivery: 'delayed', deliveryDelayMs: 60_000 })
    await write('推迟')
    expect(received().map((one) => one.Content)).toEqual(['两遍', '两遍', '后说', '先说'])
    stage.advance(60_000)
    await stage.emulator.settle()
    expect(received().at(-1)?.Content).toBe('推迟')
  })
})

describe('点击卡片', () => {
  test('事件带键值、任务编号、卡片类型和新的凭证；打开网页的按钮不产生事件', async () => {
    const msgid = await sentCard()
    expect(await stage.controls.press({ userid: 'LISI', msgid, key: 'ack' })).toEqual({ ok: true })
    expect(received()[0]).toMatchObject({
      Event: 'template_card_event',
      EventKey: 'ack',
      TaskId: 'b1',
      CardType: 'button_interaction',
      AgentID: '1000002',
      FromUserName: 'LiSi',
    })
    expect(received()[0]).not.toHaveProperty('SelectedItems')
    const opened = await stage.controls.press({ userid: 'LiSi', msgid, key: 'open:1' })
    expect(opened).toEqual({ ok: true, openUrl: 'https://h5.example.com/visits' })
    expect(received()).toHaveLength(1)
  })

  test('一个选择和两个选择都如实带回，没有选择就不发', async () => {
    const options = ['o1', 'o2', 'o3'].map((id) => ({ id, text: id }))
    const checkbox = { question_key: 'q1', mode: 1, option_list: options }
    const card = {
      card_type: 'vote_interaction',
      task_id: 'v1',
      main_title: { title: '投票' },
      checkbox,
      submit_button: { key: 'go' },
    }
    const msgid = await sentCard(card)
    const press = (values: Record<string, string[]>) =>
      stage.controls.press({ userid: 'LiSi', msgid, key: 'go', values })
    expect(await press({})).toEqual({ ok: false, fieldErrors: { q1: '请选择' } })
    expect(await press({ q1: ['bogus'] })).toMatchObject({ ok: false })
    await press({ q1: ['o2'] })
    await press({ q1: ['o1', 'o3'] })
    const chosen = (ids: string[]) => ({ SelectedItem: [{ QuestionKey: 'q1', OptionIds: { OptionId: ids } }] })
    expect(received().map((one) => one.SelectedItems)).toEqual([chosen(['o2']), chosen(['o1', 'o3'])])
  })

  test('下拉不选就是第一项或预选项', async () => {
    const option_list = ['a', 'b'].map((id) => ({ id, text: id }))
    const msgid = await sentCard(
      buttonCard('b2', { button_selection: { question_key: 'grade', option_list, selected_id: 'b' } }),
    )
    await stage.controls.press({ userid: 'LiSi', msgid, key: 'ack' })
    await stage.controls.press({ userid: 'LiSi', msgid, key: 'ack', values: { grade: 'a' } })
    expect(received().map((one) => JSON.stringify(one.SelectedItems))).toEqual([
      expect.stringContaining('"OptionId":["b"]'),
      expect.stringContaining('"OptionId":["a"]'),
    ])
  })

  test('右上角菜单是另一种事件', async () => {
    const msgid = await sentCard(
      buttonCard('b3', { action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] } }),
    )
    await stage.controls.press({ userid: 'LiSi', msgid, key: 'menu:mute' })
    expect(received()[0]).toMatchObject({ Event: 'template_card_menu_event', EventKey: 'mute', TaskId: 'b3' })
  })
})

describe('被动回复', () => {
  test('签名正确的 update_button 立刻生效', async () => {
    const msgid = await sentCard()
    const inner =
      '<xml><MsgType>update_button</MsgType><Button><ReplaceName><![CDATA[已登记]]></ReplaceName></Button></xml>'
    stage.product.answer = () => ({ status: 200, body: reply(inner) })
    await stage.controls.press({ userid: 'LiSi', msgid, key: 'ack' })
    expect(await stage.controls.press({ userid: 'LiSi', msgid, key: 'ack' })).toMatchObject({ ok: false })
  })

  test('update_template_card 用大写开头的字段名，换掉点击者的卡片', async () => {
    const msgid = await sentCard()
    const card =
      '<TemplateCard><CardType>button_interaction</CardType><MainTitle><Title>已办</Title></MainTitle><ButtonList><Text>撤销</Text><Key>undo</Key></ButtonList></TemplateCard>'
    stage.product.answer = () => ({
      status: 200,
      body: reply(`<xml><MsgType>update_template_card</MsgType>${card}</xml>`),
    })
    await stage.controls.press({ userid: 'LiSi', msgid, key: 'ack' })
    expect(stage.controls.messages()[0]?.cards.LiSi?.card).toMatchObject({
      main_title: { title: '已办' },
      task_id: 'b1',
    })
  })

  test('文字回复出现在聊天里；签名错或写成 Timestamp 的不理会，并记下', async () => {
    const inner = '<xml><MsgType>text</MsgType><Content>收到</Content></xml>'
    stage.product.answer = () => ({ status: 200, body: reply(inner) })
    await write()
    expect(stage.controls.messages({ userid: 'LiSi' }).map((one) => one.part.content)).toEqual(['收到'])
    stage.product.answer = () => ({ status: 200, body: reply(inner, { signature: 'f'.repeat(40) }) })
    await write()
    stage.product.answer = () => ({ status: 200, body: reply(inner, { stamp: 'Timestamp' }) })
    await write()
    expect(stage.controls.messages({ userid: 'LiSi' })).toHaveLength(1)
    expect(stage.controls.remarks().map((one) => one.kind)).toEqual(['passiveReply', 'passiveReply'])
  })
})

describe('有敌意的送达', () => {
  test('签名错、企业错、密钥错、时间旧、外部实体、超大、残缺，各按所说构造', async () => {
    const press = { userid: 'LiSi', msgid: await sentCard(), key: 'ack' }
    const hostile = (kind: Parameters<Stage['controls']['hostile']>[0]['kind']) =>
      stage.controls.hostile({ kind, press })
    expect(await hostile('wrongSignature')).toBe(403)
    expect(await hostile('brokenXml')).toBe(403)
    expect(received()).toHaveLength(0)
    await hostile('wrongReceiveId')
    await hostile('staleTimestamp')
    const [foreign, stale] = stage.product.received
    expect(foreign?.receiveId).not.toBe(corpId)
    expect(foreign?.fields).toMatchObject({ EventKey: 'ack', FromUserName: 'LiSi' })
    expect(Number(stale?.url.searchParams.get('timestamp'))).toBe(Number(stale?.fields.CreateTime) - 3600)
    const before = stage.product.received.length
    await hostile('hugeBody')
    expect(stage.product.received).toHaveLength(before)
    await hostile('wrongAesKey')
    expect(JSON.stringify(received().slice(before))).not.toContain('template_card_event')
  })

  test('外部实体放在加密的正文里，签名是对的', async () => {
    await stage.controls.hostile({ kind: 'externalEntity', userid: 'LiSi' })
    const encrypted = /<Encrypt>\s*<!\[CDATA\[(.*?)\]\]>/s.exec(stage.product.bodies[0] ?? '')?.[1] ?? ''
    expect(decrypt(encodingAesKey, encrypted).message).toContain('<!ENTITY leak SYSTEM "file:///etc/hostname">')
  })

  test('重放是上一次送达的逐字节重复', async () => {
    await write()
    await stage.controls.hostile({ kind: 'replay' })
    const [first, second] = stage.product.received
    expect(second?.raw).toBe(first?.raw)
    expect(second?.url.href).toBe(first?.url.href)
  })
})

describe('各种事件', () => {
  test('进入应用只在要求上报时发', async () => {
    await stage.controls.enter({ userid: 'LiSi' })
    stage.controls.setApp({ isReportEnter: false })
    await stage.controls.enter({ userid: 'LiSi' })
    expect(received().map((one) => one.Event)).toEqual(['enter_agent'])
  })

  test('可见范围变化发 subscribe 和 unsubscribe，不给应用发 change_contact', async () => {
    await stage.controls.setVisible({ departments: [2, 4] })
    await stage.controls.setVisible({ departments: [4], users: ['lisi'] })
    await stage.controls.putUser({ userid: '007', name: '演示丁', department: [4], status: 2 })
    const events = received().map((one) => `${one.Event}:${one.FromUserName}`)
    expect(events.slice(0, 1)).toEqual(['subscribe:007'])
    expect(events.slice(1).sort()).toEqual([
      'unsubscribe:007',
      'unsubscribe:QianQi',
      'unsubscribe:WangWu',
      'unsubscribe:ZhaoLiu',
    ])
  })

  test('通讯录变更只给同步助手，而且没有应用编号', async () => {
    const sync = { secret: 's', callback: { url: `${stage.product.url}/sync`, token, encodingAesKey } }
    await stage.stop()
    stage = await raiseStage({ sync: { ...sync, callback: { ...sync.callback, url: 'http://127.0.0.1:1/' } } })
    await stage.controls.putUser({ userid: 'LiSi', name: '演示甲', department: [2, 3] })
    expect(received()).toHaveLength(0)
    expect(stage.controls.deliveries().map((one) => one.fields.find(([name]) => name === 'ChangeType')?.[1])).toEqual([
      'update_user',
    ])
  })

  test('发图片事件的 PicList 每张重复一次', async () => {
    const button = [{ type: 'pic_sysphoto', name: '拍照', key: 'photo' }]
    await stage.api('menu/create?agentid=1000002', { button })
    await stage.emulator.wecom.desk.pressMenu('LiSi', '0:0')
    expect(received()[0]).toMatchObject({ Event: 'pic_sysphoto', EventKey: 'photo', SendPicsInfo: { Count: '2' } })
    expect(received()[0]).toHaveProperty('SendPicsInfo.PicList.length', 2)
  })
})
