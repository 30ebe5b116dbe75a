export interface FieldProblem {
  field: string
  code: string
  sentence: string
}

/** The server said no, in a sentence for the person; see server/refusals.ts. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly sentence: string,
    readonly problems: FieldProblem[] = [],
    readonly requestId = '',
  ) {
    super(sentence)
  }
}

/** No answer, or none from our server: the network, a restart, a gateway. Trying again later is right. */
export class Unreachable extends Error {
  readonly sentence: string
  /** `said`: the server itself answered that it cannot now, and why. */
  constructor(readonly said = '') {
    super(said)
    this.sentence = said || '网络不通，没有连上服务器。填写的内容都还在，请稍后再试。'
  }
}

/** Not arrived, and this phone cannot keep it either: the form must stay as it is. */
export class NotKept extends Error {
  readonly sentence = '网络不通，这台设备也存不下这次填写，还没有提交。请不要离开本页，联网后再点一次。'
}

interface RefusalBody {
  code?: unknown
  sentence?: unknown
  problems?: unknown
  requestId?: unknown
}

/** The sentence of a refusal that is one of ours; '' for what a gateway answers. */
export const saidIn = (body: unknown): string => {
  const { sentence, code }: RefusalBody = typeof body === 'object' && body !== null ? body : {}
  return typeof sentence === 'string' && typeof code === 'string' ? sentence : ''
}

const unreadable = '服务器的回答看不懂，请稍后再试。'

/** Reads a refusal's JSON; anything that is not one of ours still becomes a sentence. */
export const toRefused = (status: number, body: unknown): Refused => {
  const said: RefusalBody = typeof body === 'object' && body !== null ? body : {}
  return new Refused(
    status,
    typeof said.code === 'string' ? said.code : 'server.fault',
    typeof said.sentence === 'string' ? said.sentence : unreadable,
    Array.isArray(said.problems) ? (said.problems as FieldProblem[]) : [],
    typeof said.requestId === 'string' ? said.requestId : '',
  )
}
