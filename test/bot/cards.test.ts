import fc from 'fast-check'
import { cutCharacters, toOneLine, withinLimits } from '../../bot/cards/limits'
import {
  approvalWaitingCard,
  deliveredOrderCard,
  deliveryCard,
  paidCard,
  proofWaitingCard,
  returnedOrderCard,
  reviewWaitingCard,
} from '../../bot/cards/signOrder'
import { escapeMarkdown, renderCard as renderFeishu } from '../../bot/feishu/render'
import type { Card, CardField } from '../../bot/port'
import { renderCard as renderWecom } from '../../bot/wecom/render'
import { toCalendarDay } from '../../server/domain/calendar/calendarDay'

const pages = { appId: 'cli_1', publicUrl: 'https://a.example', applinkUrl: 'https://applink.feishu.cn' }
const wecom = (card: Card) => renderWecom(card, 'outbox-1', 'https://a.example')

const card: Card = {
  title: '走访提醒',
  tone: 'attention',
  summary: '还有 1 次走访未登记',
  lines: ['本月还有 1 次走访未登记', '请在月底前完成'],
  facts: [{ label: '截止', value: '2026-11-30' }],
  buttons: [
    { kind: 'open', label: '去登记', path: '/visits/new?from=card&a=1', primary: true },
    { kind: 'press', label: '已读', action: 'read:7' },
  ],
}
const opens = card.buttons.filter((one) => one.kind === 'open')
const choice: CardField = {
  kind: 'choice',
  name: 'reason',
  label: '原因',
  required: true,
  options: [
    { value: 'leave', label: '请假' },
    { value: 'travel', label: '出差' },
  ],
}
const dayField: CardField = { kind: 'day', name: 'on', label: '日期', required: true, initial: '2026-11-30' }
const textField: CardField = { kind: 'text', name: 'note', label: '说明', required: false, limit: 200, initial: '无' }
const submit = { label: '提交', action: 'visit:7' }
/** 退回 needs words; 同意 does not. */
const decision: Card = {
  ...card,
  answers: {
    comment: { label: '退回原因', limit: 200 },
    choices: [
      { label: '退回', action: 'decide:7:return', look: 'danger', wordsPath: '/posts/7?answer=return' },
      { label: '同意', action: 'decide:7:agree', look: 'primary' },
    ],
  },
  buttons: [{ kind: 'open', label: '看整张推荐表', path: '/posts/7' }],
}
const withForm = (...fields: CardField[]): Card => ({ ...card, form: { fields, submit } })

describe('texts of a card', () => {
  test('are cut by characters, and an emoji is never cut in half', () => {
    expect(cutCharacters('党员联系群众', 6)).toBe('党员联系群众')
    expect(cutCharacters('党员联系群众', 5)).toBe('党员联系…')
    expect(cutCharacters('🌉🌉🌉🌉', 3)).toBe('🌉🌉…')
  })

  test('never exceed their limit', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 60 }), (text, limit) => {
        expect([...cutCharacters(text, limit)].length).toBeLessThanOrEqual(limit)
      }),
    )
  })

  test('stand on one line, without control characters and half characters', () => {
    expect(toOneLine('去过。\n没去。')).toBe('去过。没去。')
    expect(toOneLine(' 甲\r\n乙\u0000丙\u2028丁\u202E戊\uD83C ')).toBe('甲 乙丙 丁戊')
  })

  test('without content are left out', () => {
    const short = withinLimits({ ...card, lines: ['', ' \n '], facts: [{ label: '截止', value: ' ' }] })
    expect(short.lines).toEqual([])
    expect(short.facts).toEqual([])
  })
})

describe('a Feishu card', () => {
  test('has header, text, facts and buttons as the platform wants them', () => {
    expect(renderFeishu(card, pages)).toEqual({
      schema: '2.0',
      config: { update_multi: true, enable_forward: false, summary: { content: '还有 1 次走访未登记' } },
      header: { template: 'orange', title: { tag: 'plain_text', content: '走访提醒' } },
      body: {
        direction: 'vertical',
        vertical_spacing: '8px',
        elements: [
          { tag: 'markdown', content: '本月还有 1 次走访未登记\n请在月底前完成' },
          { tag: 'markdown', content: "<font color='grey'>截止</font>\n2026&#45;11&#45;30" },
          {
            tag: 'column_set',
            flex_mode: 'flow',
            columns: [
              column('去登记', 'primary', {
                type: 'open_url',
                default_url:
                  'https://applink.feishu.cn/client/web_app/open?appId=cli_1&lk_target_url=https%3A%2F%2Fa.example%2Fvisits%2Fnew%3Ffrom%3Dcard%26a%3D1',
              }),
              column('已读', 'default', { type: 'callback', value: { action: 'read:7' } }),
            ],
          },
        ],
      },
    })
  })

  function column(label: string, type: string, behavior: object) {
    const button = { tag: 'button', text: { tag: 'plain_text', content: label }, type, behaviors: [behavior] }
    return { tag: 'column', width: 'auto', elements: [button] }
  }

  test('asks for a day, a choice and a text in one form', () => {
    const { body } = renderFeishu(
      { ...withForm(dayField, choice, textField), lines: [], facts: [], buttons: [] },
      pages,
    )
    const plain = (content: string) => ({ tag: 'plain_text', content })
    expect(body).toMatchObject({
      elements: [
        {
          tag: 'form',
          name: 'form',
          elements: [
            { tag: 'markdown', content: '日期' },
            {
              tag: 'date_picker',
              name: 'on',
              required: true,
              initial_date: '2026-11-30',
              placeholder: plain('请选择日期'),
            },
            { tag: 'markdown', content: '原因' },
            {
              tag: 'select_static',
              name: 'reason',
              options: [
                { text: plain('请假'), value: 'leave' },
                { text: plain('出差'), value: 'travel' },
              ],
            },
            { tag: 'input', name: 'note', label: plain('说明'), max_length: 200, default_value: '无', required: false },
            {
              tag: 'button',
              name: 'submit',
              form_action_type: 'submit',
              behaviors: [{ type: 'callback', value: { action: 'visit:7' } }],
            },
          ],
        },
      ],
    })
  })

  test('asks for a decision: what to write on top, the answers in one row below', () => {
    const { body } = renderFeishu({ ...decision, lines: [], facts: [], buttons: [] }, pages)
    const plain = (content: string) => ({ tag: 'plain_text', content })
    const answer = (position: number, label: string, type: string, action: string) => ({
      tag: 'column',
      width: 'weighted',
      weight: 1,
      elements: [
        {
          tag: 'button',
          name: `answer${position}`,
          text: plain(label),
          type,
          width: 'fill',
          form_action_type: 'submit',
          behaviors: [{ type: 'callback', value: { action } }],
        },
      ],
    })
    expect(body).toMatchObject({
      elements: [
        {
          tag: 'form',
          name: 'answers',
          elements: [
            { tag: 'input', name: 'comment', required: false, label: plain('退回原因'), max_length: 200, rows: 2 },
            {
              tag: 'column_set',
              flex_mode: 'none',
              columns: [
                answer(0, '退回', 'danger', 'decide:7:return'),
                answer(1, '同意', 'primary_filled', 'decide:7:agree'),
              ],
            },
          ],
        },
      ],
    })
  })

  test('shows the way to the page below a decision as a link', () => {
    const { body } = renderFeishu({ ...decision, lines: [], facts: [] }, pages)
    const { elements } = body as { elements: object[] }
    expect(elements[1]).toMatchObject({ tag: 'button', type: 'primary_text', width: 'fill' })
  })

  test('without words to ask for has the answers alone; long ones stand below each other on a phone', () => {
    const choices = ['一二三四五', '六七八九十', '甲乙丙丁戊'].map((label) => ({ label, action: label }))
    const { body } = renderFeishu({ ...decision, answers: { choices }, lines: [], facts: [], buttons: [] }, pages)
    expect(body).toMatchObject({
      elements: [{ tag: 'form', elements: [{ tag: 'column_set', flex_mode: 'stretch' }] }],
    })
  })

  test('puts short facts two and two, a long one alone', () => {
    const facts = ['24人到会，22人同意', '乙', '长'.repeat(11), '丙', '丁', '戊'].map((value, at) => ({
      label: `第${at}`,
      value,
    }))
    const { body } = renderFeishu({ ...card, lines: [], facts, buttons: [] }, pages)
    const { elements } = body as { elements: { tag: string; flex_mode?: string }[] }
    expect(elements.map((one) => one.flex_mode ?? one.tag)).toEqual(['bisect', 'markdown', 'bisect', 'markdown'])
  })

  test('shows what people typed and never obeys it', () => {
    const typed = '<at id=all></at> [点我](https://x.example) **粗** #题 `码` ~删~ :OK: &#60;'
    const { body } = renderFeishu({ ...card, lines: [typed, '1. 甲', '- 乙', '| 丙 |'] }, pages)
    const content = (body as { elements: { content: string }[] }).elements[0]?.content ?? ''
    expect(content).not.toMatch(/[<>[\]()*`~:|]|^#|^-|^\d+\./m)
    expect(withoutEntities(content)).toBe(`${typed}\n1. 甲\n- 乙\n| 丙 |`)
  })

  const withoutEntities = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

  test('escapes any text so that it reads the same and holds no mark', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const escaped = escapeMarkdown(text)
        expect(withoutEntities(escaped)).toBe(text)
        expect(escaped.replace(/&#\d+;/g, '')).not.toMatch(/[<>[\]()*_`~:|#&!\\$+-]/)
      }),
    )
  })
})

describe('a WeCom card', () => {
  const head = {
    source: { desc: '连心桥', desc_color: 2 },
    task_id: 'outbox-1',
    main_title: { title: '走访提醒', desc: '本月还有 1 次走访未登记' },
  }
  const texts = {
    sub_title_text: '请在月底前完成',
    horizontal_content_list: [{ keyname: '截止', value: '2026-11-30' }],
  }
  const url = 'https://a.example/visits/new?from=card&a=1'
  const openButton = { type: 1, text: '去登记', style: 1, url }

  test('that is finished is a notice that opens the page', () => {
    expect(wecom({ ...card, tone: 'done', buttons: opens })).toEqual({
      ...head,
      source: { desc: '连心桥', desc_color: 3 },
      card_type: 'text_notice',
      ...texts,
      jump_list: [{ type: 1, title: '去登记', url }],
      card_action: { type: 1, url },
    })
  })

  test('that only opens a page has buttons too, for a notice could never be marked as finished', () => {
    expect(wecom({ ...card, buttons: opens })).toEqual({
      ...head,
      card_type: 'button_interaction',
      ...texts,
      card_action: { type: 1, url },
      button_list: [openButton],
    })
  })

  test('without any button opens the front page, as the platform insists on an address', () => {
    expect(wecom({ ...card, buttons: [] })).toMatchObject({ card_action: { type: 1, url: 'https://a.example/' } })
  })

  test('with a button to press has buttons', () => {
    expect(wecom(card)).toEqual({
      ...head,
      card_type: 'button_interaction',
      ...texts,
      card_action: { type: 1, url },
      button_list: [openButton, { type: 0, text: '已读', style: 2, key: 'read:7' }],
    })
  })

  test('with one choice asks it above the buttons and keeps text and link', () => {
    expect(wecom({ ...withForm(choice), buttons: opens })).toEqual({
      ...head,
      card_type: 'button_interaction',
      ...texts,
      card_action: { type: 1, url },
      button_selection: {
        question_key: 'reason',
        title: '原因',
        selected_id: 'unchosen',
        option_list: [
          { id: 'unchosen', text: '请选择' },
          { id: 'leave', text: '请假' },
          { id: 'travel', text: '出差' },
        ],
      },
      button_list: [{ type: 0, text: '提交', style: 1, key: 'visit:7' }, openButton],
    })
  })

  test('asks for a decision with buttons; the one that needs words opens the page, a tap on the card the whole', () => {
    expect(wecom(decision)).toEqual({
      ...head,
      card_type: 'button_interaction',
      ...texts,
      card_action: { type: 1, url: 'https://a.example/posts/7' },
      button_list: [
        { type: 1, text: '退回', style: 3, url: 'https://a.example/posts/7?answer=return' },
        { type: 0, text: '同意', style: 1, key: 'decide:7:agree' },
      ],
    })
  })

  test('keeps what else there is to press beside the answers', () => {
    const more = wecom({
      ...decision,
      buttons: [...decision.buttons, { kind: 'press', label: '已读', action: 'read:7' }],
    })
    expect(more.button_list).toHaveLength(3)
    expect(wecom({ ...decision, buttons: [] })).not.toHaveProperty('card_action')
  })

  test('with two choices is a card of selects', () => {
    const second = { ...choice, name: 'second', initial: 'travel' }
    expect(wecom(withForm(choice, second))).toEqual({
      ...head,
      card_type: 'multiple_interaction',
      main_title: { title: '走访提醒', desc: '本月还有 1 次走访未登记 请在月底前完成 截止：2026-11-30' },
      select_list: [
        expect.objectContaining({ question_key: 'reason', selected_id: 'unchosen' }),
        expect.objectContaining({ question_key: 'second', selected_id: 'travel' }),
      ],
      submit_button: { text: '提交', key: 'visit:7' },
    })
  })

  test.each([
    ['a day', [dayField]],
    ['a required text beside a choice', [choice, { ...textField, required: true }]],
    ['four choices', [choice, choice, choice, choice]],
    ['ten options and none chosen', [{ ...choice, options: manyOptions(10) }]],
  ])('with a form of %s opens the page instead', (_what, fields) => {
    const rendered = wecom({ ...withForm(...fields), buttons: opens })
    expect(rendered).toMatchObject({ card_type: 'button_interaction', button_list: [openButton] })
    expect(JSON.stringify(rendered)).not.toContain('visit:7')
  })

  test('leaves out what need not be answered and is no choice', () => {
    const rendered = wecom(withForm(choice, { ...dayField, required: false }, { ...choice, name: 'second' }, textField))
    expect(rendered).toMatchObject({
      card_type: 'multiple_interaction',
      select_list: [{ question_key: 'reason' }, { question_key: 'second' }],
    })
  })

  function manyOptions(count: number) {
    return Array.from({ length: count }, (_, index) => ({ value: `o${index}`, label: `选项${index}` }))
  }

  test('puts a long first line below the title instead of beside it', () => {
    const rendered = wecom({ ...card, lines: ['长'.repeat(45), '第二行'] })
    expect(rendered).toMatchObject({ main_title: { title: '走访提醒' }, sub_title_text: `${'长'.repeat(45)}\n第二行` })
    expect(rendered.main_title).not.toHaveProperty('desc')
  })
})

describe('the cards of a 工作牌 order (R28–R32)', () => {
  const order = {
    orderId: '7d1c1c1e-0000-4000-8000-000000000001',
    title: '2026年工作牌',
    amountFen: 123450,
    today: toCalendarDay('2026-10-12'),
  }
  const asked = { items: 3, minutesNumber: null, placedBy: '林知夏', reviewedBy: '周牧野' }
  const all = [
    proofWaitingCard(order, '财务部', 12),
    reviewWaitingCard(order, 3),
    approvalWaitingCard(order, asked),
    deliveryCard(order, '财投支部', 40),
    returnedOrderCard(order),
    deliveredOrderCard(order),
    paidCard(order),
  ]

  test.each(all.map((one) => [one.title, one] as const))(
    '「%s」 says what, how many or how much, and where',
    (_, one) => {
      expect(withinLimits(one)).toEqual(one)
      expect(one.lines[0]).toBe('2026年工作牌')
      expect(one.facts.length).toBeGreaterThan(0)
      const [button] = one.buttons
      expect(button?.kind === 'open' && button.path).toMatch(/^\/sign-orders/)
      expect(wecom(one).card_type).toBe('button_interaction')
      expect(renderFeishu(one, pages)).toBeDefined()
    },
  )

  test('amounts are exact to the 分', () => {
    const said = (amountFen: number) => reviewWaitingCard({ ...order, amountFen }, 1).facts[0]?.value
    expect([5, 100, 123450, 100_000_001].map(said)).toEqual(['¥0.05', '¥1.00', '¥1,234.50', '¥1,000,000.01'])
  })

  test('终审 is asked with who placed the order, who has 审核 and the minutes, or without them', () => {
    const approval = approvalWaitingCard(order, { ...asked, minutesNumber: '会纪〔2026〕12号' })
    expect(approval.facts.map(({ label, value }) => [label, value])).toEqual([
      ['金额', '¥1,234.50'],
      ['项目', '3项'],
      ['经办', '林知夏'],
      ['审核人', '周牧野'],
      ['会议纪要', '会纪〔2026〕12号'],
    ])
    expect(approval.lines.join()).not.toContain('会议纪要')
    expect(all[2]?.lines.join()).toContain('还没有登记会议纪要')
  })

  test('a date that is near makes the card stand out', () => {
    const near = reviewWaitingCard({ ...order, dueDay: toCalendarDay('2026-10-14') }, 1)
    expect(near.tone).toBe('attention')
    expect(near.facts.at(-1)).toEqual({ label: '截止', value: '10月14日（还有2天）' })
    expect(reviewWaitingCard({ ...order, dueDay: toCalendarDay('2026-10-15') }, 1).tone).toBe('plain')
  })
})
