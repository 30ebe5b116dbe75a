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

/**
 * Something on the way answered in the place of our server, with whatever status: the login page of a network, a gateway
 * that blocks. Neither taken nor refused.
 */
export class Intercepted extends Unreachable {}

/** Not arrived, and this phone cannot keep it either: the form must stay as it is. */
export class NotKept extends Error {
  readonly sentence = '网络不通，这台设备也存不下这次填写，还没有提交。请不要离开本页，联网后再点一次。'
}

interface RefusalBody {
  code: string
  sentence: string
  problems: FieldProblem[]
  requestId: string
}

/** What an answer that is no yes says; one that is not in our words was given by something on the way. */
export const faultOf = (status: number, body: unknown): Refused | Unreachable => {
  const { code, sentence, problems, requestId } = (body ?? {}) as Partial<RefusalBody>
  if (code && sentence)
    // Our own server cannot now: the Idempotency-Key makes a second try harmless.
    return status === 503 ? new Unreachable(sentence) : new Refused(status, code, sentence, problems, requestId)
  if (status === 413) return new Refused(status, 'request.tooLarge', '文件太大，请缩小后再传。')
  // A gateway while our server restarts, or one that blocks.
  return status >= 500 ? new Unreachable() : new Intercepted()
}
