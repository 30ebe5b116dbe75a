import { agentId, type Body, buttonCard, cardTo, otherAgentId, raiseStage, type Stage, textTo } from './wecomStage'

const HOUR = 3_600_000
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(32)])
let stage: Stage

beforeEach(async () => {
  stage = await raiseStage()
})
afterEach(() => stage.stop())

interface Upload {
  type?: string
  field?: string
  name?: string
  bytes?: Buffer
  path?: string
}

async function upload({
  type = 'image',
  field = 'media',
  name = '照片.png',
  bytes = png,
  path = 'media/upload',
}: Upload = {}): Promise<Body> {
  const form = new FormData()
  if (name === '') form.set(field, bytes.toString('latin1'))
  else form.set(field, new Blob([new Uint8Array(bytes)]), name)
  const answer = await stage.raw(`${path}?type=${type}&access_token=${await stage.tokenOf()}`, {
    method: 'POST',
    body: form,
  })
  return (await answer.json()) as Body
}

describe('素材', () => {
  test('上传成功，created_at 是文字；本企业别的应用也能取，文件名按上传时的', async () => {
    const answer = await upload()
    expect(answer).toEqual({
      errcode: 0,
      errmsg: 'ok',
      type: 'image',
      media_id: expect.any(String),
      created_at: expect.stringMatching(/^\d{10}$/),
    })
    const token = await stage.tokenOf('secret-of-another-app')
    const got = await stage.raw(`media/get?media_id=${answer.media_id}&access_token=${token}`)
    expect(got.headers.get('content-type')).toBe('image/png')
    expect(got.headers.get('content-disposition')).toContain(encodeURIComponent('照片.png'))
    expect(Buffer.from(await got.arrayBuffer()).equals(png)).toBe(true)
  })

  test.each<[string, Upload, number]>([
    ['种类不认识', { type: 'poem' }, 40004],
    ['字段名不是 media', { field: 'file' }, 44001],
    ['没有文件名', { name: '' }, 44001],
    ['空文件', { bytes: Buffer.alloc(0) }, 44001],
    ['不超过五个字节', { bytes: Buffer.alloc(5) }, 40006],
    ['超过大小', { type: 'voice', bytes: Buffer.alloc(2 * 1024 * 1024 + 1) }, 45001],
    ['内容不是图片', { bytes: Buffer.from('not a picture at all') }, 40005],
  ])('%s被拒绝', async (_name, change, errcode) => {
    expect(await upload(change)).toMatchObject({ errcode })
  })

  test('三天后失效；取不到时仍是 HTTP 200 的 JSON', async () => {
    const { media_id } = await upload()
    const image = { touser: 'LiSi', agentid: agentId, msgtype: 'image', image: { media_id } }
    expect(await stage.api('message/send', image)).toMatchObject({ errcode: 0 })
    expect(await stage.api('message/send', { ...image, msgtype: 'file', file: { media_id } })).toMatchObject({
      errcode: 40007,
    })
    stage.advance(72 * HOUR + 1)
    const gone = await stage.raw(`media/get?media_id=${media_id}&access_token=${await stage.tokenOf()}`)
    expect(gone.status).toBe(200)
    expect(gone.headers.get('content-type')).toContain('application/json')
    expect(await gone.json()).toMatchObject({ errcode: 40007 })
  })

  test('网页接口 uploadImage 给的编号，服务器能用来取图', async () => {
    const body = JSON.stringify({ data: `data:image/png;base64,${png.toString('base64')}` })
    const answer = await fetch(`${stage.emulator.url}/wecom/bridge/upload`, { method: 'POST', body })
    const { serverId } = (await answer.json()) as { serverId: string }
    const got = await stage.raw(`media/get?media_id=${serverId}&access_token=${await stage.tokenOf()}`)
    expect(Buffer.from(await got.arrayBuffer()).equals(png)).toBe(true)
  })
})

describe('菜单', () => {
  const create = (button: Body[], query = `?agentid=${agentId}`) =>
    stage.api(`menu/create${query}`, { agentid: agentId, button })
  const click = { type: 'click', name: '待办', key: 'todo' }

  test('应用编号只认查询串；没有菜单时 46003', async () => {
    expect(await create([click], '')).toMatchObject({ errcode: 41011 })
    expect(await create([click], `?agentid=${otherAgentId}`)).toMatchObject({ errcode: 301002 })
    expect(await stage.api(`menu/get?agentid=${agentId}`)).toMatchObject({ errcode: 46003 })
    expect(await create([click])).toMatchObject({ errcode: 0 })
    expect(await stage.api(`menu/get?agentid=${agentId}`)).toMatchObject({ button: [click] })
  })

  test.each<[string, Body[], number]>([
    ['四个按钮', Array(4).fill(click), 40016],
    ['名称超过 16 字节', [{ ...click, name: '六个汉字太长' }], 40018],
    ['键值过长', [{ ...click, key: 'k'.repeat(129) }], 40019],
    ['地址过长', [{ type: 'view', name: '页', url: `https://a.b/${'x'.repeat(1024)}` }], 40020],
    ['六个子菜单', [{ name: '更多', sub_button: Array(6).fill(click) }], 40023],
  ])('%s被拒绝', async (_name, button, errcode) => {
    expect(await create(button)).toMatchObject({ errcode })
  })

  test('点菜单产生 click 事件', async () => {
    await create([{ name: '更多', sub_button: [{ ...click, name: '我的待办事项列表' }] }])
    expect(stage.emulator.wecom.desk.menu('LiSi')).toEqual([{ key: '0:0', text: '更多 › 我的待办事项列表' }])
    await stage.emulator.wecom.desk.pressMenu('LiSi', '0:0')
    expect(stage.product.received[0]?.fields).toMatchObject({ Event: 'click', EventKey: 'todo', FromUserName: 'LiSi' })
  })
})

describe('工作台、应用信息、群机器人', () => {
  const keydata = { items: [{ key: '待处理', data: '3' }] }
  const setData = (userid: string) =>
    stage.api('agent/set_workbench_data', { agentid: agentId, userid, type: 'keydata', keydata })

  test('没有开启自定义展示 94000；每人每分钟十次；范围外 60011', async () => {
    expect(await setData('LiSi')).toMatchObject({ errcode: 94000 })
    stage.controls.setApp({ workbench: true })
    expect(await setData('007')).toMatchObject({ errcode: 60011 })
    const codes: unknown[] = []
    for (let count = 0; count < 11; count += 1) codes.push((await setData('LiSi')).errcode)
    expect(codes).toEqual([...Array(10).fill(0), 45009])
    expect(await setData('WangWu')).toMatchObject({ errcode: 0 })
  })

  test('应用信息给出可见范围和可信域名', async () => {
    expect(await stage.api(`agent/get?agentid=${agentId}`)).toMatchObject({
      agentid: agentId,
      allow_partys: { partyid: [2] },
      redirect_domain: 'h5.example.com:8443',
      isreportenter: 1,
    })
    expect(await stage.api(`agent/get?agentid=${otherAgentId}`)).toMatchObject({ errcode: 301002 })
  })

  test('机器人：密钥错 93000，每分钟二十条，超长拒绝，先查文件后查密钥', async () => {
    const say = async (content: string, key = 'robot-key') => {
      const body = JSON.stringify({ msgtype: 'text', text: { content } })
      return (await (await stage.raw(`webhook/send?key=${key}`, { method: 'POST', body })).json()) as Body
    }
    expect(await say('好', 'wrong')).toMatchObject({ errcode: 93000 })
    expect(await say('x'.repeat(5121))).toMatchObject({ errcode: 40058 })
    expect(await say('x'.repeat(5120))).toMatchObject({ errcode: 0 })
    for (let count = 0; count < 18; count += 1) await say(`第${count}条`)
    expect(await say('太快')).toMatchObject({ errcode: 45009 })
    const empty = await stage.raw('webhook/upload_media?key=wrong&type=file', { method: 'POST' })
    expect(await empty.json()).toMatchObject({ errcode: 44001 })
    expect(await upload({ path: 'webhook/upload_media', type: 'file' })).toMatchObject({ errcode: 93000 })
  })
})

describe('演示台', () => {
  const desk = () => stage.emulator.wecom.desk
  const buttonsOf = (userid: string) => JSON.stringify(desk().chat(userid))

  test('列出看得到应用的人和未读数，进入聊天后清零', async () => {
    await stage.api('message/send', textTo('LiSi'))
    expect(
      desk()
        .users()
        .map((one) => [one.id, one.department, one.unread]),
    ).toEqual([
      ['LiSi', '第一支部', 1],
      ['WangWu', '综合处', 0],
      ['ZhaoLiu', '第一支部', 0],
      ['QianQi', '综合处', 0],
    ])
    desk().enter('LiSi')
    await stage.emulator.settle()
    expect(desk().users()[0]?.unread).toBe(0)
  })

  test('卡片画得出标题、行、按钮；按下去产生事件；变灰后只剩灰按钮', async () => {
    const sent = await stage.api('message/send', cardTo('LiSi', buttonCard('b1')))
    const [message] = desk().chat('LiSi')
    expect(message?.content).toMatchObject({
      kind: 'card',
      card: { title: '走访提醒', subtitle: '本月还有 1 次走访未登记' },
    })
    expect(buttonsOf('LiSi')).toContain('"key":"截止","value":"11-30 18:00"')
    expect(await desk().press('LiSi', message?.id ?? '', 'ack', {})).toEqual({ ok: true })
    expect(stage.product.received[0]?.fields.EventKey).toBe('ack')
    await stage.api('message/update_template_card', {
      agentid: agentId,
      atall: 1,
      response_code: sent.response_code,
      button: { replace_name: '已处理' },
    })
    expect(buttonsOf('LiSi')).toContain('"text":"已处理","look":"default","disabled":true')
    expect(buttonsOf('LiSi')).not.toContain('"id":"ack"')
  })

  test('投票卡片是表单，选项和提交都在里面', async () => {
    const option_list = [
      { id: 'o1', text: '同意', is_checked: true },
      { id: 'o2', text: '不同意' },
    ]
    const card = {
      card_type: 'vote_interaction',
      task_id: 'v1',
      main_title: { title: '征求意见' },
      checkbox: { question_key: 'q1', mode: 0, option_list },
      submit_button: { key: 'go' },
    }
    await stage.api('message/send', cardTo('LiSi', card))
    const content = desk().chat('LiSi')[0]?.content
    const form = content?.kind === 'card' ? content.card.blocks[0] : undefined
    expect(form).toMatchObject({
      kind: 'form',
      blocks: [
        { kind: 'field', field: { name: 'q1', type: 'radios', value: 'o1' } },
        { kind: 'buttons', buttons: [{ id: 'go', text: '提交', action: 'submit' }] },
      ],
    })
  })

  test('文字、链接、markdown、撤回各有样子；个人写的话也在聊天里', async () => {
    await stage.api('message/send', textTo('LiSi', '见<a href="https://h5.example.com/a">这里</a>'))
    await stage.api('message/send', {
      ...textTo('LiSi'),
      msgtype: 'markdown',
      markdown: { content: '# 标题\n**重点** <font color="warning">今天</font>' },
    })
    const { msgid } = await stage.api('message/send', textTo('LiSi', '将撤回'))
    await stage.api('message/recall', { msgid })
    await desk().sendText('LiSi', '收到')
    const shown = desk()
      .chat('LiSi')
      .map((one) => JSON.stringify(one.content))
    expect(shown[0]).toContain('{"text":"这里","href":"https://h5.example.com/a"}')
    expect(shown[1]).toContain('"style":"heading1"')
    expect(shown[1]).toContain('{"text":"今天","color":"orange"}')
    expect(shown[2]).toContain('消息已撤回')
    expect(shown[3]).toContain('收到')
  })

  test('企业微信自己的登录地址换成仿真平台的地址', () => {
    const address = 'https://open.weixin.qq.com/connect/oauth2/authorize?appid=1#wechat_redirect'
    expect(desk().openLink(address)).toBe(
      `${stage.emulator.url}/wecom/connect/oauth2/authorize?appid=1#wechat_redirect`,
    )
    expect(desk().openLink('wxwork://openurl?url=https%3A%2F%2Fa.b%2Fc')).toBe('https://a.b/c')
  })

  test('控制接口与进程内的方法是同一套', async () => {
    const control = async (action: string, input: Body) => {
      const answer = await fetch(`${stage.emulator.url}/__ctl/wecom/${action}`, {
        method: 'POST',
        body: JSON.stringify(input),
      })
      return { status: answer.status, body: (await answer.json()) as Body }
    }
    expect(await control('flags', { bareErrors: true })).toMatchObject({ status: 200, body: { ok: true } })
    expect((await stage.api('user/get?userid=nobody')).errmsg).toBe('userid not found')
    expect(await control('flags', { noSuchFlag: true })).toMatchObject({ status: 400 })
    await stage.api('message/send', textTo('LiSi'))
    expect((await control('messages', { userid: 'LiSi' })).body.result).toHaveLength(1)
  })

  test('重启以后聊天、卡片和更新凭证都还在', async () => {
    const sent = await stage.api('message/send', cardTo('LiSi', buttonCard('b1')))
    const saved = JSON.parse(JSON.stringify(stage.emulator.wecom.kept.save())) as unknown
    await stage.stop()
    stage = await raiseStage()
    stage.emulator.wecom.kept.restore(saved)
    expect(desk().chat('LiSi')).toHaveLength(1)
    const change = { agentid: agentId, atall: 1, response_code: sent.response_code, button: { replace_name: '好' } }
    expect(await stage.api('message/update_template_card', change)).toMatchObject({ errcode: 0 })
    expect(await stage.api('message/send', cardTo('LiSi', buttonCard('b1')))).toMatchObject({ errcode: 42014 })
  })
})
