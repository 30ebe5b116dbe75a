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
  constructor(
    readonly said = '',
    otherwise = '网络不通，没有连上服务器。填写的内容都还在，请稍后再试。',
  ) {
    super(said)
    this.sentence = said || otherwise
  }
}

/**
 * Something on the way answered in the place of our server, with whatever status: the login page of a network, a gateway
 * that blocks. Neither taken nor refused.
 */
export class Intercepted extends Unreachable {
  constructor() {
    super('', '网络里的登录页或网关拦住了，没有连上服务器。填写的内容都还在，请先登录网络或换个网络再试。')
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

const tooLarge = '文件太大，被网关拦住了。请换一个小一些的，或请信息部门把网关的上传限制放宽到12 MB。'

/** Reads a refusal's JSON; what is not one of ours was said by something on the way (Intercepted). */
export const toRefused = (status: number, body: unknown): Refused | Intercepted => {
  const sentence = saidIn(body)
  if (!sentence) return status === 413 ? new Refused(status, 'request.tooLarge', tooLarge) : new Intercepted()
  const said = body as RefusalBody
  return new Refused(
    status,
    String(said.code),
    sentence,
    Array.isArray(said.problems) ? (said.problems as FieldProblem[]) : [],
    typeof said.requestId === 'string' ? said.requestId : '',
  )
}
