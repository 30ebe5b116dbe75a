import type { Corp } from './corp'
import { secretText } from './crypto'
import { refuse } from './errors'
import type { Json } from './json'
import { HOUR } from './quota'

const MSGID_BYTES = 64
const RESPONSE_CODE_BYTES = 48

/** The card as one person sees it; an update may reach some recipients only. */
export interface CardState {
  card: Json
  /** Text of the greyed button once `button.replace_name` was applied; such a card cannot be pressed. */
  replacedText: string | undefined
}

export interface StoredMessage {
  msgid: string
  agentId: number
  sentAt: number
  type: string
  /** The part named by msgtype, after cutting. */
  part: Json
  /** Canonical userids that got it. */
  recipients: string[]
  /** Over the per-member limit, or never activated: answered with errcode 0, not delivered. */
  dropped: string[]
  /** Not delivered to anybody because of the duplicate check. */
  suppressed: boolean
  recalled: boolean
  /** Soft limits the card breaks. */
  warnings: string[]
  cards: Map<string, CardState>
  answer: Json
}

/** What a person wrote to the app; `text` of an image is its media_id. */
export interface PersonMessage {
  id: string
  userid: string
  sentAt: number
  type: 'text' | 'image'
  text: string
}

export interface ResponseCode {
  msgid: string
  agentId: number
  issuedAt: number
  used: boolean
}

/** Messages, what people wrote, and the codes their cards can be changed with. */
export class MessageStore {
  readonly messages: StoredMessage[] = []
  readonly written: PersonMessage[] = []
  readonly codes = new Map<string, ResponseCode>()
  /** Used task ids by app; each may be used once (wecom §4.3). */
  readonly taskIds = new Map<number, Set<string>>()
  /** When each person last opened the chat. */
  readonly read = new Map<string, number>()

  constructor(private readonly corp: Corp) {}

  newMsgid(): string {
    return secretText(MSGID_BYTES)
  }

  find(msgid: string): StoredMessage | undefined {
    return this.messages.find((one) => one.msgid === msgid)
  }

  issueCode(message: StoredMessage): string {
    const code = secretText(RESPONSE_CODE_BYTES)
    const { msgid, agentId } = message
    this.codes.set(code, { msgid, agentId, issuedAt: this.corp.now(), used: false })
    return code
  }

  /** The message a code belongs to, and the means to burn the code; refuses with 60140 or 42015. */
  codeTarget(text: string, agentId: number): { message: StoredMessage; spend: () => void } {
    const code = this.codes.get(text)
    const message = code && this.find(code.msgid)
    if (!code || !message) return refuse(60140, 'invalid response_code')
    if (code.agentId !== agentId) return refuse(42015, 'agentid of the message differs')
    const { responseCodeHours, responseCodeOnce } = this.corp.flags
    const stale = this.corp.now() - code.issuedAt >= responseCodeHours * HOUR
    if (stale || (code.used && responseCodeOnce)) return refuse(60140, 'invalid response_code')
    const spend = () => {
      code.used = true
    }
    return { message, spend }
  }
}
