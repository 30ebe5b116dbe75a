import { randomBytes } from 'node:crypto'
import type { Corp, WecomApp, WecomUser } from './corp'
import { randomDigits } from './crypto'
import type { XmlField } from './xml'

/** Chosen values of one question of a card. */
export interface SelectedItem {
  questionKey: string
  optionIds: string[]
}

export interface CardClick {
  event: 'template_card_event' | 'template_card_menu_event'
  key: string
  taskId: string
  cardType: string
  responseCode: string
  selected: SelectedItem[]
}

/** A 64-bit number above 2^53: parsers that read it as a JavaScript number lose its last digits (wecom §5.4). */
function messageNumber(): string {
  return `7${randomDigits(18)}`
}

function agent(app: WecomApp): XmlField {
  return ['AgentID', app.agentId]
}

/** Inner XML of what the platform reports, field by field as in wecom §5.4. */
export class Events {
  constructor(private readonly corp: Corp) {}

  private head(from: string, type: string): XmlField[] {
    return [
      ['ToUserName', this.corp.id],
      ['FromUserName', from],
      ['CreateTime', this.corp.seconds()],
      ['MsgType', type],
    ]
  }

  event(app: WecomApp, user: WecomUser, name: string, fields: XmlField[]): XmlField[] {
    return [...this.head(user.userid, 'event'), ['Event', name], ...fields, agent(app)]
  }

  cardClick(app: WecomApp, user: WecomUser, click: CardClick): XmlField[] {
    const items = click.selected.map<XmlField>((one) => [
      'SelectedItem',
      [
        ['QuestionKey', one.questionKey],
        ['OptionIds', one.optionIds.map<XmlField>((id) => ['OptionId', id])],
      ],
    ])
    const fields = this.event(app, user, click.event, [
      ['EventKey', click.key],
      ['TaskId', click.taskId],
      ['CardType', click.cardType],
      ['ResponseCode', click.responseCode],
    ])
    return items.length > 0 ? [...fields, ['SelectedItems', items]] : fields
  }

  /** The live payload repeats PicList once per picture; the documents nest the items in one (wecom §5.4). */
  pictures(app: WecomApp, user: WecomUser, name: string, key: string, count: number): XmlField[] {
    const list = Array.from({ length: count }, (): XmlField => {
      const sum = randomBytes(16).toString('hex')
      return ['PicList', [['item', [['PicMd5Sum', sum]]]]]
    })
    return this.event(app, user, name, [
      ['EventKey', key],
      ['SendPicsInfo', [['Count', count], ...list]],
    ])
  }

  text(app: WecomApp, user: WecomUser, content: string): XmlField[] {
    return [...this.head(user.userid, 'text'), ['Content', content], ['MsgId', messageNumber()], agent(app)]
  }

  image(app: WecomApp, user: WecomUser, mediaId: string, pictureUrl: string): XmlField[] {
    const picture: XmlField[] = [
      ['PicUrl', pictureUrl],
      ['MediaId', mediaId],
      ['MsgId', messageNumber()],
    ]
    return [...this.head(user.userid, 'image'), ...picture, agent(app)]
  }

  /** Goes to the contact-sync receiver only, never to a self-built app (wecom §5.5). */
  contactChange(changeType: string, fields: XmlField[]): XmlField[] {
    return [...this.head('sys', 'event'), ['Event', 'change_contact'], ['ChangeType', changeType], ...fields]
  }
}
