/** An answer other than success; the gateway turns it into the body of feishu §3.7. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    readonly msg: string,
    /** Members added to `error`, e.g. permission_violations. */
    readonly details: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(`${code} ${msg}`)
  }
}

const TEXTS: Record<number, string> = {
  9499: 'Bad Request',
  230002: 'The bot can not be outside the group.',
  230006: 'Bot ability is not activated.',
  230009: 'This message can only be recalled within the permitted time.',
  230011: 'The message was recalled.',
  230013: 'Bot has NO availability to this user.',
  230020: 'This operation triggers the frequency limit.',
  230025: 'The length of the message content reaches its limit.',
  230026: 'Lack of authorization to recall the message.',
  230027: 'Lack of necessary permissions.',
  230028: 'The messages do NOT pass the audit.',
  230029: 'User has resigned.',
  230031: 'Message can only be modified within 14 days after sending.',
  230049: 'The message is being sent.',
  230053: 'The user has stopped the bot from sending messages.',
  230110: 'The message has been deleted.',
  234001: 'Invalid request param.',
  234003: 'File not in msg.',
  234004: 'App not in chat.',
  234006: 'The file size exceed the max value.',
  234007: 'App does not enable bot feature.',
  234008: 'The app is not the resource sender.',
  234010: "File's size can't be 0.",
  234011: "Can't recognize the image format.",
  234039: 'Image resolution exceeds limit.',
  40001: 'invalid param',
  40004: 'no dept authority error',
  40011: 'page size is invalid',
  40012: 'page token is invalid error',
  40014: 'no parent dept authority error',
  41012: 'user id invalid error',
  41050: 'no user authority error',
  99991401: 'ip is denied by app setting',
  99991662: 'app is disabled',
  99991663: 'Invalid access token for authorization. Please make a request with token attached.',
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991668: 'Invalid access token for authorization. Please make a request with token attached.',
  99991671: 'Invalid access token for authorization, the token must start with t- or u-.',
  99992361: 'open_id cross app',
}

/** HTTP 400 (or the given status) with the platform's own words for that code. */
export function refuse(code: number, status = 400): ApiError {
  return new ApiError(status, code, TEXTS[code] ?? 'Bad Request')
}

/** 230001 with its `ext=` explanation (feishu §3.1). */
export function invalidParameter(ext: string): ApiError {
  return new ApiError(400, 230001, `Your request contains an invalid request parameter, ext=${ext}`)
}

/** 230099 with the sub-error sentence of feishu §4.7. */
export function cardRefused(subCode: number, text: string, value = '', path = ''): ApiError {
  const where = path ? `ErrPath: ${path}; ` : ''
  const about = value ? `ErrorValue: ${value}; ` : ''
  return new ApiError(
    400,
    230099,
    `Failed to create card content, ext=ErrCode: ${subCode}; ${where}ErrMsg: ${text}; ${about}`,
  )
}

/** Errors some APIs send with HTTP 200. */
export function refuseWith200(code: number, msg: string): ApiError {
  return new ApiError(200, code, msg)
}

export function errorBody(error: ApiError, logId: string): Record<string, unknown> {
  return {
    code: error.code,
    msg: error.msg,
    error: {
      log_id: logId,
      message: 'Refer to the documentation and fix the error.',
      troubleshooter: `https://open.feishu.cn/search?log_id=${logId}&code=${error.code}`,
      ...error.details,
    },
  }
}
