import { agentId, type Body, raiseStage, type Stage, textTo } from './wecomStage'

const MINUTE = 60_000
let stage: Stage

beforeEach(async () => {
  stage = await raiseStage()
})
afterEach(() => stage.stop())

const send = (body: Body) => stage.api('message/send', body)
const got = (userid: string) => stage.controls.messages({ userid })
const message = (msgtype: string, part: Body, more: Body = {}) => ({
  touser: 'LiSi',
  agentid: agentId,
  msgtype,
  [msgtype]: part,
  ...more,
})

describe('收件人', () => {
  test('成功的回答只有三个字段，消息编号 86 位', async () => {
    const answer = await send(textTo('LiSi'))
    expect(Object.keys(answer)).toEqual(['errcode', 'errmsg', 'msgid'])
    expect(answer.msgid).toMatch(/^[\w-]{86}$/)
  })

  test('部分失败仍是 0，失败的人用小写和竖线列出；大小写不影响送达', async () => {
    const answer = await send({ ...textTo(' lisi | Nobody|007'), toparty: '3|4', totag: '9' })
    expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody|007', invalidparty: '4', invalidtag: '9' })
    expect(got('LISI')).toHaveLength(1)
    expect(got('ZhaoLiu')).toHaveLength(1)
    expect(got('007')).toHaveLength(0)
  })

  test('部门含下级，标签、全员都限于可见范围，一人只收一份', async () => {
    await send({ ...textTo('LiSi'), toparty: '2', totag: '7' })
    expect(['LiSi', 'WangWu', 'ZhaoLiu'].map((one) => got(one).length)).toEqual([1, 1, 1])
    await send(textTo('@all', '全员通知'))
    expect(['LiSi', 'ZhaoLiu', '007'].map((one) => got(one).length)).toEqual([2, 2, 0])
  })

  test('全部无效 81013，没写收件人 82001，人数和部门数超限各有错误码', async () => {
    expect(await send(textTo('Admin'))).toMatchObject({ errcode: 81013, invaliduser: 'admin' })
    expect(await send(textTo(''))).toMatchObject({ errcode: 82001 })
    const many = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`).join('|')
    expect(await send(textTo(many(1001)))).toMatchObject({ errcode: 40032 })
    expect(await send({ ...textTo('LiSi'), toparty: many(101) })).toMatchObject({ errcode: 82002 })
    expect(await send({ ...textTo('LiSi'), totag: many(101) })).toMatchObject({ errcode: 82003 })
    expect(await send({ ...textTo('LiSi'), touser: ['LiSi'] })).toMatchObject({ errcode: 40058 })
  })

  test('没有接口许可的成员列在 unlicenseduser，其余照发', async () => {
    await stage.controls.putUser({ userid: 'WangWu', name: '演示乙', department: [3], licensed: false })
    expect(await send(textTo('LiSi|WangWu'))).toMatchObject({ errcode: 0, unlicenseduser: 'WangWu' })
  })

  test('旧录音里的空字符串列表可以打开', async () => {
    stage.controls.flags({ emptyLists: 'emptyString' })
    expect(await send(textTo('LiSi'))).toMatchObject({ invaliduser: '', invalidparty: '', invalidtag: '' })
  })
})

describe('不作声的丢弃和限额', () => {
  test('同一人一分钟超过 30 条：答 0，但不送达', async () => {
    for (let count = 0; count < 31; count += 1) {
      expect(await send(textTo('LiSi', `第${count}条`))).toMatchObject({ errcode: 0, errmsg: 'ok' })
    }
    expect(got('LiSi')).toHaveLength(30)
    expect(stage.controls.messages().at(-1)?.dropped).toEqual(['LiSi'])
    stage.advance(MINUTE)
    await send(textTo('LiSi', '一分钟以后'))
    expect(got('LiSi')).toHaveLength(31)
  })

  test('未激活的成员答 0 而收不到', async () => {
    expect(await send(textTo('QianQi'))).toMatchObject({ errcode: 0 })
    expect(got('QianQi')).toHaveLength(0)
  })

  test('当日人次用完答 45009，到北京时间零点恢复', async () => {
    stage.controls.flags({ dailyPerAccount: 1 })
    for (let count = 0; count < 5; count += 1) await send(textTo('LiSi', `第${count}条`))
    expect(await send(textTo('LiSi', '超出'))).toMatchObject({ errcode: 45009 })
    stage.advance(12 * 60 * MINUTE)
    expect(await send(textTo('LiSi', '当天夜里 23 点'))).toMatchObject({ errcode: 45009 })
    stage.advance(60 * MINUTE)
    expect(await send(textTo('LiSi', '次日零点'))).toMatchObject({ errcode: 0 })
  })

  test('重复检查：间隔内相同内容答 0 不送达，间隔后照送', async () => {
    const body = textTo('LiSi', '重复', { enable_duplicate_check: 1, duplicate_check_interval: 600 })
    const first = await send(body)
    const second = await send(body)
    expect(second).toMatchObject({ errcode: 0, msgid: expect.any(String) })
    expect(second.msgid).not.toBe(first.msgid)
    expect(got('LiSi')).toHaveLength(1)
    stage.advance(10 * MINUTE)
    await send(body)
    expect(got('LiSi')).toHaveLength(2)
  })

  test('整点和半点发送会被记下', async () => {
    await send(textTo('LiSi'))
    expect(stage.controls.remarks()).toHaveLength(0)
    stage.advance(23 * MINUTE)
    await send(textTo('LiSi', '半点'))
    expect(stage.controls.remarks().map((one) => one.kind)).toEqual(['sentOnTheHour'])
  })
})

describe('各类消息的内容', () => {
  test('文本按 2048 字节截断，不切坏汉字', async () => {
    await send(textTo('LiSi', '党'.repeat(700)))
    expect(got('LiSi')[0]?.part.content).toBe('党'.repeat(682))
  })

  test.each([
    ['空文本', message('text', { content: ' ' }), 44004],
    ['控制字符', message('text', { content: '坏\u0007字' }), 40033],
    ['文本卡片没有标题', message('textcard', { description: 'd', url: 'https://a.b' }), 41016],
    ['文本卡片没有描述', message('textcard', { title: 't', url: 'https://a.b' }), 41033],
    ['链接没有协议', message('textcard', { title: 't', description: 'd', url: 'a.b/c' }), 45034],
    ['图文超过八条', message('news', { articles: Array(9).fill({ title: 't', url: 'https://a.b' }) }), 45008],
    ['图文设为保密', message('news', { articles: [{ title: 't', url: 'https://a.b' }] }, { safe: 1 }), 40074],
    ['markdown 超长', message('markdown', { content: '长'.repeat(683) }), 40058],
    ['图片编号无效', message('image', { media_id: 'x' }), 40007],
    ['图片没有编号', message('image', {}), 41006],
    ['小程序通知', message('miniprogram_notice', {}), 48002],
    ['类型不认识', message('poem', {}), 40008],
  ])('%s被拒绝', async (_name, body, errcode) => {
    expect(await send(body)).toMatchObject({ errcode })
    expect(got('LiSi')).toHaveLength(0)
  })

  test('文本卡片和图文超长只截断', async () => {
    await send(
      message('textcard', {
        title: '题'.repeat(200),
        description: '述'.repeat(600),
        url: 'https://a.b',
        btntxt: '马上去看看',
      }),
    )
    await send(message('news', { articles: [{ title: '题'.repeat(50), description: 'd', url: 'https://a.b' }] }))
    const [card, news] = got('LiSi').map((one) => one.part)
    expect(card).toMatchObject({ title: '题'.repeat(128), description: '述'.repeat(512), btntxt: '马上去看' })
    expect(news).toMatchObject({ articles: [{ title: '题'.repeat(42) }] })
  })

  test('编号转名字', async () => {
    await send(textTo('LiSi', '请联系 $userName=wangwu$', { enable_id_trans: 1 }))
    expect(got('LiSi')[0]?.part.content).toBe('请联系 演示乙')
  })
})
