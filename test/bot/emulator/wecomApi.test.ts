import { Quotas } from '../../../bot/emulator/wecom/quota'
import { agentId, corpId, otherAgentId, raiseStage, type Stage, secret, textTo } from './wecomStage'

const HOUR = 3_600_000
let stage: Stage

beforeEach(async () => {
  stage = await raiseStage()
})
afterEach(() => stage.stop())

describe('接口的外形', () => {
  test('出错也答 HTTP 200，错误码写在正文和响应头里', async () => {
    const answer = await stage.raw('user/get?userid=LiSi')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=UTF-8')
    expect(answer.headers.get('error-code')).toBe('41001')
    expect(answer.headers.get('error-msg')).toContain('access_token missing')
    expect(await answer.json()).toMatchObject({ errcode: 41001 })
  })

  test('不认识的路径答 404 和空正文', async () => {
    const answer = await stage.raw('no/such/path')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
  })

  test('错误说明带编号、来源地址和链接，每次都不同；可以改成只有短语', async () => {
    const texts = [await stage.api('user/get?userid=nobody'), await stage.api('user/get?userid=nobody')].map(
      (one) => one.errmsg,
    )
    expect(texts[0]).toMatch(
      /^userid not found, hint: \[\d{25}\], from ip: 127\.0\.0\.1, more info at https:.*e=60111$/,
    )
    expect(texts[0]).not.toBe(texts[1])
    stage.controls.flags({ bareErrors: true })
    expect((await stage.api('user/get?userid=nobody')).errmsg).toBe('userid not found')
  })

  test('出错的回答仍带空的默认字段', async () => {
    expect(await stage.api('user/get?userid=nobody')).toMatchObject({
      department: [],
      order: [],
      is_leader_in_dept: [],
      direct_leader: [],
    })
    expect(await stage.api('user/list_id', {})).toMatchObject({ errcode: 48002, dept_user: [] })
    expect(await stage.api('message/update_template_card', { agentid: agentId })).toMatchObject({
      errcode: 60140,
      invaliduser: [],
    })
  })

  test('先查令牌、再查地址、再查参数；令牌只认查询串', async () => {
    const inHeader = await stage.raw('message/send', {
      method: 'POST',
      headers: { authorization: `Bearer ${await stage.tokenOf()}` },
      body: '{broken',
    })
    expect(await inHeader.json()).toMatchObject({ errcode: 41001 })
    expect(stage.controls.remarks().map((one) => one.kind)).toContain('tokenInHeader')
    const unknown = await stage.raw('message/send?access_token=x', { method: 'POST', body: '{broken' })
    expect(await unknown.json()).toMatchObject({ errcode: 40014 })
    const token = await stage.tokenOf()
    stage.controls.flags({ ipRefused: true })
    const refused = await stage.raw(`message/send?access_token=${token}`, { method: 'POST', body: '{broken' })
    expect(await refused.json()).toMatchObject({
      errcode: 60020,
      errmsg: expect.stringContaining('from ip: 127.0.0.1'),
    })
    expect(await stage.tokenOf()).toBe(token)
    stage.controls.flags({ ipRefused: false })
    const broken = await stage.raw(`message/send?access_token=${token}`, { method: 'POST', body: '{broken' })
    expect(await broken.json()).toMatchObject({ errcode: 40058, errmsg: expect.stringContaining('wrong json format') })
    const get = await stage.raw(`message/send?access_token=${token}`)
    expect(await get.json()).toMatchObject({ errcode: 40058 })
  })
})

describe('取令牌', () => {
  const ask = async (query: string) => (await (await stage.raw(`gettoken?${query}`)).json()) as Record<string, unknown>

  test('缺密钥、缺企业、企业不对、密钥不对，各有各的错误码', async () => {
    expect(await ask('')).toMatchObject({ errcode: 41004 })
    expect(await ask(`corpsecret=${secret}`)).toMatchObject({ errcode: 41002 })
    expect(await ask(`corpid=wwOther&corpsecret=${secret}`)).toMatchObject({ errcode: 40013 })
    expect(await ask(`corpid=${corpId}&corpsecret=wrong`)).toMatchObject({ errcode: 40001 })
  })

  test('成功的回答只有四个字段；有效期内再取得到同一个', async () => {
    const first = await ask(`corpid=${corpId}&corpsecret=${secret}`)
    expect(first).toEqual({ errcode: 0, errmsg: 'ok', access_token: expect.any(String), expires_in: 7200 })
    expect((await ask(`corpid=${corpId}&corpsecret=${secret}`)).access_token).toBe(first.access_token)
    stage.advance(2 * HOUR)
    expect((await ask(`corpid=${corpId}&corpsecret=${secret}`)).access_token).not.toBe(first.access_token)
  })

  test('反复用错密钥，这个地址被封一小时', async () => {
    for (let count = 0; count < 5; count += 1) await ask(`corpid=${corpId}&corpsecret=wrong`)
    expect(await ask(`corpid=${corpId}&corpsecret=${secret}`)).toMatchObject({ errcode: 45009 })
    stage.advance(HOUR)
    expect(await ask(`corpid=${corpId}&corpsecret=${secret}`)).toMatchObject({ errcode: 0 })
  })

  test('令牌满两小时失效；平台也可以提前作废；重取以后恢复', async () => {
    const token = await stage.tokenOf()
    const user = async (text: string) =>
      (await (await stage.raw(`user/get?userid=LiSi&access_token=${text}`)).json()) as object
    stage.advance(2 * HOUR - 1)
    expect(await user(token)).toMatchObject({ errcode: 0 })
    stage.advance(1)
    expect(await user(token)).toMatchObject({ errcode: 42001 })
    stage.controls.flags({ expiredTokenCode: 40014 })
    expect(await user(token)).toMatchObject({ errcode: 40014 })
    const second = await stage.tokenOf()
    stage.controls.invalidateTokens({ how: 'expired' })
    stage.controls.flags({ expiredTokenCode: 42001 })
    expect(await user(second)).toMatchObject({ errcode: 42001 })
    const third = await stage.tokenOf()
    stage.controls.invalidateTokens({ how: 'unknown' })
    expect(await user(third)).toMatchObject({ errcode: 40014 })
    expect(await user(await stage.tokenOf())).toMatchObject({ errcode: 0 })
  })
})

describe('频率限制', () => {
  test('超过以后整段时间都不放行，过了才重新计数', () => {
    let now = 0
    const quotas = new Quotas(() => now)
    const hit = () => quotas.withinOrBlocked('base', 2, 60_000)
    expect([hit(), hit(), hit()]).toEqual([true, true, false])
    now = 59_999
    expect(hit()).toBe(false)
    now = 60_000
    expect(hit()).toBe(true)
  })
})

describe('应用编号', () => {
  test('必须是整数，必须存在，必须是令牌自己的应用；通讯录密钥不能发消息', async () => {
    const send = (agentid: unknown, secretOfApp?: string) =>
      stage.api('message/send', textTo('LiSi', '好', { agentid }), secretOfApp)
    expect(await send(String(agentId))).toMatchObject({ errcode: 40056 })
    expect(await send(99)).toMatchObject({ errcode: 40056 })
    expect(await send(undefined)).toMatchObject({ errcode: 41011 })
    expect(await send(otherAgentId)).toMatchObject({ errcode: 301002 })
    expect(await send(agentId, 'secret-of-contact-sync')).toMatchObject({ errcode: 48002 })
  })
})

describe('系统繁忙与丢失的回答', () => {
  test('指定的接口按次数答指定的错误码', async () => {
    stage.controls.force({ path: 'message/send', code: -1, times: 2 })
    const codes = []
    for (let count = 0; count < 3; count += 1)
      codes.push((await stage.api('message/send', textTo('LiSi', `第${count}条`))).errcode)
    expect(codes).toEqual([-1, -1, 0])
  })

  test('随机繁忙由种子决定，同一种子结果相同', async () => {
    const token = await stage.tokenOf()
    const run = async () => {
      stage.controls.flags({ busyShare: 0.5, seed: 42 })
      const codes: unknown[] = []
      for (let count = 0; count < 12; count += 1) {
        const answer = await stage.raw(`user/get?userid=LiSi&access_token=${token}`)
        codes.push(((await answer.json()) as { errcode: number }).errcode)
      }
      return codes
    }
    const first = await run()
    expect(first).toContain(-1)
    expect(first).toContain(0)
    expect(await run()).toEqual(first)
  })

  test('回答丢失的发送其实已经送到；带重复检查再发，不会送第二遍', async () => {
    const body = textTo('LiSi', '走访提醒', { enable_duplicate_check: 1 })
    const token = await stage.tokenOf()
    stage.emulator.frame.faults.add({ path: '/wecom/cgi-bin/message/send', kind: 'lostResponse' })
    await expect(
      stage.raw(`message/send?access_token=${token}`, { method: 'POST', body: JSON.stringify(body) }),
    ).rejects.toThrow()
    expect(stage.controls.messages({ userid: 'LiSi' })).toHaveLength(1)
    expect(await stage.api('message/send', body)).toMatchObject({ errcode: 0 })
    expect(stage.controls.messages({ userid: 'LiSi' })).toHaveLength(1)
  })
})
