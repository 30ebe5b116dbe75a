import type { Signed } from '../../bot/wecom/crypto'

export interface Vector {
  name: string
  key: string
  receiver: string
  encrypted: string
  plain: RegExp
  signed?: Signed & { token: string }
}

const officialKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

/**
 * Public vectors: A from the documents of WeCom, B and C from xen0n/go-workwx (C is a real delivery), D and E made for
 * texts of several bytes a character and for a padding of a whole block.
 */
export const vectors: Vector[] = [
  {
    name: 'A',
    key: officialKey,
    receiver: 'wx5823bf96d3bd56c7',
    signed: {
      token: 'QDG6eK',
      timestamp: '1409659813',
      nonce: '1372623149',
      signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    },
    plain: /<Content><!\[CDATA\[hello\]\]><\/Content>\s*<MsgId>4561255354251345929<\/MsgId>/,
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg' +
      '3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+k' +
      'DZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6ti' +
      'WSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p' +
      '8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
  },
  {
    name: 'B',
    key: '4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws',
    receiver: 'ww6a112864f8022910',
    signed: {
      token: 'kjr2TKI8umCBfVF3wAHk8JiPwma5VBme',
      timestamp: '1583940690',
      nonce: 'VHh7ymSeb0jc4lSb',
      signature: '1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011',
    },
    plain: /^94966531020182955848408$/,
    encrypted: '6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==',
  },
  {
    name: 'C',
    key: 'cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP',
    receiver: 'ww6a112864f8022910',
    signed: {
      token: 'kz7Yx62CH8SaLN',
      timestamp: '1583995625',
      nonce: '1584392382',
      signature: 'f265ae551b1932727204c3d707628d01376a6940',
    },
    plain: /<FromUserName><!\[CDATA\[foobar\]\]><\/FromUserName>[\s\S]*x123[\s\S]*<MsgId>2018405441<\/MsgId>/,
    encrypted:
      'EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZu' +
      'cK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3S' +
      'oGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT' +
      '8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5r' +
      'IhXAF734ynm4no1g+SdHiNqR328=',
  },
  {
    name: 'D',
    key: officialKey,
    receiver: 'wx5823bf96d3bd56c7',
    plain: /^<xml>测试<\/xml>$/,
    encrypted: '2JaQ0H0H/TuqGM/rDRTva5hmGsQ3PTn8O5nG7EFrYNr5LLkccfINPScR7ekf39zWsZTZQRU2TVWNuaFsT2qDOg==',
  },
  {
    name: 'E',
    key: officialKey,
    receiver: 'ww1',
    plain: /^a{9}$/,
    encrypted: '2JaQ0H0H/TuqGM/rDRTva/VUBGMOuk5D2v59xMcTvPWTn3HO0urPBCUjL41MLxM9LvGoS05z1/TZ7LDSAFAFwQ==',
  },
]
