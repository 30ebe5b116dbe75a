import { agentId, type Body, buttonCard, cardTo, otherAgentId, raiseStage, type Stage, textTo } from './wecomStage'

const HOUR = 3_600_000
let stage: Stage

beforeEach(async () => {
  stage = await raiseStage()
})
afterEach(() => stage.stop())

const sendCard = (card: Body, touser = 'LiSi') => stage.api('message/send', cardTo(touser, card))
const update = (body: Body, secretOfApp?: string) =>
  stage.api('message/update_template_card', { agentid: agentId, ...body }, secretOfApp)
const notice = (more: Body = {}) => ({
  card_type: 'text_notice',
  main_title: { title: '公示' },
  card_action: { type: 1, url: 'https://h5.example.com/a' },
  ...more,
})
const vote = (more: Body = {}) => ({
  card_type: 'vote_interaction',
  task_id: 'vote-1',
  main_title: { title: '意见征求' },
  checkbox: {
    question_key: 'q1',
    mode: 1,
    option_list: [
      { id: 'o1', text: '同意' },
      { id: 'o2', text: '不同意' },
    ],
  },
  submit_button: { key: 'submit' },
  ...more,
})
const choice = { question_key: 'q1', option_list: [{ id: 'o1', text: '一' }] }
const multiple = (more: Body = {}) => ({
  card_type: 'multiple_interaction',
  task_id: 'multi-1',
  main_title: { title: '选择' },
  select_list: [choice],
  submit_button: { key: 'submit', text: '交' },
  ...more,
})

describe('卡片的检查', () => {
  test.each<[string, Body, number]>([
    ['类型不认识', { ...notice(), card_type: 'poem' }, 42031],
    ['没有标题', notice({ main_title: {} }), 41016],
    ['文本通知没有跳转', notice({ card_action: undefined }), 42045],
    ['跳转没有地址', notice({ card_action: { type: 1 } }), 42028],
    ['跳转小程序没有编号', notice({ card_action: { type: 2 } }), 42030],
    ['链接超过三条', notice({ jump_list: Array(4).fill({ title: 't' }) }), 42042],
    ['链接没有标题', notice({ jump_list: [{}] }), 42033],
    ['左右列表超过六行', notice({ horizontal_content_list: Array(7).fill({ keyname: 'k' }) }), 42035],
    ['左右列表没有名称', notice({ horizontal_content_list: [{ value: 'v' }] }), 42027],
    ['左右列表的附件没有编号', notice({ horizontal_content_list: [{ keyname: 'k', type: 2 }] }), 42029],
    ['左右列表的成员没有编号', notice({ horizontal_content_list: [{ keyname: 'k', type: 3 }] }), 42050],
    ['图文通知没有图片', notice({ card_type: 'news_notice' }), 42044],
    [
      '上下列表超过四行',
      {
        ...notice({ card_type: 'news_notice', card_image: { url: 'https://a.b/c.png' } }),
        vertical_content_list: Array(5).fill({ title: 't' }),
      },
      42036,
    ],
    [
      '菜单按键重复',
      notice({
        task_id: 'm1',
        action_menu: {
          action_list: [
            { text: 'a', key: 'k' },
            { text: 'b', key: 'k' },
          ],
        },
      }),
      42051,
    ],
    ['带菜单而没有任务编号', notice({ action_menu: { action_list: [{ text: 'a', key: 'k' }] } }), 42014],
    ['任务编号有非法字符', buttonCard('rem:1'), 42014],
    ['任务编号过长', buttonCard('x'.repeat(129)), 42014],
    ['没有按钮', buttonCard('b1', { button_list: [] }), 40058],
    ['按钮没有文字', buttonCard('b1', { button_list: [{ key: 'k' }] }), 42038],
    ['按钮没有键值', buttonCard('b1', { button_list: [{ text: '好' }] }), 42039],
    ['下拉没有问题编号', buttonCard('b1', { button_selection: { option_list: [{ id: 'a', text: 'b' }] } }), 42043],
    [
      '投票选项超过二十个',
      vote({
        checkbox: {
          question_key: 'q',
          option_list: Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, text: 't' })),
        },
      }),
      42037,
    ],
    [
      '选项编号重复',
      vote({
        checkbox: {
          question_key: 'q',
          option_list: [
            { id: 'a', text: 't' },
            { id: 'a', text: 't' },
          ],
        },
      }),
      42040,
    ],
    ['选项没有文字', vote({ checkbox: { question_key: 'q', option_list: [{ id: 'a' }] } }), 42041],
    ['没有提交键值', vote({ submit_button: {} }), 42046],
    ['提交文字不是文字', multiple({ submit_button: { key: 'k', text: 1 } }), 42049],
    ['选择器超过三个', multiple({ select_list: Array(4).fill(choice) }), 42047],
  ])('%s被拒绝', async (_name, card, errcode) => {
    expect(await sendCard(card)).toMatchObject({ errcode })
    expect(stage.controls.messages()).toHaveLength(0)
  })

  test('任务编号用过一次就不能再用', async () => {
    expect(await sendCard(buttonCard('rem-8841@lisi-1'))).toMatchObject({ errcode: 0 })
    expect(await sendCard(buttonCard('rem-8841@lisi-1'))).toMatchObject({ errcode: 42014 })
  })

  test('没有回调地址的应用不能发要回传的卡片，普通通知可以', async () => {
    stage.controls.removeCallback()
    expect(await sendCard(buttonCard('b1'))).toMatchObject({ errcode: 43012 })
    expect(await sendCard(notice())).toMatchObject({ errcode: 0 })
  })

  test('超过建议字数只留下提醒', async () => {
    expect(await sendCard(buttonCard('b1', { main_title: { title: '长'.repeat(40) }, jump_list: [] }))).toMatchObject({
      errcode: 0,
    })
    const warnings = stage.controls.messages()[0]?.warnings.join('\n')
    expect(warnings).toContain('main_title.title: 40 characters, 36 are shown')
    expect(warnings).toContain('jump_list: not shown on a button_interaction card')
  })
})

describe('更新凭证', () => {
  test('只有要回传的卡片才有', async () => {
    expect(await sendCard(notice())).not.toHaveProperty('response_code')
    expect(await stage.api('message/send', textTo('LiSi'))).not.toHaveProperty('response_code')
    for (const card of [
      buttonCard('b1'),
      vote(),
      multiple(),
      notice({ task_id: 'n1', action_menu: { desc: '更多', action_list: [{ text: 'a', key: 'k' }] } }),
    ]) {
      expect(await sendCard(card)).toMatchObject({ errcode: 0, response_code: expect.any(String) })
    }
  })

  test('用一次就作废，72 小时后过期，别的应用不能用', async () => {
    const done = { userids: ['LiSi'], button: { replace_name: '已处理' } }
    const first = (await sendCard(buttonCard('b1'))).response_code
    expect(
      await update({ ...done, agentid: otherAgentId, response_code: first }, 'secret-of-another-app'),
    ).toMatchObject({ errcode: 42015 })
    expect(await update({ ...done, response_code: first })).toEqual({ errcode: 0, errmsg: 'ok', invaliduser: [] })
    expect(await update({ ...done, response_code: first })).toMatchObject({ errcode: 60140 })
    const second = (await sendCard(buttonCard('b2'))).response_code
    stage.advance(72 * HOUR)
    expect(await update({ ...done, response_code: second })).toMatchObject({ errcode: 60140 })
  })

  test('点击带来新的凭证，与发送时的凭证都能用', async () => {
    const sent = await sendCard(buttonCard('b1'))
    expect(await stage.controls.press({ userid: 'LiSi', msgid: String(sent.msgid), key: 'ack' })).toEqual({ ok: true })
    const clicked = stage.product.received[0]?.fields.ResponseCode
    expect(clicked).not.toBe(sent.response_code)
    const card = buttonCard('b1', { main_title: { title: '改一' } })
    expect(await update({ userids: ['LiSi'], response_code: clicked, template_card: card })).toMatchObject({
      errcode: 0,
    })
    expect(await update({ userids: ['LiSi'], response_code: sent.response_code, template_card: card })).toMatchObject({
      errcode: 0,
    })
  })
})

describe('更新卡片', () => {
  let sent: Body
  beforeEach(async () => {
    sent = await sendCard(buttonCard('b1'), 'LiSi|WangWu')
  })
  const code = () => ({ response_code: sent.response_code })
  const press = (userid: string, key = 'ack') => stage.controls.press({ userid, msgid: String(sent.msgid), key })

  test('收件人必须是数组，必须收到过这张卡片', async () => {
    const button = { replace_name: '已处理' }
    expect(await update({ ...code(), userids: 'LiSi', button })).toMatchObject({ errcode: 40058, invaliduser: [] })
    expect(await update({ ...code(), button })).toMatchObject({ errcode: 82101 })
    expect(await update({ ...code(), userids: ['ZhaoLiu'], button })).toMatchObject({
      errcode: 82102,
      invaliduser: ['zhaoliu'],
    })
    expect(await update({ ...code(), userids: ['LISI', 'ZhaoLiu'], button })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      invaliduser: ['zhaoliu'],
    })
  })

  test('变灰的按钮不能再点，也不影响没有点名的人', async () => {
    await update({ ...code(), userids: ['LiSi'], button: { replace_name: '已处理' } })
    expect(await press('LiSi')).toMatchObject({ ok: false })
    expect(stage.product.received).toHaveLength(0)
    expect(await press('WangWu')).toMatchObject({ ok: true })
    expect(stage.product.received[0]?.fields.FromUserName).toBe('WangWu')
  })

  test('atall 更新所有人；新卡片不写任务编号就沿用原来的', async () => {
    const { task_id: _left, ...card } = buttonCard('b1', { button_list: [{ text: '撤销', key: 'undo' }] }) as {
      task_id: string
    }
    expect(await update({ ...code(), atall: 1, template_card: card })).toMatchObject({ errcode: 0 })
    expect(await press('LiSi')).toMatchObject({ ok: false, clientError: 42017 })
    expect(await press('WangWu', 'undo')).toMatchObject({ ok: true })
    expect(stage.product.received[0]?.fields).toMatchObject({ TaskId: 'b1', EventKey: 'undo' })
  })

  test('新卡片可以换类型，也要通过检查；任务编号不能换成别的', async () => {
    const target = { ...code(), userids: ['LiSi'] }
    expect(await update({ ...target, template_card: notice({ card_action: undefined }) })).toMatchObject({
      errcode: 42045,
    })
    expect(await update({ ...target, template_card: buttonCard('b9') })).toMatchObject({ errcode: 42016 })
    expect(await update({ ...target, template_card: notice() })).toMatchObject({ errcode: 0 })
  })

  test('通知类卡片没有按钮可替换', async () => {
    const menu = { action_list: [{ text: 'a', key: 'k' }] }
    const { response_code } = await sendCard(notice({ task_id: 'n1', action_menu: menu }))
    expect(await update({ response_code, atall: 1, button: { replace_name: '好' } })).toMatchObject({ errcode: 42031 })
  })
})

test('点没有的按钮 42017，点没有的卡片 42016', async () => {
  const { msgid } = await sendCard(buttonCard('b1'))
  const press = (change: Body) => stage.controls.press({ userid: 'LiSi', msgid: String(msgid), key: 'ack', ...change })
  expect(await press({ key: 'bogus' })).toMatchObject({ ok: false, clientError: 42017 })
  expect(await press({ msgid: 'bogus' })).toMatchObject({ ok: false, clientError: 42016 })
  expect(await press({ userid: 'WangWu' })).toMatchObject({ ok: false, clientError: 42016 })
  expect(stage.product.received).toHaveLength(0)
})

describe('撤回', () => {
  test('24 小时内由本应用撤回，消息从列表里消失', async () => {
    const { msgid } = await stage.api('message/send', textTo('LiSi'))
    expect(await stage.api('message/recall', { msgid }, 'secret-of-another-app')).toMatchObject({ errcode: 40058 })
    expect(await stage.api('message/recall', { msgid })).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(stage.controls.messages({ userid: 'LiSi' })).toHaveLength(0)
    const late = await stage.api('message/send', textTo('LiSi', '第二条'))
    stage.advance(24 * HOUR + 1)
    expect(await stage.api('message/recall', { msgid: late.msgid })).toMatchObject({ errcode: 42052 })
  })
})
