import type { Attempt, Callbacks } from './callback'
import type { WecomApp } from './corp'
import type { Forgery } from './envelope'
import type { XmlField } from './xml'

export type HostileKind =
  | 'wrongSignature'
  | 'wrongReceiveId'
  | 'wrongAesKey'
  | 'staleTimestamp'
  | 'replay'
  | 'externalEntity'
  | 'hugeBody'
  | 'brokenXml'

const HUGE_BYTES = 6 * 1024 * 1024
const STALE_SECONDS = 3600
const foreignKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** A DTD in the encrypted part: a parser that resolves it would read a file of the product's machine. */
const externalEntity = `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY leak SYSTEM "file:///etc/hostname">]>
<xml><ToUserName>x</ToUserName><FromUserName>&leak;</FromUserName><MsgType>text</MsgType><Content>&leak;</Content></xml>`

function forgeryOf(kind: Exclude<HostileKind, 'replay'>, seconds: number): Forgery {
  switch (kind) {
    case 'wrongSignature':
      return { signature: '0'.repeat(40) }
    case 'wrongReceiveId':
      return { receiveId: 'ww00000000foreign' }
    case 'wrongAesKey':
      return { encodingAesKey: foreignKey }
    case 'staleTimestamp':
      return { timestamp: String(seconds - STALE_SECONDS) }
    case 'externalEntity':
      return { plain: externalEntity }
    case 'hugeBody':
      return { body: `<xml><Encrypt>${'A'.repeat(HUGE_BYTES)}</Encrypt></xml>` }
    case 'brokenXml':
      return { body: '<xml><Encrypt><![CDATA[' }
  }
}

/**
 * Deliveries a product must neither act on nor fall over. `fields` is what a working attack would bring in,
 * e.g. a card click; answers what the product said.
 */
export function deliverHostile(
  callbacks: Callbacks,
  app: WecomApp,
  kind: HostileKind,
  fields: XmlField[],
  seconds: number,
): Promise<Attempt['result']> {
  return kind === 'replay' ? callbacks.replay() : callbacks.forge(app, fields, forgeryOf(kind, seconds))
}
