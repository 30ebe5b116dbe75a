/**
 * What the desk page draws: one neutral form for the cards of both platforms.
 * Each platform turns its own wire format into this; the page knows only this.
 */
export type Tone = 'default' | 'blue' | 'green' | 'orange' | 'red' | 'grey' | 'purple' | 'turquoise' | 'yellow'

/** A run of text with one look. `href` makes it a link; line breaks are separate lines of a block. */
export interface Span {
  text: string
  bold?: boolean
  italic?: boolean
  strike?: boolean
  code?: boolean
  color?: string
  href?: string
  mention?: boolean
}

export type TextStyle = 'body' | 'heading1' | 'heading2' | 'heading3' | 'bullet' | 'number' | 'quote' | 'note' | 'code'

export interface TextLine {
  style: TextStyle
  spans: Span[]
  align?: 'left' | 'center' | 'right'
}

export interface DisplayButton {
  /** Hand back to `press`. Unique within the message as shown. */
  id: string
  text: string
  look: 'default' | 'primary' | 'danger' | 'text'
  /** Takes the width there is; several of them share a row. */
  wide?: boolean
  disabled?: boolean
  disabledNote?: string
  confirm?: { title: string; text: string }
  /** Name of the form whose values go along; 'reset' clears the form without a request. */
  form?: string
  action: 'press' | 'submit' | 'reset'
  /** Opened in the phone frame (already resolved to a plain page address). */
  openUrl?: string
  /** False for a button that only opens a page. */
  calls: boolean
}

export interface DisplayField {
  /** Name under which the value is handed to `press`; unique within the message as shown. */
  name: string
  type:
    | 'text'
    | 'longText'
    | 'password'
    | 'date'
    | 'time'
    | 'dateTime'
    | 'select'
    | 'multiSelect'
    | 'checkbox'
    | 'checkboxes'
    | 'radios'
  label?: string
  placeholder?: string
  required?: boolean
  maxLength?: number
  options?: { value: string; text: string; disabled?: boolean }[]
  value?: FieldValue
  disabled?: boolean
  /** Outside a form a change calls the product at once: pass this id to `press`. */
  pressId?: string
}

export type FieldValue = string | string[] | boolean
export type FormValues = Record<string, FieldValue>

export type DisplayBlock =
  | { kind: 'text'; lines: TextLine[] }
  | {
      kind: 'columns'
      flow: 'row' | 'wrap' | 'stack' | 'half' | 'third'
      columns: { weight: number; blocks: DisplayBlock[] }[]
    }
  | { kind: 'keyValues'; rows: { key: string; value: string; openUrl?: string }[] }
  | { kind: 'bigNumber'; value: string; caption: string }
  | { kind: 'quote'; title?: string; text: string; openUrl?: string }
  | { kind: 'image'; url: string; alt: string }
  | { kind: 'divider' }
  | { kind: 'table'; heads: string[]; rows: string[][] }
  | { kind: 'panel'; title: string; open: boolean; blocks: DisplayBlock[] }
  | { kind: 'form'; name: string; blocks: DisplayBlock[] }
  | { kind: 'field'; field: DisplayField }
  | { kind: 'buttons'; buttons: DisplayButton[] }
  | { kind: 'links'; links: { text: string; openUrl: string }[] }

export interface DisplayCard {
  tone: Tone
  title?: string
  subtitle?: string
  /** Small line above the title (WeCom `source`, e.g. the app's name). */
  source?: string
  tags: { text: string; tone: Tone }[]
  /** The whole card opens this page. */
  openUrl?: string
  blocks: DisplayBlock[]
}

export type DisplayContent =
  | { kind: 'text'; lines: TextLine[] }
  | { kind: 'image'; url: string; alt: string }
  | { kind: 'file'; name: string }
  | { kind: 'card'; card: DisplayCard }

export interface DisplayMessage {
  id: string
  from: 'bot' | 'person'
  senderName: string
  /** Epoch ms of the emulator's clock. */
  sentAt: number
  content: DisplayContent
  /** E.g. 「消息已撤回」, shown small below the message. */
  note?: string
}

export interface PressResult {
  ok: boolean
  /** What the client floats over the chat; also used for client errors such as 「出错了，错误码 200341」. */
  toast?: { tone: 'info' | 'success' | 'error' | 'warning'; text: string }
  openUrl?: string
  /** Platform error code the client would show, e.g. 200341. */
  clientError?: number
  /** Field name → what is wrong; nothing was sent. */
  fieldErrors?: Record<string, string>
}
